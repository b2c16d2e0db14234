/// From grey pixels of a line to what the network sees.
enum LineInk {
    /// A line whose darkest ink is closer than this to its paper is stretched no further: an empty
    /// strip stays empty.
    private static let leastContrast: Float = 40

    /// 0 for the paper's own brightness, 1 for the darkest ink; the width padded to a multiple of
    /// four. `grey`: rows of `width` pixels.
    static func ink(_ grey: [UInt8], width: Int) -> (ink: [Float], width: Int) {
        var counts = [Int](repeating: 0, count: 256)
        for pixel in grey { counts[Int(pixel)] += 1 }
        let high = Float(level(85, counts, grey.count))
        let low = Float(level(1.5, counts, grey.count))
        let range = max(high - low, leastContrast)
        let padded = (width + LineNetwork.step - 1) / LineNetwork.step * LineNetwork.step
        let height = width > 0 ? grey.count / width : 0
        var ink = [Float](repeating: 0, count: padded * height)
        for row in 0..<height {
            for column in 0..<width {
                let depth = (high - Float(grey[row * width + column])) / range
                ink[row * padded + column] = min(max(depth, 0), 1)
            }
        }
        return (ink, padded)
    }

    /// The brightness below which so many percent of the pixels lie.
    private static func level(_ percent: Double, _ counts: [Int], _ total: Int) -> Int {
        let place = Int(percent / 100 * Double(max(total - 1, 0)))
        var seen = 0
        for (level, count) in counts.enumerated() {
            seen += count
            if seen > place { return level }
        }
        return 255
    }
}
