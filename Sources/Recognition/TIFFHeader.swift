/// Reads the first directory of a TIFF (TIFF 6.0, section 2) and checks that its strips or tiles
/// lie inside the file.
public enum TIFFHeader {
    private enum Tag {
        static let width = 256
        static let height = 257
        static let stripOffsets = 273
        static let stripByteCounts = 279
        static let tileOffsets = 324
        static let tileByteCounts = 325
    }

    static func size(_ bytes: [UInt8]) throws(RecognitionFailure) -> PictureSize {
        let view = ByteView(bytes: bytes, bigEndian: bytes.first == 0x4D)
        guard let directory = view.long(4), let count = view.short(directory) else {
            throw .truncated("TIFF")
        }
        var values: [Int: [Int]] = [:]
        for index in 0..<count {
            let entry = directory + 2 + index * 12
            guard let tag = view.short(entry) else { throw .truncated("TIFF") }
            switch tag {
            case Tag.width, Tag.height, Tag.stripOffsets, Tag.stripByteCounts, Tag.tileOffsets,
                Tag.tileByteCounts:
                values[tag] = try numbers(of: entry, in: view)
            default: break
            }
        }
        guard let width = values[Tag.width]?.first, let height = values[Tag.height]?.first,
            width > 0, height > 0
        else { throw .damaged("TIFF") }
        try check(values[Tag.stripOffsets], values[Tag.stripByteCounts], within: bytes.count)
        try check(values[Tag.tileOffsets], values[Tag.tileByteCounts], within: bytes.count)
        return PictureSize(width: width, height: height)
    }

    /// How many pictures the file holds, or nil when it is no TIFF.
    public static func pageCount(_ bytes: [UInt8]) -> Int? {
        guard PaperFormat(magic: bytes) == .tiff else { return nil }
        let view = ByteView(bytes: bytes, bigEndian: bytes.first == 0x4D)
        var count = 0
        var directory = view.long(4) ?? 0
        // A directory that points back to itself must not count for ever.
        while directory > 0, count < 1000, let entries = view.short(directory) {
            count += 1
            directory = view.long(directory + 2 + entries * 12) ?? 0
        }
        return count
    }

    private static func numbers(
        of entry: Int, in view: ByteView
    ) throws(RecognitionFailure) -> [Int] {
        guard let type = view.short(entry + 2), let count = view.long(entry + 4) else {
            throw .truncated("TIFF")
        }
        guard type == 3 || type == 4, count <= 1 << 20 else { throw .damaged("TIFF") }
        let width = type == 3 ? 2 : 4
        var place = entry + 8
        if count * width > 4 {
            guard let far = view.long(place) else { throw .truncated("TIFF") }
            place = far
        }
        var numbers: [Int] = []
        for index in 0..<count {
            let offset = place + index * width
            guard let number = type == 3 ? view.short(offset) : view.long(offset) else {
                throw .truncated("TIFF")
            }
            numbers.append(number)
        }
        return numbers
    }

    private static func check(
        _ offsets: [Int]?, _ lengths: [Int]?, within size: Int
    ) throws(RecognitionFailure) {
        for (offset, length) in zip(offsets ?? [], lengths ?? []) where offset + length > size {
            throw .truncated("TIFF")
        }
    }
}
