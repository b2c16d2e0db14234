extension PicturePrint {
    /// From the greys of an upright page, row by row, 0 for black. nil when nothing is printed on
    /// it, or when it is too small to tell. Pictures of about 640 pixels on the longer side do.
    public init?(greys: [UInt8], width: Int, height: Int) {
        guard width >= 32, height >= 32, greys.count == width * height else { return nil }
        var ink = InkField(greys: greys, width: width, height: height)
        ink.clearRim()
        ink.slope = ink.bestSlope()
        guard let window = ink.window() else { return nil }
        self.init(cells: Self.standardised(ink.amounts(in: window, side: Self.side)))
    }

    /// Square roots, so that a dark patch does not outweigh everything; then mean 0 and one spread.
    private static func standardised(_ amounts: [Float]) -> [Int8] {
        let roots = amounts.map { $0.squareRoot() }
        let mean = roots.reduce(0, +) / Float(roots.count)
        let variance = roots.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(roots.count)
        guard variance > 0 else { return roots.map { _ in 0 } }
        let scale = 40 / variance.squareRoot()
        return roots.map { Int8(min(127, max(-127, ($0 - mean) * scale)).rounded()) }
    }
}

/// How much darker than its surroundings each pixel is, with the page's slope taken out.
private struct InkField {
    let width: Int
    let height: Int
    private var ink: [Float]
    /// How many pixels the lines fall on each pixel to the right.
    var slope: Float = 0

    /// What is paler than this share of its surroundings is paper, not ink.
    private static let faintest: Float = 0.05
    private static let darkest: Float = 0.5

    init(greys: [UInt8], width: Int, height: Int) {
        self.width = width
        self.height = height
        let sums = SummedGreys(greys: greys, width: width, height: height)
        let reach = max(4, max(width, height) / 21)
        ink = [Float](repeating: 0, count: greys.count)
        for y in 0..<height {
            for x in 0..<width {
                let around = sums.mean(x: x, y: y, reach: reach)
                let darker = (around - Float(greys[y * width + x])) / (around + 8)
                ink[y * width + x] = min(Self.darkest, max(0, darker - Self.faintest))
            }
        }
    }

    /// Edges of the sheet and of the picture lie in the outermost fiftieth; they are no print.
    mutating func clearRim() {
        let rim = max(1, max(width, height) / 50)
        for y in 0..<height {
            let outside = y < rim || y >= height - rim
            for x in 0..<width where outside || x < rim || x >= width - rim {
                ink[y * width + x] = 0
            }
        }
    }

    /// The slope at which ink gathers most sharply in rows, within some eight degrees either way.
    func bestSlope() -> Float {
        var best: Float = 0
        var most = contrast(at: 0) * 1.02
        func sweep(_ around: Float, _ reach: Int, _ step: Float) {
            for count in -reach...reach {
                let slope = around + Float(count) * step
                let found = contrast(at: slope)
                if found > most { (most, best) = (found, slope) }
            }
        }
        sweep(0, 8, 0.0175)
        sweep(best, 3, 0.0044)
        return best
    }

    private func contrast(at slope: Float) -> Float {
        let margin = Int(Float(width) * 0.16) + 2
        var rows = [Float](repeating: 0, count: height + 2 * margin)
        for x in stride(from: 0, to: width, by: 2) {
            let shift = margin - Int((slope * Float(x - width / 2)).rounded())
            for y in 0..<height {
                let amount = ink[y * width + x]
                if amount > 0 { rows[y + shift] += amount }
            }
        }
        var contrast: Float = 0
        for row in 1..<rows.count {
            let step = rows[row] - rows[row - 1]
            contrast += step * step
        }
        return contrast
    }

    /// Where the print lies, from how it spreads around its middle: a few lines more or less at an
    /// edge move this little, where the outermost ink would move it a lot.
    struct Window {
        var left: Float
        var top: Float
        var width: Float
        var height: Float
    }

    private static let spreads: Float = 2.3

    func window() -> Window? {
        var sum: Double = 0
        var (sumX, sumY, squaresX, squaresY) = (0.0, 0.0, 0.0, 0.0)
        for y in 0..<height {
            for x in 0..<width where ink[y * width + x] > 0 {
                let amount = Double(ink[y * width + x])
                let (across, down) = (Double(x), Double(level(x, y)))
                sum += amount
                sumX += amount * across
                sumY += amount * down
                squaresX += amount * across * across
                squaresY += amount * down * down
            }
        }
        guard sum > Double(width * height) * 1e-4 else { return nil }
        let middle = (x: sumX / sum, y: sumY / sum)
        let reachX = Self.spreads * Float(max(1, squaresX / sum - middle.x * middle.x).squareRoot())
        let reachY = Self.spreads * Float(max(1, squaresY / sum - middle.y * middle.y).squareRoot())
        return Window(
            left: Float(middle.x) - reachX, top: Float(middle.y) - reachY, width: 2 * reachX,
            height: 2 * reachY)
    }

    private func level(_ x: Int, _ y: Int) -> Float {
        Float(y) - slope * Float(x - width / 2)
    }

    /// Mean ink of each cell; every pixel gives its ink to the cells whose corners it lies between.
    func amounts(in window: Window, side: Int) -> [Float] {
        var amounts = [Float](repeating: 0, count: side * side)
        for y in 0..<height {
            for x in 0..<width where ink[y * width + x] > 0 {
                let column = (Float(x) - window.left) / window.width * Float(side) - 0.5
                let row = (level(x, y) - window.top) / window.height * Float(side) - 0.5
                guard column > -1, row > -1, column < Float(side), row < Float(side) else {
                    continue
                }
                let (left, top) = (Int(column.rounded(.down)), Int(row.rounded(.down)))
                let (right, down) = (column - Float(left), row - Float(top))
                let amount = ink[y * width + x]
                for (rowStep, rowShare) in [(0, 1 - down), (1, down)] {
                    for (columnStep, share) in [(0, 1 - right), (1, right)] {
                        let (r, c) = (top + rowStep, left + columnStep)
                        guard r >= 0, c >= 0, r < side, c < side else { continue }
                        amounts[r * side + c] += amount * rowShare * share
                    }
                }
            }
        }
        let pixels = window.width * window.height / Float(side * side)
        return amounts.map { $0 / pixels }
    }
}

/// Means of rectangles in constant time.
private struct SummedGreys {
    private let sums: [Int32]
    private let width: Int
    private let height: Int

    init(greys: [UInt8], width: Int, height: Int) {
        self.width = width
        self.height = height
        var sums = [Int32](repeating: 0, count: (width + 1) * (height + 1))
        for y in 0..<height {
            var row: Int32 = 0
            for x in 0..<width {
                row += Int32(greys[y * width + x])
                sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row
            }
        }
        self.sums = sums
    }

    func mean(x: Int, y: Int, reach: Int) -> Float {
        let (left, right) = (max(0, x - reach), min(width, x + reach + 1))
        let (top, bottom) = (max(0, y - reach), min(height, y + reach + 1))
        let stride = width + 1
        let sum = sums[bottom * stride + right] - sums[top * stride + right]
            - sums[bottom * stride + left] + sums[top * stride + left]
        return Float(sum) / Float((right - left) * (bottom - top))
    }
}
