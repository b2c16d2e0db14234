import Ledger
import Wire

/// A call's input as a JSON object, or a part of it, with the pointer by which refusals name it.
struct JSONRequest {
    let value: JSONValue
    let pointer: String

    init(_ bytes: [UInt8]) throws(CallRefusal) {
        do throws(JSONError) {
            value = try JSONValue.parse(bytes)
        } catch {
            throw CallRefusal("json_" + error.reason.code, error.message)
        }
        pointer = ""
    }

    private init(value: JSONValue, pointer: String) {
        self.value = value
        self.pointer = pointer
    }

    /// `nil` when the member is absent or null.
    subscript(key: String) -> JSONRequest? {
        guard let member = value[key], member.kind != .null else { return nil }
        return JSONRequest(value: member, pointer: pointer + "/" + key)
    }

    func required(_ key: String) throws(CallRefusal) -> JSONRequest {
        guard let member = self[key] else {
            throw CallRefusal("missing", "\(key) is missing", at: pointer + "/" + key)
        }
        return member
    }

    func elements() throws(CallRefusal) -> [JSONRequest] {
        let elements = try expect(value.array, "an array")
        return elements.enumerated().map {
            JSONRequest(value: $0.element, pointer: pointer + "/\($0.offset)")
        }
    }

    func text() throws(CallRefusal) -> String { try expect(value.string, "a string") }

    func bool() throws(CallRefusal) -> Bool { try expect(value.bool, "a boolean") }

    func integer() throws(CallRefusal) -> Int64 { try expect(value.integer, "a whole number") }

    /// NaN for each null. What a double cannot hold is refused.
    func numbers() throws(CallRefusal) -> [Double] {
        var numbers: [Double] = []
        for (index, element) in try expect(value.array, "an array").enumerated() {
            guard let number = element.kind == .null ? .nan : element.double else {
                throw CallRefusal(
                    "wrong_kind", "expected a number or null", at: pointer + "/\(index)")
            }
            numbers.append(number)
        }
        return numbers
    }

    /// Bytes as base64url without padding.
    func bytes() throws(CallRefusal) -> [UInt8] {
        try expect(Base64URL.decode(try text()), "base64url without padding")
    }

    func instant() throws(CallRefusal) -> Instant {
        try expect(Instant(rfc3339: try text()), "an instant of RFC 3339")
    }

    func currency() throws(CallRefusal) -> Currency {
        try expect(Currency(code: try text()), "a currency of ISO 4217")
    }

    private func expect<Value>(_ value: Value?, _ kind: String) throws(CallRefusal) -> Value {
        guard let value else {
            throw CallRefusal("wrong_kind", "expected \(kind)", at: pointer)
        }
        return value
    }
}
