/// A picture in greys, row by row from the top left; 0 is black.
public struct GreyPicture: Sendable {
    public let width: Int
    public let height: Int
    public let pixels: [UInt8]

    /// `nil` unless there are exactly as many pixels as the sides say.
    public init?(width: Int, height: Int, pixels: [UInt8]) {
        guard width > 0, height > 0, width <= 1 << 15, height <= 1 << 15,
            pixels.count == width * height
        else { return nil }
        (self.width, self.height, self.pixels) = (width, height, pixels)
    }

    /// Between the four nearest pixels, whose centres are at halves; beyond the edge the nearest.
    func value(at point: PicturePoint) -> Double {
        // So written, a place that is not a number is the first pixel's.
        let x = point.x > 0.5 ? min(point.x - 0.5, Double(width - 1)) : 0
        let y = point.y > 0.5 ? min(point.y - 0.5, Double(height - 1)) : 0
        let column = Int(x)
        let row = Int(y)
        let (right, down) = (x - Double(column), y - Double(row))
        let start = row * width + column
        let below = start + (row + 1 < height ? width : 0)
        let step = column + 1 < width ? 1 : 0
        return pixels.withUnsafeBufferPointer { pixels in
            let upper = Double(pixels[start]) * (1 - right) + Double(pixels[start + step]) * right
            let lower = Double(pixels[below]) * (1 - right) + Double(pixels[below + step]) * right
            return upper * (1 - down) + lower * down
        }
    }

    /// Half as wide and high, each pixel the mean of four. An odd last row or column is left out.
    func halved() -> GreyPicture? {
        let (columns, rows) = (width / 2, height / 2)
        guard columns > 0, rows > 0 else { return nil }
        let means = [UInt8](unsafeUninitializedCapacity: columns * rows) { means, count in
            pixels.withUnsafeBufferPointer { pixels in
                for row in 0..<rows {
                    let above = 2 * row * width
                    for column in 0..<columns {
                        let at = above + 2 * column
                        let upper = Int(pixels[at]) &+ Int(pixels[at &+ 1])
                        let lower = Int(pixels[at &+ width]) &+ Int(pixels[at &+ width &+ 1])
                        means[row &* columns &+ column] = UInt8(
                            truncatingIfNeeded: (upper &+ lower &+ 2) >> 2)
                    }
                }
            }
            count = columns * rows
        }
        return GreyPicture(width: columns, height: rows, pixels: means)
    }

    /// Black for white.
    func inverted() -> GreyPicture {
        GreyPicture(width: width, height: height, pixels: pixels.map { ~$0 }) ?? self
    }
}
