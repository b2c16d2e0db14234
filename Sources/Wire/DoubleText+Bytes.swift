extension DoubleText {
    /// The double nearest to decimal text in the form of C's `strtod` without its words: an
    /// optional sign, digits with an optional point, an optional exponent. Nil for other text.
    /// Allocates nothing for numbers of up to 19 digits, which is what models and tables hold.
    public static func parse(bytes text: UnsafeBufferPointer<UInt8>) -> Double? {
        var scan = DecimalScan()
        guard scan.read(text) else { return nil }
        if let magnitude = scan.magnitude { return scan.isNegative ? -magnitude : magnitude }
        // Many digits or a far exponent: the exact way, which takes no sign of its own here.
        let start = scan.firstDigit
        let magnitude = parseNumber(UnsafeBufferPointer(rebasing: text[start...]))
        return scan.isNegative ? -magnitude : magnitude
    }
}

/// One pass over a number's text.
private struct DecimalScan {
    var isNegative = false
    var firstDigit = 0
    private var significand: UInt64 = 0
    private var digits = 0
    private var exponent = 0

    /// False when the text is not a number.
    mutating func read(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        let count = text.count
        guard count > 0 else { return false }
        if text[0] == UInt8(ascii: "-") || text[0] == UInt8(ascii: "+") {
            isNegative = text[0] == UInt8(ascii: "-")
            index = 1
        }
        firstDigit = index
        var seen = 0
        var pointSeen = false
        while index < count {
            let byte = text[index]
            let digit = byte &- UInt8(ascii: "0")
            if digit <= 9 {
                seen += 1
                take(digit)
                if pointSeen { exponent -= 1 }
            } else if byte == UInt8(ascii: "."), !pointSeen {
                pointSeen = true
            } else {
                break
            }
            index += 1
        }
        guard seen > 0 else { return false }
        return index == count || readExponent(text, from: index)
    }

    private mutating func take(_ digit: UInt8) {
        if digits == 0 && digit == 0 { return }
        digits += 1
        if digits <= 19 { significand = significand &* 10 &+ UInt64(digit) }
    }

    private mutating func readExponent(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Bool {
        guard text[start] | 0x20 == UInt8(ascii: "e") else { return false }
        var index = start + 1
        var isBelowOne = false
        if index < text.count,
            text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+")
        {
            isBelowOne = text[index] == UInt8(ascii: "-")
            index += 1
        }
        guard index < text.count else { return false }
        var value = 0
        while index < text.count {
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { return false }
            value = min(value * 10 + Int(digit), 1_000_000)
            index += 1
        }
        exponent += isBelowOne ? -value : value
        return true
    }

    /// Nil when 64 bits do not settle it.
    var magnitude: Double? {
        if digits == 0 { return 0 }
        guard digits <= 19 else { return nil }
        if significand <= 1 << 53, -22...22 ~= exponent {
            var power = 1.0
            for _ in 0..<abs(exponent) { power *= 10 }
            return exponent < 0 ? Double(significand) / power : Double(significand) * power
        }
        guard -19..<0 ~= exponent else { return exponent == 0 ? Double(significand) : nil }
        return quotient
    }

    /// significand / 10^-exponent by one division of 128 by 64 bits, rounded once to even.
    private var quotient: Double {
        var divisor: UInt64 = 1
        for _ in 0..<(-exponent) { divisor *= 10 }
        let shift = divisor.leadingZeroBitCount - significand.leadingZeroBitCount
        let numerator = significand << UInt64(significand.leadingZeroBitCount)
        divisor <<= UInt64(divisor.leadingZeroBitCount)
        let fits = numerator < divisor
        let (quotient, remainder) = divisor.dividingFullWidth(
            fits ? (numerator, 0) : (numerator >> 1, numerator << 63))
        var kept = quotient >> 11
        let dropped = quotient & 0x7FF
        if dropped > 0x400 || dropped == 0x400 && (remainder > 0 || kept & 1 == 1) { kept += 1 }
        let power = (fits ? -64 : -63) + 11 + shift
        return Double(sign: .plus, exponent: power, significand: Double(kept))
    }
}
