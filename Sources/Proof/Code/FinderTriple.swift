/// Three finder patterns that may belong to one code.
struct FinderTriple {
    let topLeft: Int
    let topRight: Int
    let bottomLeft: Int
    /// How far the three are from patterns at a square's corners; the least are tried first.
    let strangeness: Double

    /// What weighs as much as a pattern that is quite unlike one.
    private static let unlikeness = 6.0

    /// Every three that look like a code's from the front or from the side, the likeliest first.
    static func all(of patterns: [FinderPattern]) -> [FinderTriple] {
        var triples: [FinderTriple] = []
        for a in patterns.indices {
            for b in patterns.indices where b > a && areAlike(patterns[a], patterns[b]) {
                for c in patterns.indices
                where c > b && areAlike(patterns[a], patterns[c])
                    && areAlike(patterns[b], patterns[c])
                {
                    for (corner, one, other) in [(a, b, c), (b, a, c), (c, a, b)] {
                        if let triple = FinderTriple(
                            corner: corner, one: one, other: other, of: patterns)
                        {
                            triples.append(triple)
                        }
                    }
                }
            }
        }
        return triples.sorted { $0.strangeness < $1.strangeness }
    }

    private static func areAlike(_ a: FinderPattern, _ b: FinderPattern) -> Bool {
        a.isInverted == b.isInverted && a.width < b.width * 2.5 && b.width < a.width * 2.5
    }

    private init?(corner: Int, one: Int, other: Int, of patterns: [FinderPattern]) {
        let first = patterns[one].centre - patterns[corner].centre
        let second = patterns[other].centre - patterns[corner].centre
        let (long, short) = (max(first.length, second.length), min(first.length, second.length))
        let width = (patterns[corner].width + patterns[one].width + patterns[other].width) / 3
        // Centres are 14 modules apart in version 1 and 170 in version 40; a pattern is 7 wide.
        guard short > width * 1.1, long < width * 28, long < short * 2.2 else { return nil }
        let cosine = first.dot(second) / (first.length * second.length)
        guard cosine.magnitude < 0.6 else { return nil }
        let sizes =
            max(patterns[corner].width, patterns[one].width, patterns[other].width)
            / min(patterns[corner].width, patterns[one].width, patterns[other].width)
        let likeness =
            patterns[corner].likeness + patterns[one].likeness + patterns[other].likeness
        guard likeness > 2.15 else { return nil }
        strangeness =
            cosine.magnitude + (long / short - 1) + (sizes - 1) + Self.unlikeness * (3 - likeness)
        topLeft = corner
        // Seen from the front, the bottom left lies clockwise from the top right.
        (topRight, bottomLeft) = first.cross(second) > 0 ? (one, other) : (other, one)
    }
}
