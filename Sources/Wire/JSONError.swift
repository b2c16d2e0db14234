/// Why a JSON text was refused, and at which byte.
public struct JSONError: Error, Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
        case unexpectedEnd
        case unexpectedByte(UInt8)
        case wrongKind(expected: JSONKind, found: JSONKind)
        case invalidUTF8
        case invalidEscape
        case unpairedSurrogate
        case controlCharacter
        case invalidNumber
        case notAnInteger
        case numberOutOfRange
        case tooDeep
        case duplicateKey
        case trailingContent
    }

    public let reason: Reason
    /// Zero-based offset of the first byte that does not fit.
    public let offset: Int

    public init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    /// One English sentence for people who must mend the text.
    public var message: String { "\(reason.text) at byte \(offset)" }
}

extension JSONError.Reason {
    /// A stable, lowercase code of the reason.
    public var code: String {
        switch self {
        case .unexpectedEnd: "unexpected_end"
        case .unexpectedByte: "unexpected_byte"
        case .wrongKind: "wrong_kind"
        case .invalidUTF8: "invalid_utf8"
        case .invalidEscape: "invalid_escape"
        case .unpairedSurrogate: "unpaired_surrogate"
        case .controlCharacter: "control_character"
        case .invalidNumber: "invalid_number"
        case .notAnInteger: "not_an_integer"
        case .numberOutOfRange: "number_out_of_range"
        case .tooDeep: "too_deep"
        case .duplicateKey: "duplicate_key"
        case .trailingContent: "trailing_content"
        }
    }

    var text: String {
        switch self {
        case .unexpectedEnd: "the text ends too early"
        case .unexpectedByte(let byte): "unexpected byte 0x\(Hex.encode([byte]))"
        case .wrongKind(let expected, let found):
            "expected \(expected.name), found \(found.name)"
        case .invalidUTF8: "invalid UTF-8"
        case .invalidEscape: "invalid escape"
        case .unpairedSurrogate: "unpaired surrogate"
        case .controlCharacter: "unescaped control character"
        case .invalidNumber: "invalid number"
        case .notAnInteger: "expected a whole number"
        case .numberOutOfRange: "number out of range"
        case .tooDeep: "nested too deep"
        case .duplicateKey: "key given twice"
        case .trailingContent: "content after the end"
        }
    }
}
