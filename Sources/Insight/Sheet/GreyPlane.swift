/// Greys over a rectangle, row by row from the top left; 0 is black.
public struct GreyPlane: Sendable {
    public let width: Int
    public let height: Int
    public internal(set) var pixels: [UInt8]

    /// More pixels than this are no picture of a paper that anyone has taken.
    private static let longestSide = 1 << 15

    /// nil unless there are exactly as many pixels as the sides say.
    public init?(width: Int, height: Int, pixels: [UInt8]) {
        guard width > 0, height > 0, width <= Self.longestSide, height <= Self.longestSide,
            pixels.count == width * height
        else { return nil }
        (self.width, self.height, self.pixels) = (width, height, pixels)
    }

    init(filledWith grey: UInt8, width: Int, height: Int) {
        (self.width, self.height) = (max(width, 1), max(height, 1))
        pixels = [UInt8](repeating: grey, count: self.width * self.height)
    }

    var longerSide: Int { max(width, height) }

    /// Calls `grey` for every place and keeps what it gives.
    init(width: Int, height: Int, _ grey: (_ column: Int, _ row: Int) -> Double) {
        (self.width, self.height) = (max(width, 1), max(height, 1))
        let (columns, rows) = (self.width, self.height)
        pixels = [UInt8](unsafeUninitializedCapacity: columns * rows) { pixels, count in
            var place = 0
            for row in 0..<rows {
                for column in 0..<columns {
                    pixels[place] = UInt8(min(max(grey(column, row) + 0.5, 0), 255))
                    place += 1
                }
            }
            count = columns * rows
        }
    }

    func turned(quarters: Int) -> GreyPlane {
        let (last, bottom) = (width - 1, height - 1)
        return pixels.withUnsafeBufferPointer { pixels in
            switch quarters & 3 {
            case 1:
                GreyPlane(width: height, height: width) { column, row in
                    Double(pixels[(bottom - column) * width + row])
                }
            case 2:
                GreyPlane(width: width, height: height) { column, row in
                    Double(pixels[(bottom - row) * width + last - column])
                }
            case 3:
                GreyPlane(width: height, height: width) { column, row in
                    Double(pixels[column * width + last - row])
                }
            default: self
            }
        }
    }

    /// The grey that parts ink from paper best (N. Otsu, "A threshold selection method from
    /// gray-level histograms", 1979).
    func threshold() -> UInt8 {
        let counts = histogram()
        let total = Double(pixels.count)
        var all = 0.0
        for (grey, count) in counts.enumerated() { all += Double(grey) * Double(count) }
        var (below, sumBelow, best, most) = (0.0, 0.0, 0, -1.0)
        for grey in 0..<256 {
            below += Double(counts[grey])
            sumBelow += Double(grey) * Double(counts[grey])
            let above = total - below
            guard below > 0, above > 0 else { continue }
            let apart = sumBelow / below - (all - sumBelow) / above
            let between = below * above * apart * apart
            if between > most { (best, most) = (grey, between) }
        }
        return UInt8(best)
    }

    func histogram() -> [Int] {
        var counts = [Int](repeating: 0, count: 256)
        for pixel in pixels { counts[Int(pixel)] += 1 }
        return counts
    }

    /// The grey below which such a share of the pixels lies.
    func level(_ share: Double) -> Int {
        let wanted = Int(share * Double(pixels.count - 1))
        var seen = 0
        for (grey, count) in histogram().enumerated() {
            seen += count
            if seen > wanted { return grey }
        }
        return 255
    }
}

/// The same pixels, read at places between their middles; beyond the edge the nearest.
struct GreySampler {
    let pixels: UnsafeBufferPointer<UInt8>
    let width: Int
    let height: Int

    /// `x` and `y` in pixels, whose middles are whole numbers.
    func value(_ x: Double, _ y: Double) -> Double {
        // So written, a place that is not a number is the first pixel's.
        let x = x > 0 ? min(x, Double(width - 1)) : 0
        let y = y > 0 ? min(y, Double(height - 1)) : 0
        let column = Int(x)
        let row = Int(y)
        let (right, down) = (x - Double(column), y - Double(row))
        let start = row &* width &+ column
        let below = start &+ (row &+ 1 < height ? width : 0)
        let step = column &+ 1 < width ? 1 : 0
        let upper = Double(pixels[start]) * (1 - right) + Double(pixels[start &+ step]) * right
        let lower = Double(pixels[below]) * (1 - right) + Double(pixels[below &+ step]) * right
        return upper * (1 - down) + lower * down
    }
}
