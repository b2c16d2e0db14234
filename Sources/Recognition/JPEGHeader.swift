/// Walks the segments of a JPEG (ITU T.81 annex B) from the first marker to the end of image.
enum JPEGHeader {
    static func size(_ bytes: [UInt8]) throws(RecognitionFailure) -> PictureSize {
        let view = ByteView(bytes: bytes)
        var size: PictureSize?
        var offset = 2
        while true {
            guard let prefix = view.byte(offset) else { throw .truncated("JPEG") }
            guard prefix == 0xFF else { throw .damaged("JPEG") }
            guard let marker = view.byte(offset + 1) else { throw .truncated("JPEG") }
            switch marker {
            case 0xFF:
                offset += 1
            case 0xD9:
                guard let size else { throw .damaged("JPEG") }
                return size
            case 0x01, 0xD0...0xD7:
                offset += 2
            default:
                guard let length = view.short(offset + 2) else { throw .truncated("JPEG") }
                guard length >= 2 else { throw .damaged("JPEG") }
                if isFrame(marker) {
                    guard let height = view.short(offset + 5), let width = view.short(offset + 7)
                    else { throw .truncated("JPEG") }
                    size = PictureSize(width: width, height: height)
                }
                offset += 2 + length
                if marker == 0xDA { offset = try endOfScan(bytes, from: offset) }
            }
        }
    }

    /// Start of frame, any process; C4, C8 and CC are tables and extensions.
    private static func isFrame(_ marker: Int) -> Bool {
        (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
    }

    /// The next marker after entropy-coded data, where FF 00 is a stuffed byte and FF D0 to D7
    /// are restarts.
    private static func endOfScan(
        _ bytes: [UInt8], from start: Int
    ) throws(RecognitionFailure) -> Int {
        var offset = start
        while offset + 1 < bytes.count {
            if bytes[offset] == 0xFF {
                let next = bytes[offset + 1]
                if next != 0 && !(0xD0...0xD7).contains(next) { return offset }
                offset += 2
            } else {
                offset += 1
            }
        }
        throw .truncated("JPEG")
    }
}
