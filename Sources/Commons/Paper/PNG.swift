/// The chunks of a PNG file (ISO/IEC 15948), enough to leave out what is not the picture.
enum PNG {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// Chunks that decide what the pixels look like. Text, time, EXIF and private chunks are not
    /// among them; animation frames would be pictures that nobody reviewed.
    private static let kept: Set<String> = [
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP",
        "bKGD", "pHYs",
    ]

    static func cleaned(_ bytes: [UInt8]) throws(PictureFault) -> CleanPicture {
        var body: [UInt8] = []
        body.reserveCapacity(bytes.count)
        var orientation = 1
        var size: (width: Int, height: Int)?
        var at = signature.count
        var ended = false
        while !ended {
            let chunk = try chunk(in: bytes, at: at)
            if size == nil {
                guard chunk.kind == "IHDR", chunk.content.count == 13 else {
                    throw PictureFault("the PNG does not begin with its header")
                }
                size = try headerSize(chunk.content)
                body += bytes[at..<chunk.end]
            } else if chunk.kind == "eXIf" {
                orientation = TIFF.orientation(of: Array(chunk.content)) ?? 1
            } else if kept.contains(chunk.kind) {
                body += bytes[at..<chunk.end]
            }
            ended = chunk.kind == "IEND"
            at = chunk.end
        }
        guard let size else { throw PictureFault("the PNG has no header") }
        if orientation != 1 {
            // eXIf may stand anywhere between the header (25 bytes) and the pixels.
            body.insert(contentsOf: exifChunk(orientation), at: 25)
        }
        return CleanPicture(
            bytes: signature + body, orientation: orientation, width: size.width,
            height: size.height)
    }

    private struct Chunk {
        let kind: String
        let content: ArraySlice<UInt8>
        let end: Int
    }

    private static func chunk(in bytes: [UInt8], at start: Int) throws(PictureFault) -> Chunk {
        guard start + 12 <= bytes.count else {
            throw PictureFault("the PNG ends at byte \(bytes.count) before its last chunk")
        }
        let length = word(bytes, start)
        guard length <= bytes.count - start - 12 else {
            throw PictureFault("the PNG chunk at byte \(start) runs past the end of the file")
        }
        let kind = String(decoding: bytes[(start + 4)..<(start + 8)], as: UTF8.self)
        let content = bytes[(start + 8)..<(start + 8 + length)]
        guard word(bytes, start + 8 + length) == Int(crc(bytes[(start + 4)..<(start + 8 + length)]))
        else { throw PictureFault("the PNG chunk \(kind) at byte \(start) fails its checksum") }
        return Chunk(kind: kind, content: content, end: start + 12 + length)
    }

    private static func headerSize(
        _ content: ArraySlice<UInt8>
    ) throws(PictureFault) -> (width: Int, height: Int) {
        let header = Array(content)
        let size = (width: word(header, 0), height: word(header, 4))
        guard size.width > 0, size.height > 0 else { throw PictureFault("the PNG has no pixels") }
        return size
    }

    private static func exifChunk(_ orientation: Int) -> [UInt8] {
        let content = TIFF.onlyOrientation(orientation)
        let named = Array("eXIf".utf8) + content
        return bigEndian(UInt32(content.count)) + named + bigEndian(crc(named[...]))
    }

    private static func word(_ bytes: [UInt8], _ at: Int) -> Int {
        Int(bytes[at]) << 24 | Int(bytes[at + 1]) << 16 | Int(bytes[at + 2]) << 8
            | Int(bytes[at + 3])
    }

    private static func bigEndian(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    private static let crcTable: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in
            value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
        }
    }

    /// CRC-32 of ISO 3309, over the chunk's name and content.
    static func crc(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        let sum = bytes.reduce(UInt32.max) { sum, byte in
            crcTable[Int((sum ^ UInt32(byte)) & 0xFF)] ^ (sum >> 8)
        }
        return sum ^ UInt32.max
    }
}
