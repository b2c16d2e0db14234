/// What a file is, decided by its first bytes and checked down to its last, never by its name.
public enum PaperFormat: String, Sendable, CaseIterable {
    case jpeg = "image/jpeg"
    case png = "image/png"
    case tiff = "image/tiff"
    case pdf = "application/pdf"
    case xml = "application/xml"

    /// The largest file that is opened, in bytes.
    public static let sizeLimit = 32 << 20
    /// The largest picture that is decoded, in pixels: a 48-megapixel phone still fits.
    public static let pixelLimit = 64_000_000
    /// The longest side that is decoded, in pixels.
    public static let sideLimit = 20_000
    /// The shortest side that can hold a line of print, in pixels.
    public static let sideMinimum = 32

    /// The type of a file from its first bytes, or nil for any other kind of file.
    public init?(magic bytes: [UInt8]) {
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if bytes.starts(with: [0x49, 0x49, 0x2A, 0x00])
            || bytes.starts(with: [0x4D, 0x4D, 0x00, 0x2A])
        {
            self = .tiff
        } else if bytes.starts(with: Array("%PDF-".utf8)) {
            self = .pdf
        } else if Self.looksLikeXML(bytes) {
            self = .xml
        } else {
            return nil
        }
    }

    /// The checked type of a whole file and, for a picture, its size before any turning. Nothing
    /// is decoded: the limits hold before a single pixel exists.
    public static func inspect(
        _ bytes: [UInt8], pixels: Int = pixelLimit
    ) throws(RecognitionFailure) -> (format: PaperFormat, size: PictureSize?) {
        guard !bytes.isEmpty else { throw RecognitionFailure(.fileEmpty, "The file is empty.") }
        guard bytes.count <= sizeLimit else {
            throw RecognitionFailure(
                .fileTooLarge, "The file is larger than \(sizeLimit >> 20) MiB.")
        }
        guard let format = PaperFormat(magic: bytes) else {
            throw RecognitionFailure(
                .typeUnsupported,
                "Only JPEG, PNG and TIFF pictures, PDF and e-invoice XML can be read.")
        }
        switch format {
        case .jpeg: return (format, try checked(JPEGHeader.size(bytes), pixels))
        case .png: return (format, try checked(PNGHeader.size(bytes), pixels))
        case .tiff: return (format, try checked(TIFFHeader.size(bytes), pixels))
        case .pdf, .xml: return (format, nil)
        }
    }

    private static func checked(
        _ size: PictureSize, _ pixels: Int
    ) throws(RecognitionFailure) -> PictureSize {
        guard size.width >= sideMinimum, size.height >= sideMinimum else {
            throw RecognitionFailure(
                .pictureTooSmall,
                "The picture is \(size.width) x \(size.height) pixels; print needs more.")
        }
        guard size.width <= sideLimit, size.height <= sideLimit,
            size.width * size.height <= pixels
        else {
            throw RecognitionFailure(
                .pictureTooLarge,
                "The picture is \(size.width) x \(size.height) pixels; the limit is "
                    + "\(pixels / 1_000_000) megapixels and \(sideLimit) on a side.")
        }
        return size
    }

    /// A byte order mark and white space may come first; HTML is not XML here.
    private static func looksLikeXML(_ bytes: [UInt8]) -> Bool {
        var rest = bytes.prefix(1024)
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        rest = rest.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
        guard rest.first == UInt8(ascii: "<"), let next = rest.dropFirst().first else {
            return false
        }
        let text = rest.map { $0 | 0x20 }
        let page: [[UInt8]] = ["<!doctype html", "<html", "<svg"].map { Array($0.utf8) }
        if page.contains(where: { text.starts(with: $0.map { $0 | 0x20 }) }) { return false }
        let letter = (0x41...0x5A).contains(next) || (0x61...0x7A).contains(next)
        return letter || next == UInt8(ascii: "?") || next == UInt8(ascii: "!")
    }
}
