import Foundation
import Testing
import Wire

@Suite struct DoubleTextTests {
    @Test(arguments: [
        "0", "-0", "1", "0.1", "1e22", "1e23", "9007199254740993", "9007199254740992.5",
        "2.2250738585072011e-308", "2.2250738585072014e-308", "4.9e-324", "2.4703282292062327e-324",
        "2.4703282292062328e-324", "1.7976931348623157e308", "1.7976931348623158e308",
        "6.631236846766476e-316", "3.237883913302901e-319", "8.988465674311579e+307",
        "1090544144181609348671888949248", "123456789012345678901234567890e-30", "1e-400",
    ])
    func hardCasesReadAsTheNearestDouble(text: String) throws {
        let expected = try #require(Double(text))
        #expect(DoubleText.parse(text)?.bitPattern == expected.bitPattern)
    }

    @Test func aDigitFarBehindBreaksTheTie() {
        let half = "9007199254740992.5"
        #expect(DoubleText.parse("9007199254740993") == 9_007_199_254_740_992)
        let above = "9007199254740993." + String(repeating: "0", count: 900) + "1"
        #expect(DoubleText.parse(above) == 9_007_199_254_740_994)
        #expect(
            DoubleText.parse(half + String(repeating: "0", count: 900)) == 9_007_199_254_740_992)
    }

    @Test func anyDoubleReadsBackFromItsShortestText() {
        var random = SeededGenerator(seed: 7)
        var tried = 0
        var wrong: [String] = []
        for _ in 0..<50_000 {
            let value = Double(bitPattern: random.next())
            guard value.isFinite else { continue }
            tried += 1
            let text = value.description
            if DoubleText.parse(text)?.bitPattern != value.bitPattern { wrong.append(text) }
        }
        #expect(tried > 49_000)
        #expect(wrong == [])
    }

    @Test(arguments: [
        "", " 1", "1 ", "1e309", "-1e999999999999", "inf", "nan", "0x10", "1_0", ".5",
    ])
    func otherTextIsNoDouble(text: String) {
        #expect(DoubleText.parse(text) == nil)
    }
}

@Suite("Numbers from bytes")
struct DoubleBytesTests {
    @Test("They are the nearest double, as C's strtod finds it")
    func nearest() {
        var generator = SeededGenerator(seed: 11)
        var tried = 0
        var wrong: [String] = []
        for _ in 0..<20_000 {
            let value = Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &generator))
            let near = Double.random(in: -50...50, using: &generator)
            for number in [value, near, near / 1e6] where number.isFinite {
                for text in [number.description, String(format: "%.17g", number)] {
                    tried += 1
                    if parsed(text) != strtod(text, nil) { wrong.append(text) }
                }
            }
        }
        #expect(tried > 119_000)
        #expect(wrong == [])
    }

    @Test("What is no number is refused", arguments: ["", "-", ".", "1e", "1e+", "1.2.3", "nan", "0x1", "1 "])
    func refused(text: String) { #expect(parsed(text) == nil) }

    @Test("Signs, bare points and far exponents are read")
    func forms() {
        #expect(parsed("+1.5") == 1.5)
        #expect(parsed("-.5") == -0.5)
        #expect(parsed("5.") == 5)
        #expect(parsed("1e400") == .infinity)
        #expect(parsed("-0")?.sign == .minus)
        #expect(parsed("1.0000000180025095e-35") == 1.0000000180025095e-35)
    }

    private func parsed(_ text: String) -> Double? {
        Array(text.utf8).withUnsafeBufferPointer { DoubleText.parse(bytes: $0) }
    }
}
