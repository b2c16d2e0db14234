/// Decimal text to the nearest double, ties to even, the same natively and in the browser
/// (the C library that the standard library would ask is missing there).
public enum DoubleText {
    /// The double nearest to a JSON number; nil for any other text and for a number that is
    /// too large for a double.
    public static func parse(_ text: String) -> Double? {
        var reader = JSONReader(Array(text.utf8))
        guard let value = try? reader.readDouble(), reader.offset == text.utf8.count,
            let first = text.utf8.first, first > 0x20
        else { return nil }
        return value
    }

    /// `text` is a number that the JSON grammar allows; infinity when it is too large.
    static func parseNumber(_ text: UnsafeBufferPointer<UInt8>) -> Double {
        let number = Decimal(text)
        let magnitude = number.fastValue ?? number.exactValue
        return number.isNegative ? -magnitude : magnitude
    }
}

extension DoubleText {
    /// The digits d₁d₂… of a number with the power of ten of the last one.
    private struct Decimal {
        /// 767 digits tell any double from the halves beside it; what follows only breaks ties.
        static let digitLimit = 800

        var isNegative = false
        /// Significant digits as values 0 to 9, without leading zeros.
        var digits: [UInt8] = []
        var exponent = 0
        /// The number as UInt64 while at most 19 digits were read.
        var significand: UInt64 = 0

        init(_ text: UnsafeBufferPointer<UInt8>) {
            var pointSeen = false
            var droppedNonZero = false
            var index = 0
            while index < text.count {
                let byte = text[index]
                switch byte {
                case UInt8(ascii: "-"): isNegative = true
                case UInt8(ascii: "."): pointSeen = true
                case UInt8(ascii: "0")...UInt8(ascii: "9"):
                    let digit = byte - UInt8(ascii: "0")
                    if digits.count < Self.digitLimit {
                        if pointSeen { exponent -= 1 }
                        append(digit)
                    } else {
                        if !pointSeen { exponent += 1 }
                        droppedNonZero = droppedNonZero || digit != 0
                    }
                default:
                    exponent += Self.exponent(text, from: index + 1)
                    index = text.count
                }
                index += 1
            }
            if droppedNonZero {
                digits.append(1)
                exponent -= 1
            }
        }

        private mutating func append(_ digit: UInt8) {
            if digits.isEmpty && digit == 0 { return }
            digits.append(digit)
            if digits.count <= 19 { significand = significand * 10 + UInt64(digit) }
        }

        private static func exponent(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
            var value = 0
            var isNegative = false
            for byte in text[start...] {
                switch byte {
                case UInt8(ascii: "-"): isNegative = true
                case UInt8(ascii: "+"): break
                // Beyond a million the number is zero or infinite whatever its digits are.
                default: value = min(value * 10 + Int(byte - UInt8(ascii: "0")), 1_000_000)
                }
            }
            return isNegative ? -value : value
        }

        /// One exact division or multiplication, where both sides are exact doubles.
        /// W. D. Clinger, How to read floating point numbers accurately, 1990.
        var fastValue: Double? {
            guard digits.count <= 19, significand <= 1 << 53 else { return nil }
            if significand == 0 { return 0 }
            guard -22...22 ~= exponent else { return nil }
            var power = 1.0
            for _ in 0..<abs(exponent) { power *= 10 }
            return exponent < 0 ? Double(significand) / power : Double(significand) * power
        }

        /// The quotient of two whole numbers, bit by bit, rounded once.
        var exactValue: Double {
            let leading = digits.count + exponent
            if digits.isEmpty || leading < -330 { return 0 }
            if leading > 310 { return .infinity }
            var numerator = WholeNumber(digits: digits)
            var denominator = WholeNumber(digits: [1])
            if exponent > 0 { numerator.multiplyByPowerOfTen(exponent) }
            if exponent < 0 { denominator.multiplyByPowerOfTen(-exponent) }
            return numerator.nearestQuotient(over: denominator)
        }
    }
}
