/// Walks the chunks of a PNG (W3C PNG 5.3) from IHDR to IEND.
enum PNGHeader {
    static func size(_ bytes: [UInt8]) throws(RecognitionFailure) -> PictureSize {
        let view = ByteView(bytes: bytes)
        guard let width = view.long(16), let height = view.long(20) else {
            throw .truncated("PNG")
        }
        guard view.long(8) == 13, view.long(12) == 0x4948_4452, width > 0, height > 0 else {
            throw .damaged("PNG")
        }
        var offset = 8
        while true {
            guard let length = view.long(offset), let type = view.long(offset + 4) else {
                throw .truncated("PNG")
            }
            guard length < 1 << 31 else { throw .damaged("PNG") }
            let end = offset + 12 + length
            guard end <= bytes.count else { throw .truncated("PNG") }
            if type == 0x4945_4E44 { return PictureSize(width: width, height: height) }
            offset = end
        }
    }
}
