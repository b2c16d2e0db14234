/// A grey picture as a baseline TIFF file without compression, which every reader opens.
public enum GreyTIFF {
    /// - Parameter pixels: row by row, 0 black to 255 white; `width` times `height` of them.
    public static func file(width: Int, height: Int, pixels: [UInt8]) -> [UInt8] {
        precondition(pixels.count == width * height)
        let entries: [(tag: UInt16, type: UInt16, value: Int)] = [
            (256, 4, width),
            (257, 4, height),
            (258, 3, 8),  // bits a sample
            (259, 3, 1),  // no compression
            (262, 3, 1),  // zero is black
            (273, 4, 8 + 2 + 8 * 12 + 4),  // where the pixels begin
            (277, 3, 1),  // samples a pixel
            (278, 4, height),  // rows a strip
        ]
        var bytes: [UInt8] = [0x49, 0x49, 42, 0]
        func append(_ value: Int, _ count: Int) {
            for shift in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * shift))) }
        }
        append(8, 4)
        append(entries.count, 2)
        for entry in entries {
            append(Int(entry.tag), 2)
            append(Int(entry.type), 2)
            append(1, 4)
            append(entry.value, 4)
        }
        append(0, 4)
        return bytes + pixels
    }

    /// A white square: enough for a reader to open, prepare and read.
    public static func white(side: Int) -> [UInt8] {
        file(
            width: side, height: side, pixels: [UInt8](repeating: 255, count: side * side))
    }
}
