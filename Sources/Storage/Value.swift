/// A value as both engines store it. Days are ISO text, instants are microseconds, money is minor
/// units, truth is 0 or 1, identifiers are lower-case UUID text.
public enum Value: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case bytes([UInt8])
}

extension Value {
    public static func bool(_ value: Bool) -> Value { .integer(value ? 1 : 0) }
    public static func text(_ value: String?) -> Value { value.map { .text($0) } ?? .null }
    public static func integer(_ value: Int64?) -> Value { value.map { .integer($0) } ?? .null }
}
