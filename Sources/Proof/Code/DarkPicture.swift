/// A picture in dark and light, by thresholds that follow the light over the paper.
struct DarkPicture {
    /// Pixels a side of the blocks that share a threshold.
    private static let blockSide = 8
    /// Greys that paper and ink are apart at least.
    private static let contrast = 14

    let width: Int
    let height: Int
    /// 1 where dark.
    let pixels: [UInt8]
    private let columns: Int
    private let thresholds: [UInt8]

    /// `half` is the picture halved, from which the thresholds are taken, with less of its noise.
    init(_ picture: GreyPicture, half: GreyPicture) {
        let (width, height) = (picture.width, picture.height)
        let columns = (width + Self.blockSide - 1) / Self.blockSide
        let thresholds = Self.thresholds(of: half, columns: columns, rows: (height + 7) / 8)
        pixels = [UInt8](unsafeUninitializedCapacity: width * height) { dark, count in
            picture.pixels.withUnsafeBufferPointer { grey in
                thresholds.withUnsafeBufferPointer { thresholds in
                    for row in 0..<height {
                        let limits = row / Self.blockSide * columns
                        var at = row * width
                        let end = at + width
                        var block = limits
                        while at < end {
                            let limit = thresholds[block]
                            let stop = min(at &+ Self.blockSide, end)
                            while at < stop {
                                dark[at] = grey[at] < limit ? 1 : 0
                                at &+= 1
                            }
                            block &+= 1
                        }
                    }
                }
            }
            count = width * height
        }
        (self.width, self.height, self.columns) = (width, height, columns)
        self.thresholds = thresholds
    }

    /// Between dark and light around a place in the picture.
    func threshold(at point: PicturePoint) -> Double {
        let column = point.x > 0 ? Int(min(point.x, Double(width - 1))) / Self.blockSide : 0
        let row = point.y > 0 ? Int(min(point.y, Double(height - 1))) / Self.blockSide : 0
        return Double(thresholds[row * columns + column])
    }

    /// Halfway between the darkest and the lightest in 24 pixels around each block, and then the
    /// mean of the nine blocks around, so that a shadow's edge does not part them. Where dark and
    /// light are too near each other, as within a large dark module, the picture is taken in 120
    /// pixels; where they are there too, everything is light.
    private static func thresholds(of half: GreyPicture, columns: Int, rows: Int) -> [UInt8] {
        let extremes = BlockExtremes(half, columns: columns, rows: rows, side: blockSide / 2)
        let near = extremes.widened(by: 1)
        let far = near.widened(by: 6)
        var middles = [Int](repeating: 0, count: columns * rows)
        for index in middles.indices {
            let (low, high) = (Int(near.lows[index]), Int(near.highs[index]))
            if high - low >= contrast { middles[index] = (low + high) / 2 }
        }
        var thresholds = [UInt8](repeating: 0, count: columns * rows)
        for row in 0..<rows {
            for column in 0..<columns {
                let index = row * columns + column
                var (sum, count) = (0, 0)
                for y in max(row - 1, 0)...min(row + 1, rows - 1) {
                    for x in max(column - 1, 0)...min(column + 1, columns - 1) {
                        let middle = middles[y * columns + x]
                        if middle > 0 { (sum, count) = (sum + middle, count + 1) }
                    }
                }
                let (low, high) = (Int(far.lows[index]), Int(far.highs[index]))
                if count > 0 {
                    thresholds[index] = UInt8(truncatingIfNeeded: sum / count)
                } else if high - low >= contrast {
                    thresholds[index] = UInt8(truncatingIfNeeded: (low + high) / 2)
                }
            }
        }
        return thresholds
    }
}

/// The darkest and the lightest of each block of a picture.
struct BlockExtremes {
    private(set) var lows: [UInt8]
    private(set) var highs: [UInt8]
    private let columns: Int
    private let rows: Int

    init(_ picture: GreyPicture, columns: Int, rows: Int, side: Int) {
        (self.columns, self.rows) = (columns, rows)
        lows = Array(repeating: 255, count: columns * rows)
        highs = Array(repeating: 0, count: columns * rows)
        let (width, height) = (picture.width, picture.height)
        lows.withUnsafeMutableBufferPointer { lows in
            highs.withUnsafeMutableBufferPointer { highs in
                picture.pixels.withUnsafeBufferPointer { pixels in
                    for row in 0..<height {
                        var block = row / side * columns
                        var column = 0
                        while column < width {
                            var (low, high) = (lows[block], highs[block])
                            let stop = min(column &+ side, width)
                            while column < stop {
                                let value = pixels[row &* width &+ column]
                                low = min(low, value)
                                high = max(high, value)
                                column &+= 1
                            }
                            (lows[block], highs[block]) = (low, high)
                            block &+= 1
                        }
                    }
                }
            }
        }
        fillEmpty()
    }

    /// A last block of an odd picture may have no pixel in its half: it takes its neighbour's.
    private mutating func fillEmpty() {
        for row in 0..<rows {
            for column in 0..<columns {
                let index = row * columns + column
                guard lows[index] > highs[index] else { continue }
                let other = column > 0 ? index - 1 : max(index - columns, 0)
                (lows[index], highs[index]) = (lows[other], highs[other])
            }
        }
    }

    /// Of all blocks up to `reach` blocks away.
    func widened(by reach: Int) -> BlockExtremes {
        var result = self
        for _ in 0..<reach { result.widen() }
        return result
    }

    private mutating func widen() {
        let (fromLows, fromHighs) = (lows, highs)
        var (midLows, midHighs) = (lows, highs)
        for row in 0..<rows {
            for column in 0..<columns {
                let at = row * columns + column
                let before = column > 0 ? at - 1 : at
                let after = column + 1 < columns ? at + 1 : at
                midLows[at] = min(fromLows[before], fromLows[at], fromLows[after])
                midHighs[at] = max(fromHighs[before], fromHighs[at], fromHighs[after])
            }
        }
        for at in midLows.indices {
            let above = at >= columns ? at - columns : at
            let below = at + columns < midLows.count ? at + columns : at
            lows[at] = min(midLows[above], midLows[at], midLows[below])
            highs[at] = max(midHighs[above], midHighs[at], midHighs[below])
        }
    }
}
