import Wire

/// What a leaf is read from: a JSON value, or the text of a path or query parameter.
public enum WireInput: Sendable {
    case json(JSONValue)
    case text(String)

    /// The text of a JSON string or of a parameter.
    public var text: String? {
        switch self {
        case .json(let value): value.string
        case .text(let text): text
        }
    }

    var isNull: Bool {
        if case .json(.null) = self { true } else { false }
    }
}

/// What a leaf found wrong with its input.
public struct LeafFault: Error, Sendable, Hashable {
    public let detail: String
    /// Pointer from the leaf to the fault, such as `/amount`; empty for the leaf itself.
    public let pointer: String
    /// The same for programs, where it has a name.
    public let code: FaultCode?

    public init(_ detail: String, at pointer: String = "", _ code: FaultCode? = nil) {
        self.detail = detail
        self.pointer = pointer
        self.code = code
    }
}
