/// Finds finder patterns: rows in which dark and light lie as 1:1:3:1:1, then columns, then all
/// directions.
struct FinderSearch {
    /// Print and noise hold more places that are a little alike than any page holds codes: of the
    /// likest so many are kept.
    private static let patternLimit = 36
    /// Correlation below which nothing is a pattern.
    private static let likenessLimit = 0.6

    private let picture: DarkPicture
    private let grey: GreyPicture
    private(set) var patterns: [FinderPattern] = []

    /// Every `step`-th row is looked at.
    init(_ picture: DarkPicture, grey: GreyPicture, step: Int) {
        (self.picture, self.grey) = (picture, grey)
        for row in stride(from: step / 2, to: picture.height, by: step) {
            search(row: row)
        }
        patterns.sort { $0.likeness > $1.likeness }
        patterns = Array(patterns.prefix(Self.patternLimit))
    }

    private mutating func search(row: Int) {
        let width = picture.width
        var ends: [(end: Int, whole: Int, tail: Int, dark: UInt8)] = []
        picture.pixels.withUnsafeBufferPointer { pixels in
            let start = row * width
            var (a, b, c, d) = (0, 0, 0, 0)
            var changed = 0
            var current = pixels[start]
            for column in 1..<max(width, 1) where pixels[start &+ column] != current {
                let e = column &- changed
                let whole = a &+ b &+ c &+ d &+ e
                if a > 0, c > b, c > d, Self.isFinder(a, b, c, d, e, whole: whole) {
                    ends.append((column, whole, e &+ d &+ c / 2, current))
                }
                (a, b, c, d) = (b, c, d, e)
                changed = column
                current ^= 1
            }
        }
        for found in ends {
            let place = PicturePoint(Double(found.end - found.tail) + 0.5, Double(row) + 0.5)
            consider(place, width: Double(found.whole), isInverted: found.dark == 0)
        }
    }

    /// Five runs of about 1, 1, 3, 1, 1 sevenths, each within half of a seventh and half a pixel.
    private static func isFinder(
        _ a: Int, _ b: Int, _ c: Int, _ d: Int, _ e: Int, whole: Int
    ) -> Bool {
        guard whole >= 7 else { return false }
        let slack = whole / 2 + 4
        return (7 * a - whole).magnitude <= slack && (7 * b - whole).magnitude <= slack
            && (7 * c - 3 * whole).magnitude <= slack * 3 / 2
            && (7 * d - whole).magnitude <= slack && (7 * e - whole).magnitude <= slack
    }

    private mutating func consider(_ place: PicturePoint, width: Double, isInverted: Bool) {
        for index in patterns.indices where patterns[index].isInverted == isInverted {
            if (patterns[index].centre - place).length < patterns[index].width * 0.3 {
                return
            }
        }
        let rays = FinderRays(picture: picture, grey: grey, isInverted: isInverted)
        let limit = width * 1.5 + 2
        guard let column = rays.chord(through: place, along: PicturePoint(0, 1), limit: limit)
        else { return }
        let lower = PicturePoint(place.x, place.y + (column.ahead - column.behind) / 2)
        guard let row = rays.chord(through: lower, along: PicturePoint(1, 0), limit: limit)
        else { return }
        let centre = PicturePoint(lower.x + (row.ahead - row.behind) / 2, lower.y)
        guard let pattern = rays.pattern(around: centre, limit: limit),
            pattern.likeness > Self.likenessLimit
        else { return }
        for other in patterns where other.isInverted == isInverted {
            if (other.centre - pattern.centre).length < other.width * 0.3 { return }
        }
        patterns.append(pattern)
    }
}
