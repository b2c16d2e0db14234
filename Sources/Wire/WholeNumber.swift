/// An unsigned whole number of any size: just what reading a double exactly needs.
struct WholeNumber {
    /// Base 2³², least significant first, without leading zeros.
    private var words: [UInt32] = []

    init(digits: [UInt8]) {
        for digit in digits { multiply(by: 10, adding: UInt32(digit)) }
    }

    mutating func multiplyByPowerOfTen(_ exponent: Int) {
        var left = exponent
        while left >= 9 {
            multiply(by: 1_000_000_000, adding: 0)
            left -= 9
        }
        for _ in 0..<left { multiply(by: 10, adding: 0) }
    }

    /// The double nearest to self / denominator, ties to even; neither is zero.
    consuming func nearestQuotient(over denominator: consuming WholeNumber) -> Double {
        var numerator = self
        var divisor = denominator
        // Scale until divisor <= numerator < 2 · divisor; the quotient is then 1.… · 2^exponent.
        var exponent = numerator.bitWidth - divisor.bitWidth
        if exponent > 0 {
            divisor.shiftLeft(by: exponent)
        } else {
            numerator.shiftLeft(by: -exponent)
        }
        if numerator.isLess(than: divisor) {
            numerator.shiftLeft(by: 1)
            exponent -= 1
        }
        if exponent > 1023 { return .infinity }
        // Subnormal numbers keep fewer bits, down to none.
        let precision = exponent >= -1022 ? 53 : 53 - (-1022 - exponent)
        if precision < 0 { return 0 }
        var quotient: UInt64 = 0
        for _ in 0..<precision { quotient = quotient << 1 | numerator.nextBit(divisor) }
        let half = numerator.nextBit(divisor) == 1
        let roundsUp = half && (!numerator.words.isEmpty || quotient & 1 == 1)
        if roundsUp { quotient += 1 }
        // Adding, not or-ing, the exponent lets a carry out of the significand raise it.
        let biased = exponent >= -1022 ? UInt64(exponent + 1022) << 52 : 0
        return Double(bitPattern: biased + quotient)
    }

    /// The next bit of the quotient; self becomes the remainder, doubled.
    private mutating func nextBit(_ divisor: WholeNumber) -> UInt64 {
        let fits = !isLess(than: divisor)
        if fits { subtract(divisor) }
        shiftLeft(by: 1)
        return fits ? 1 : 0
    }

    private var bitWidth: Int {
        guard let top = words.last else { return 0 }
        return words.count * 32 - top.leadingZeroBitCount
    }

    private mutating func multiply(by factor: UInt32, adding addend: UInt32) {
        var carry = UInt64(addend)
        for index in words.indices {
            let product = UInt64(words[index]) * UInt64(factor) + carry
            words[index] = UInt32(truncatingIfNeeded: product)
            carry = product >> 32
        }
        if carry > 0 { words.append(UInt32(truncatingIfNeeded: carry)) }
    }

    private mutating func shiftLeft(by count: Int) {
        guard count > 0, !words.isEmpty else { return }
        let bits = UInt64(count % 32)
        if bits > 0 {
            var carry: UInt64 = 0
            for index in words.indices {
                let shifted = UInt64(words[index]) << bits | carry
                words[index] = UInt32(truncatingIfNeeded: shifted)
                carry = shifted >> 32
            }
            if carry > 0 { words.append(UInt32(truncatingIfNeeded: carry)) }
        }
        if count >= 32 {
            words.insert(contentsOf: repeatElement(0, count: count / 32), at: 0)
        }
    }

    private func isLess(than other: WholeNumber) -> Bool {
        if words.count != other.words.count { return words.count < other.words.count }
        for index in words.indices.reversed() where words[index] != other.words[index] {
            return words[index] < other.words[index]
        }
        return false
    }

    /// Takes away a number that is not larger.
    private mutating func subtract(_ other: WholeNumber) {
        var borrow: Int64 = 0
        for index in words.indices {
            let taken = index < other.words.count ? Int64(other.words[index]) : 0
            let difference = Int64(words[index]) - taken - borrow
            words[index] = UInt32(truncatingIfNeeded: difference)
            borrow = difference < 0 ? 1 : 0
        }
        while words.last == 0 { words.removeLast() }
    }
}
