import Ledger
import Recognition
import Wire

/// A file that somebody sent, after everything that can be told from its bytes: it is what it is
/// said to be, within the limits, and carries nothing of its camera's notes.
public struct CheckedFile: Sendable {
    public let format: PaperFormat
    public let bytes: [UInt8]
    public let sha256: String
    public let sentSha256: String

    /// - Parameters:
    ///   - declared: the media type that the sender gave.
    ///   - limit: the most bytes that are taken.
    ///   - pixels: the most pixels of a picture that are taken.
    /// - Throws: a refusal of `RefusalCode.papers`.
    public init(
        _ sent: [UInt8], declared: String, limit: Int, pixels: Int = PaperFormat.pixelLimit
    ) throws(Refusal) {
        guard !sent.isEmpty else { throw Refusal(.paperEmpty, "The file has no content.") }
        guard sent.count <= limit else {
            throw Refusal(
                .paperTooLarge,
                "The file has \(sent.count) bytes; the limit is \(ByteCount.text(limit)).")
        }
        let format = try Self.inspected(sent, pixels)
        guard format.agrees(withDeclared: declared) else {
            throw Refusal(
                .paperTypeMismatch,
                "It was sent as \(declared) and its first bytes say \(format.rawValue).")
        }
        self.format = format
        bytes = try Self.cleaned(sent, format)
        sentSha256 = Wire.sha256(sent).hex
        sha256 = Wire.sha256(bytes).hex
    }

    private static func inspected(
        _ sent: [UInt8], _ pixels: Int
    ) throws(Refusal) -> PaperFormat {
        do {
            return try PaperFormat.inspect(sent, pixels: pixels).format
        } catch {
            let code: RefusalCode =
                switch error.code {
                case .fileEmpty: .paperEmpty
                case .fileTooLarge: .paperTooLarge
                case .typeUnsupported: .paperTypeUnknown
                case .pictureTooLarge, .pictureTooSmall: .paperPixels
                default: .paperDamaged
                }
            throw Refusal(code, error.message)
        }
    }

    private static func cleaned(
        _ sent: [UInt8], _ format: PaperFormat
    ) throws(Refusal) -> [UInt8] {
        switch format {
        case .pdf, .xml: return sent
        case .jpeg, .png, .tiff:
            do {
                return try CleanPicture(cleaning: sent, format: format).bytes
            } catch {
                throw Refusal(.paperDamaged, "The file cannot be followed: \(error.text).")
            }
        }
    }
}

/// The name of a sent file, as it is kept: the last part of a path, without control characters.
enum FileName {
    static let longest = 200

    static func kept(_ sent: String?, format: PaperFormat) -> String {
        let last = (sent ?? "").split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        let visible = last.unicodeScalars.filter { !Unicode.Scalar.isControlInLine($0) }
        var name = ""
        for scalar in visible where name.unicodeScalars.count < longest {
            name.unicodeScalars.append(scalar)
        }
        return name.isEmpty || name == "." || name == ".." ? "paper.\(format.name)" : name
    }
}

extension PaperFormat {
    /// `jpeg`, `png`, `tiff`, `pdf` or `xml`.
    var name: String {
        switch self {
        case .jpeg: "jpeg"
        case .png: "png"
        case .tiff: "tiff"
        case .pdf: "pdf"
        case .xml: "xml"
        }
    }
}
