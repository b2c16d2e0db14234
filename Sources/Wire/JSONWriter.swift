/// Writes compact JSON (RFC 8259) into bytes; commas come by themselves.
///
/// The caller keeps begins and ends paired and gives each object member its key first.
public struct JSONWriter: Sendable {
    /// What has been written so far.
    public private(set) var bytes: [UInt8]
    /// A value has just ended, so that the next one or the next key is set off by a comma.
    private var followsValue = false

    public init(reservingCapacity capacity: Int = 0) {
        bytes = []
        if capacity > 0 { bytes.reserveCapacity(capacity) }
    }

    public mutating func beginObject() { begin(UInt8(ascii: "{")) }
    public mutating func endObject() { end(UInt8(ascii: "}")) }
    public mutating func beginArray() { begin(UInt8(ascii: "[")) }
    public mutating func endArray() { end(UInt8(ascii: "]")) }

    /// A member's key. The literal is copied as it stands: it must not hold quotation marks,
    /// backslashes or control characters.
    public mutating func key(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        followsValue = false
    }

    /// A member's key that is only known at run time; escaped as a string is.
    public mutating func key(named name: String) {
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        followsValue = false
    }

    public mutating func string(_ value: String) {
        separate()
        quote(value)
        followsValue = true
    }

    public mutating func integer(_ value: Int64) {
        separate()
        appendDecimal(value)
        followsValue = true
    }

    /// The shortest text that reads back as the same number. JSON has no NaN and no infinity:
    /// as in JavaScript they are written as `null`.
    public mutating func double(_ value: Double) {
        guard value.isFinite else { return null() }
        separate()
        bytes.append(contentsOf: value.description.utf8)
        followsValue = true
    }

    public mutating func bool(_ value: Bool) {
        value ? literal("true") : literal("false")
    }

    public mutating func null() { literal("null") }

    /// A whole value that is already JSON; it is not looked at.
    @inlinable
    public mutating func raw(_ json: some Collection<UInt8>) { raw(Array(json)) }

    /// A whole value that is already JSON; it is not looked at.
    public mutating func raw(_ json: [UInt8]) {
        separate()
        bytes.append(contentsOf: json)
        followsValue = true
    }

    private mutating func literal(_ text: StaticString) {
        separate()
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
        followsValue = true
    }

    private mutating func begin(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        followsValue = false
    }

    private mutating func end(_ bracket: UInt8) {
        bytes.append(bracket)
        followsValue = true
    }

    @inline(__always)
    private mutating func separate() {
        if followsValue { bytes.append(UInt8(ascii: ",")) }
    }
}

extension JSONWriter {
    private mutating func quote(_ value: String) {
        bytes.append(UInt8(ascii: "\""))
        var value = value
        value.withUTF8 { appendEscaped($0) }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        var index = 0
        while true {
            let end = index + PlainRun.length(in: text, from: index, asciiOnly: false)
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[index..<end]))
            if end == text.count { return }
            appendEscape(text[end])
            index = end + 1
        }
    }

    private mutating func appendEscape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        default:
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(Hex.digit(byte >> 4))
            bytes.append(Hex.digit(byte & 15))
        }
    }

    private mutating func appendDecimal(_ value: Int64) {
        var magnitude = value.magnitude
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        let start = bytes.count
        repeat {
            let (quotient, digit) = magnitude.quotientAndRemainder(dividingBy: 10)
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit))
            magnitude = quotient
        } while magnitude > 0
        var low = start
        var high = bytes.count - 1
        while low < high {
            bytes.swapAt(low, high)
            low += 1
            high -= 1
        }
    }
}
