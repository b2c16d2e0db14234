/// A white grey-scale TIFF without compression: enough for a reader to open, prepare and read.
enum BlankPicture {
    static func tiff(side: UInt32) -> [UInt8] {
        let entries: [(tag: UInt16, type: UInt16, value: UInt32)] = [
            (256, 4, side),  // width
            (257, 4, side),  // height
            (258, 3, 8),  // bits a sample
            (259, 3, 1),  // no compression
            (262, 3, 1),  // zero is black
            (273, 4, UInt32(8 + 2 + 8 * 12 + 4)),  // where the pixels begin
            (277, 3, 1),  // samples a pixel
            (278, 4, side),  // rows a strip
        ]
        var bytes: [UInt8] = [0x49, 0x49, 42, 0]
        func append(_ value: UInt32, _ count: Int) {
            for shift in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * shift))) }
        }
        append(8, 4)
        append(UInt32(entries.count), 2)
        for entry in entries {
            append(UInt32(entry.tag), 2)
            append(UInt32(entry.type), 2)
            append(1, 4)
            append(entry.value, 4)
        }
        append(0, 4)
        return bytes + [UInt8](repeating: 255, count: Int(side * side))
    }
}
