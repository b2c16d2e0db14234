/// Width and height in stored pixels, before the EXIF orientation is applied.
public struct PictureSize: Equatable, Sendable {
    public var width: Int
    public var height: Int

    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }
}

/// Reads numbers out of untrusted bytes; past the end there is nil, never a trap.
struct ByteView {
    let bytes: [UInt8]
    var bigEndian = true

    func byte(_ offset: Int) -> Int? {
        bytes.indices.contains(offset) ? Int(bytes[offset]) : nil
    }

    func short(_ offset: Int) -> Int? {
        guard let first = byte(offset), let second = byte(offset + 1) else { return nil }
        return bigEndian ? first << 8 | second : second << 8 | first
    }

    func long(_ offset: Int) -> Int? {
        guard let first = short(offset), let second = short(offset + 2) else { return nil }
        return bigEndian ? first << 16 | second : second << 16 | first
    }
}

extension RecognitionFailure {
    static func truncated(_ kind: String) -> RecognitionFailure {
        RecognitionFailure(
            .fileTruncated, "The \(kind) file ends too early; send the whole file again.")
    }

    static func damaged(_ kind: String) -> RecognitionFailure {
        RecognitionFailure(.fileDamaged, "The \(kind) file is damaged and cannot be opened.")
    }
}
