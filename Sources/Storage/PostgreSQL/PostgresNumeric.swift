/// PostgreSQL's binary `numeric`: digits in base 10,000 with a weight, a sign and a scale
/// (numeric_send in the server's numeric.c). Sums and averages of BIGINT columns come as this.
struct PostgresNumeric {
    private let digits: [Int64]
    /// The exponent, in base 10,000, of the first digit.
    private let weight: Int
    private let sign: UInt16

    init(_ bytes: UnsafeRawBufferPointer) {
        let count = Int(bytes.loadBigEndian(UInt16.self))
        weight = Int(bytes.loadBigEndian(Int16.self, at: 2))
        sign = bytes.loadBigEndian(UInt16.self, at: 4)
        digits = (0..<count).map { Int64(bytes.loadBigEndian(UInt16.self, at: 8 + 2 * $0)) }
    }

    /// Nil when there is a fraction, when it is no number, or when it leaves Int64.
    var integer: Int64? {
        guard sign == 0 || sign == 0x4000 else { return nil }
        if digits.count > weight + 1,
            digits.dropFirst(max(0, weight + 1)).contains(where: { $0 != 0 })
        {
            return nil
        }
        var value: Int64 = 0
        // Summed on the negative side, which reaches one further.
        for place in 0..<max(0, weight + 1) {
            let digit = place < digits.count ? digits[place] : 0
            let (scaled, overflow) = value.multipliedReportingOverflow(by: 10_000)
            let (sum, over) = scaled.subtractingReportingOverflow(digit)
            if overflow || over { return nil }
            value = sum
        }
        if sign == 0x4000 { return value }
        return value == .min ? nil : -value
    }

    var real: Double? {
        guard sign == 0 || sign == 0x4000 else { return nil }
        // Printed and parsed, so that the nearest Double comes out.
        var text = sign == 0 ? "" : "-"
        for digit in digits {
            let four = String(digit)
            text += String(repeating: "0", count: 4 - four.utf8.count) + four
        }
        if digits.isEmpty { text += "0" }
        return Double(text + "e\(4 * (weight + 1 - digits.count))")
    }
}
