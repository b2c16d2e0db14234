/// What the next JSON value is, told by its first byte.
public enum JSONKind: Hashable, Sendable {
    case null, bool, number, string, array, object

    /// The kind's name with its article, for messages.
    public var name: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
