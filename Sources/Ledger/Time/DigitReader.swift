/// Reads and writes the fixed-width digits of days and instants.
struct DigitReader {
    private let units: [UInt8]
    private var position = 0

    init(_ text: String) { units = Array(text.utf8) }

    var isAtEnd: Bool { position == units.count }

    var next: UInt8? { isAtEnd ? nil : units[position] }

    /// Exactly so many digits.
    mutating func number(_ width: Int) -> Int? {
        guard position + width <= units.count else { return nil }
        var value = 0
        for index in position..<position + width {
            guard let digit = Self.digit(units[index]) else { return nil }
            value = value * 10 + digit
        }
        position += width
        return value
    }

    /// One digit, if it comes next.
    mutating func digit() -> Int? {
        guard let unit = next, let digit = Self.digit(unit) else { return nil }
        position += 1
        return digit
    }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard let unit = next, UInt32(unit) == character.value else { return false }
        position += 1
        return true
    }

    private static func digit(_ unit: UInt8) -> Int? {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= unit ? Int(unit - UInt8(ascii: "0")) : nil
    }

    /// A number that is not negative, with zeros in front.
    static func padded(_ number: Int, _ width: Int) -> String {
        let text = number.description
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
}
