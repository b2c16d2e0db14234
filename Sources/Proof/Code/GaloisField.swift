/// GF(256) with the polynomial x^8 + x^4 + x^3 + x^2 + 1 (0x11d), in which QR codes carry their
/// error correction (ISO/IEC 18004:2015, clause 7.5.2).
struct GaloisField {
    /// Powers of the generator 2, twice over so that sums of two logarithms need no division.
    private let exponentials: [UInt8]
    private let logarithms: [Int]

    init() {
        var exponentials = [UInt8](repeating: 0, count: 510)
        var logarithms = [Int](repeating: 0, count: 256)
        var value = 1
        for power in 0..<255 {
            exponentials[power] = UInt8(value)
            exponentials[power + 255] = UInt8(value)
            logarithms[value] = power
            value <<= 1
            if value > 255 { value ^= 0x11d }
        }
        self.exponentials = exponentials
        self.logarithms = logarithms
    }

    func product(_ a: UInt8, _ b: UInt8) -> UInt8 {
        if a == 0 || b == 0 { return 0 }
        return exponentials[logarithms[Int(a)] + logarithms[Int(b)]]
    }

    /// `b` is not zero.
    func quotient(_ a: UInt8, _ b: UInt8) -> UInt8 {
        if a == 0 { return 0 }
        return exponentials[logarithms[Int(a)] + 255 - logarithms[Int(b)]]
    }

    /// Two to the power of `exponent`, which is from 0 to 254.
    func power(_ exponent: Int) -> UInt8 {
        exponentials[exponent]
    }

    /// Of a polynomial with its lowest coefficient first, at `x`.
    func value(of polynomial: [UInt8], at x: UInt8) -> UInt8 {
        var sum: UInt8 = 0
        for coefficient in polynomial.reversed() { sum = product(sum, x) ^ coefficient }
        return sum
    }
}
