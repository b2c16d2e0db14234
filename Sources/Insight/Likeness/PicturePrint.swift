/// What a page looks like, in so few bytes that it can be compared with every other page of an
/// organisation: how much ink stands where, on a grid that follows the print and not the edges of
/// the picture. Another photograph of the same paper - nearer, darker, a little turned or cut at
/// its edges - has nearly the same print; so has another paper of the same form, which is why the
/// fields that were read decide together with it (`DuplicateRule`).
public struct PicturePrint: Equatable, Sendable {
    /// Cells on a side.
    public static let side = 24
    public static let byteCount = side * side

    /// Row by row: the ink of a cell above or below the mean of the page.
    public let cells: [Int8]

    init(cells: [Int8]) {
        self.cells = cells
    }

    /// nil unless there are `byteCount` bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        cells = bytes.map { Int8(bitPattern: $0) }
    }

    public var bytes: [UInt8] { cells.map { UInt8(bitPattern: $0) } }

    /// From this likeness on, two pictures are shown as one paper. `Benchmarks/likeness` prints how
    /// many photographs of the same paper reach it, and how many of other papers.
    public static let sameThousandths = 800
    /// Pairs that do not reach this before they are shifted over each other do not reach the other.
    private static let worthShifting = 500

    /// How alike two pages are, in thousandths of a full correlation: 1000 for the same picture,
    /// about 0 for two that have nothing to do with each other.
    public func likeness(to other: PicturePrint) -> Int {
        var best = Self.correlation(cells, other.cells)
        guard best >= Self.worthShifting else { return best }
        for stretch in Self.stretches {
            for down in -2...2 {
                for right in -1...1 {
                    let moved = other.moved(right: right, down: down, stretch: stretch)
                    best = max(best, Self.correlation(cells, moved))
                }
            }
        }
        return best
    }

    /// A print that was cut shorter at one end is stretched over the other one by a few per cent.
    private static let stretches: [Float] = [0.94, 0.97, 1, 1.03, 1.06]

    private func moved(right: Int, down: Int, stretch: Float) -> [Int8] {
        let side = Self.side
        let centre = Float(side - 1) / 2
        var result = [Int8](repeating: 0, count: cells.count)
        for row in 0..<side {
            let from = centre + (Float(row) - centre) * stretch + Float(down)
            let upper = Int(from.rounded(.down))
            let share = from - Float(upper)
            for column in 0..<side {
                let place = column + right
                guard (0..<side).contains(place) else { continue }
                let above = cell(upper, place)
                let below = cell(upper + 1, place)
                result[row * side + column] = Int8((above + (below - above) * share).rounded())
            }
        }
        return result
    }

    private func cell(_ row: Int, _ column: Int) -> Float {
        (0..<Self.side).contains(row) ? Float(cells[row * Self.side + column]) : 0
    }

    /// Pearson's correlation in thousandths; 0 where one of the two is even all over.
    private static func correlation(_ left: [Int8], _ right: [Int8]) -> Int {
        var sums = (left: 0, right: 0, both: 0, leftSquares: 0, rightSquares: 0)
        for place in left.indices {
            let (a, b) = (Int(left[place]), Int(right[place]))
            sums.left += a
            sums.right += b
            sums.both += a * b
            sums.leftSquares += a * a
            sums.rightSquares += b * b
        }
        let count = left.count
        let covariance = Double(count * sums.both - sums.left * sums.right)
        let spread =
            Double(count * sums.leftSquares - sums.left * sums.left)
            * Double(count * sums.rightSquares - sums.right * sums.right)
        guard spread > 0 else { return 0 }
        return Int((1000 * covariance / spread.squareRoot()).rounded())
    }
}
