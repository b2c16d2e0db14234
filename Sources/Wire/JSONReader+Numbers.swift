extension JSONReader {
    /// Passes a number by the grammar of RFC 8259 and tells where it stands.
    mutating func scanNumber() throws(JSONError) -> Range<Int> {
        let start = position
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        if position < bytes.count, bytes[position] == UInt8(ascii: "0") {
            position += 1
        } else {
            try scanDigits()
        }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            try scanDigits()
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < bytes.count,
                bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-")
            {
                position += 1
            }
            try scanDigits()
        }
        if position < bytes.count, Self.isDigit(bytes[position]) {
            throw JSONError(.invalidNumber, at: start)
        }
        return start..<position
    }

    /// A whole number; the range holds a number that `scanNumber` has checked.
    func integer(in range: Range<Int>) throws(JSONError) -> Int64 {
        var index = range.lowerBound
        let isNegative = bytes[index] == UInt8(ascii: "-")
        if isNegative { index += 1 }
        var value: Int64 = 0
        while index < range.upperBound {
            guard Self.isDigit(bytes[index]) else {
                throw JSONError(.notAnInteger, at: range.lowerBound)
            }
            let digit = Int64(bytes[index] - UInt8(ascii: "0"))
            let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
            // Counting down for negative numbers reaches Int64.min, which has no positive twin.
            let (sum, carry) =
                isNegative
                ? tens.subtractingReportingOverflow(digit) : tens.addingReportingOverflow(digit)
            guard !overflow, !carry else {
                throw JSONError(.numberOutOfRange, at: range.lowerBound)
            }
            value = sum
            index += 1
        }
        return value
    }

    private mutating func scanDigits() throws(JSONError) {
        let start = position
        while position < bytes.count, Self.isDigit(bytes[position]) { position += 1 }
        guard position > start else {
            throw position < bytes.count
                ? JSONError(.invalidNumber, at: position)
                : JSONError(.unexpectedEnd, at: position)
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }
}
