/// How many bytes of JSON text stand for themselves; eight are looked at together.
enum PlainRun {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// The length of the run at `start` without control characters, quotation marks and
    /// backslashes, and without bytes beyond ASCII where `asciiOnly` says so.
    @inline(__always)
    static func length(
        in bytes: UnsafeBufferPointer<UInt8>, from start: Int, asciiOnly: Bool
    ) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        var index = start
        while index &+ 8 <= bytes.count {
            let word = UInt64(
                littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let found = marks(in: word) | (asciiOnly ? word & highs : 0)
            // The lowest mark is exact; a borrow can set false ones above it only.
            if found != 0 { return index &- start &+ found.trailingZeroBitCount / 8 }
            index &+= 8
        }
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
            if asciiOnly && byte >= 0x80 { break }
            index &+= 1
        }
        return index &- start
    }

    /// The high bit of each byte that needs an escape (and perhaps of bytes above it).
    @inline(__always)
    private static func marks(in word: UInt64) -> UInt64 {
        let quotes = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
        let backslashes = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
        let controls = (word &- (ones &* 0x20)) & ~word
        return ((quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes | controls)
            & highs
    }
}
