/// Why a paper could not be read, as a stable code and a sentence for the person who sent it.
public struct RecognitionFailure: Error, Equatable, Sendable, LosslessStringConvertible {
    public enum Code: String, Sendable, CaseIterable {
        case fileMissing = "file_missing"
        case fileEmpty = "file_empty"
        case fileTooLarge = "file_too_large"
        case typeUnsupported = "type_unsupported"
        case fileTruncated = "file_truncated"
        case fileDamaged = "file_damaged"
        case pictureTooSmall = "picture_too_small"
        case pictureTooLarge = "picture_too_large"
        case pdfEncrypted = "pdf_encrypted"
        case pdfWithoutPages = "pdf_without_pages"
        case xmlUnsupported = "xml_unsupported"
        case xmlTooDeep = "xml_too_deep"
        case languageMissing = "language_missing"
        /// The reader took longer than the deadline, twice.
        case readerTimeout = "reader_timeout"
        /// The reader died, twice.
        case readerCrashed = "reader_crashed"
        /// The reader's executable or an engine that it needs is not installed.
        case readerMissing = "reader_missing"
    }

    public var code: Code
    public var message: String
    /// Another attempt would take as long and end the same.
    public var isFinal = false

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// `reader_timeout: The reader took longer.`
    public var description: String { "\(code.rawValue): \(message)" }

    public init?(_ description: String) {
        guard let colon = description.firstIndex(of: ":"),
            let code = Code(rawValue: String(description[..<colon]))
        else { return nil }
        let message = description[description.index(after: colon)...].drop { $0 == " " }
        self.init(code, String(message))
    }

    /// The same file may well be read later: the machine failed, not the paper.
    public var mayRetry: Bool {
        if isFinal { return false }
        return switch code {
        case .readerTimeout, .readerCrashed, .readerMissing: true
        default: false
        }
    }
}
