/// Decimal text to and from a whole number of units of 10^-scale.
enum DecimalText {
    /// Strict: `-?(0|[1-9][0-9]*)(.[0-9]+)?` with at most `scale` decimals.
    static func parse(_ text: String, scale: Int) throws(DecimalError) -> Int64 {
        let units = Array(text.utf8)
        let isNegative = units.first == UInt8(ascii: "-")
        let start = isNegative ? 1 : 0
        let point = units.firstIndex(of: UInt8(ascii: ".")) ?? units.count
        guard point > start, point + 1 != units.count else { throw .malformed }
        guard units[start] != UInt8(ascii: "0") || point == start + 1 else { throw .malformed }
        let decimals = max(0, units.count - point - 1)
        var value: Int64 = 0
        for index in start..<units.count where index != point {
            guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= units[index] else { throw .malformed }
            let digit = Int64(units[index] - UInt8(ascii: "0"))
            if index > point + scale { continue }
            value = try shifted(value, adding: isNegative ? -digit : digit)
        }
        guard decimals <= scale else { throw .tooManyDecimals(limit: scale) }
        for _ in decimals..<scale { value = try shifted(value, adding: 0) }
        return value
    }

    /// Writes at least `minimum` decimals, further ones only up to the last that is not zero.
    static func write(_ value: Int64, scale: Int, minimum: Int) -> String {
        var digits: [UInt8] = []
        var rest = value.magnitude
        while rest > 0 || digits.count <= scale {
            digits.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        }
        var decimals = scale
        while decimals > minimum, digits[scale - decimals] == UInt8(ascii: "0") { decimals -= 1 }
        var text: [UInt8] = value < 0 ? [UInt8(ascii: "-")] : []
        text.append(contentsOf: digits[scale...].reversed())
        if decimals > 0 {
            text.append(UInt8(ascii: "."))
            text.append(contentsOf: digits[(scale - decimals)..<scale].reversed())
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Signed digits reach Int64.min, which has no positive twin.
    private static func shifted(_ value: Int64, adding digit: Int64) throws(DecimalError) -> Int64 {
        let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
        let (sum, carry) = tens.addingReportingOverflow(digit)
        guard !overflow, !carry else { throw .overflow }
        return sum
    }
}
