/// Finds the lines of print on a page with the network of `models/line-finder`.
public struct LineFinder: Sendable {
    private let network: LineFinderNetwork

    public init(_ network: LineFinderNetwork) { self.network = network }

    /// Places fewer than this are a speck.
    private static let fewestPlaces = 3
    /// A line leans by no more than this many pixels to a pixel; the page was set level before.
    private static let steepest = 0.06
    /// How much of a line's height its middle falls short of its ends, as in training.
    private static let shortfall = 0.1

    /// The lines of a page whose capitals are about `LineFinderNetwork.letterHeight` pixels high,
    /// in its pixels, from top to bottom. `ink`: 0 for paper, 255 for the blackest ink.
    public func lines(ink: [UInt8], width: Int, height: Int) -> [LineStrip] {
        let places = network.places(ink: ink, width: width, height: height)
        return Self.groups(places).compactMap { Self.strip(of: $0, places) }
            .sorted { $0.left.y + $0.right.y < $1.left.y + $1.right.y }
    }

    /// About how many letters a line holds; none when it is hardly longer than high.
    public static func letters(of line: LineStrip) -> Double {
        let letters = line.length / line.height / 0.6
        return letters < 3 ? 0 : letters
    }

    /// By how much a page should be shrunk or enlarged so that its lines have the height that the
    /// network knows best; 1 when nothing was found.
    public static func correction(for lines: [LineStrip]) -> Double {
        guard lines.count >= 3 else { return 1 }
        // Long lines say more about the page than short ones.
        let ordered = lines.sorted { $0.height < $1.height }
        let half = ordered.reduce(0) { $0 + $1.length } / 2
        var sum = 0.0
        for line in ordered {
            sum += line.length
            if sum >= half { return LineFinderNetwork.typicalLine / line.height }
        }
        return 1
    }

    /// Places of one line hang together; each is an index into the page's places.
    static func groups(_ places: LinePlaces) -> [[Int]] {
        var isOpen = places.middle.map { $0 > 0 }
        var found: [[Int]] = []
        for start in isOpen.indices where isOpen[start] {
            var group = [start]
            isOpen[start] = false
            var next = 0
            while next < group.count {
                let (row, column) = (group[next] / places.columns, group[next] % places.columns)
                next += 1
                for nearRow in max(0, row - 1)...min(places.rows - 1, row + 1) {
                    for nearColumn in max(0, column - 1)...min(places.columns - 1, column + 1) {
                        let near = nearRow * places.columns + nearColumn
                        guard isOpen[near] else { continue }
                        isOpen[near] = false
                        group.append(near)
                    }
                }
            }
            if group.count >= fewestPlaces { found.append(group) }
        }
        return found
    }

    /// The straight line through the middles that the places of a group point at.
    static func strip(of group: [Int], _ places: LinePlaces) -> LineStrip? {
        let size = Double(LineFinderNetwork.place)
        var (sumX, sumY, sumXX, sumXY, sumHeight) = (0.0, 0.0, 0.0, 0.0, 0.0)
        var (first, last) = (Int.max, 0)
        for index in group {
            let column = index % places.columns
            let x = (Double(column) + 0.5) * size
            let (up, down) = (Double(places.up[index]), Double(places.down[index]))
            let y = (Double(index / places.columns) + 0.5) * size + (down - up) / 2
            sumX += x
            sumY += y
            sumXX += x * x
            sumXY += x * y
            sumHeight += up + down
            first = min(first, column)
            last = max(last, column)
        }
        let count = Double(group.count)
        let height = sumHeight / count
        guard height >= 3 else { return nil }
        let left = Double(first) * size - shortfall * height
        let right = Double(last + 1) * size + shortfall * height
        let spread = sumXX - sumX * sumX / count
        var slope = 0.0
        if right - left > 4 * height, spread > 0 {
            slope = min(max((sumXY - sumX * sumY / count) / spread, -steepest), steepest)
        }
        let (x, y) = (sumX / count, sumY / count)
        return LineStrip(
            left: (left, y + slope * (left - x)), right: (right, y + slope * (right - x)),
            height: height)
    }
}
