import Ledger
import Testing

@Suite struct MoneyTests {
    @Test(arguments: [
        ("1250.00", Currency.kes, Int64(125_000)), ("-0.05", .kes, -5), ("0", .kes, 0),
        ("7", .kes, 700), ("7.5", .kes, 750), ("300", .ugx, 300), ("1.234", .kwd, 1_234),
        ("92233720368547758.07", .kes, .max), ("-92233720368547758.08", .kes, .min),
    ])
    func decimalTextIsReadExactly(text: String, currency: Currency, units: Int64) throws {
        #expect(try Money(decimal: text, currency: currency).minorUnits == units)
    }

    @Test(arguments: [
        "", "-", ".", ".5", "5.", "05", "00", "+5", "1,000", "1 000", "1e3", "0x1", " 1", "1 ",
        "--1",
        "1.2.3", "1.-2", "٣", "NaN",
    ])
    func malformedTextIsRefused(text: String) {
        #expect(throws: MoneyError.malformed(.malformed)) {
            try Money(decimal: text, currency: .kes)
        }
    }

    @Test func moreDecimalsThanTheCurrencyHasAreRefused() {
        #expect(throws: MoneyError.malformed(.tooManyDecimals(limit: 2))) {
            try Money(decimal: "1.000", currency: .kes)
        }
        #expect(throws: MoneyError.malformed(.tooManyDecimals(limit: 0))) {
            try Money(decimal: "1.0", currency: .ugx)
        }
        #expect(throws: MoneyError.overflow) {
            try Money(decimal: "92233720368547758.08", currency: .kes)
        }
    }

    @Test(arguments: [
        (Int64(0), Currency.kes, "0.00"), (5, .kes, "0.05"), (-5, .kes, "-0.05"), (-5, .jpy, "-5"),
        (1_000, .kwd, "1.000"), (.min, .kes, "-92233720368547758.08"),
        (.max, .ugx, "9223372036854775807"),
    ])
    func textAlwaysHasAllDecimalsOfTheCurrency(units: Int64, currency: Currency, text: String) {
        #expect(Money(minorUnits: units, currency: currency).decimal == text)
    }

    @Test func anyAmountReadsBackFromItsText() throws {
        var random = SeededGenerator(seed: 11)
        for currency in Currency.all {
            for _ in 0..<20 {
                let money = Money(minorUnits: Int64(bitPattern: random.next()), currency: currency)
                #expect(try Money(decimal: money.decimal, currency: currency) == money)
            }
        }
    }

    @Test func arithmeticIsChecked() throws {
        let largest = Money(minorUnits: .max, currency: .kes)
        let smallest = Money(minorUnits: .min, currency: .kes)
        let one = Money(minorUnits: 1, currency: .kes)
        #expect(try one.adding(one).decimal == "0.02")
        #expect(throws: MoneyError.overflow) { try largest.adding(one) }
        #expect(throws: MoneyError.overflow) { try smallest.subtracting(one) }
        #expect(throws: MoneyError.overflow) { try smallest.negated() }
        #expect(throws: MoneyError.overflow) { try largest.multiplied(by: 2) }
        #expect(throws: MoneyError.currencyMismatch(expected: .kes, found: .usd)) {
            try one.adding(.zero(.usd))
        }
        #expect(throws: MoneyError.currencyMismatch(expected: .kes, found: .usd)) {
            try one.isLess(than: .zero(.usd))
        }
    }

    @Test func aSumDoesNotDependOnTheOrderEvenAtTheEdge() throws {
        let units: [Int64] = [.max, .max, .min, .min, 7, -3, 2]
        var random = SeededGenerator(seed: 12)
        for _ in 0..<50 {
            let amounts = units.shuffled(using: &random).map {
                Money(minorUnits: $0, currency: .kes)
            }
            #expect(try Money.sum(amounts, currency: .kes).minorUnits == 4)
        }
    }

    @Test(arguments: [
        ("-1710.50", "19", Rounding.halfUp, "-325.00"),
        ("-1710.50", "19", .halfUpTowardPositive, "-324.99"),
        ("1710.50", "19", .halfUp, "325.00"),
        ("-321.50", "19", .halfUp, "-61.09"),
        ("-7612.50", "19", .halfUp, "-1446.38"),
        ("-7612.50", "19", .halfEven, "-1446.38"),
        ("0.50", "1", .halfUp, "0.01"), ("0.50", "1", .halfEven, "0.00"),
        ("1.50", "1", .halfEven, "0.02"), ("0.99", "1", .down, "0.00"), ("0.01", "1", .up, "0.01"),
        ("-0.99", "1", .down, "0.00"), ("-0.01", "1", .up, "-0.01"),
    ])
    func aRateIsRoundedOnceByTheNamedRule(
        amount: String, percent: String, rounding: Rounding, expected: String
    ) throws {
        let money = try Money(decimal: amount, currency: .eur)
        let share = try money.multiplied(by: Rate(percent: percent), rounding: rounding)
        #expect(share.decimal == expected)
    }

    @Test func cashIsRoundedToTheCoinsThereAre() throws {
        let money = try Money(decimal: "12.43", currency: .kes)
        #expect(try money.rounded(toMultipleOf: 5, rounding: .halfUp).decimal == "12.45")
        #expect(try money.rounded(toMultipleOf: 100, rounding: .halfUp).decimal == "12.00")
        #expect(try money.negated().rounded(toMultipleOf: 5, rounding: .up).decimal == "-12.45")
    }

    @Test func aPriceMayHaveMoreDecimalsThanItsCurrency() throws {
        let price = try UnitPrice(decimal: "0.0088", currency: .eur)
        let quantity = try #require(Quantity(whole: 16_000))
        #expect(try price.amount(for: quantity, rounding: .halfUp).decimal == "140.80")
        let perHundred = try UnitPrice(decimal: "12", currency: .ugx)
        let base = try #require(Quantity(whole: 100))
        let amount = try perHundred.amount(
            for: Quantity(decimal: "12.5"), per: base, rounding: .halfUp)
        #expect(amount.decimal == "2")
        #expect(price.decimal == "0.0088")
        #expect(try UnitPrice(decimal: "3", currency: .eur).decimal == "3.00")
    }

    @Test func ratesAndQuantitiesPrintWhatTheyRead() throws {
        for text in ["0", "16", "2.1", "-0.0025", "100"] {
            #expect(try Rate(percent: text).percent == text)
        }
        #expect(try Rate(percent: "16") == Rate(fraction: "0.16"))
        for text in ["0", "1", "0.125", "-3.000001", "9223372036854.775807"] {
            #expect(try Quantity(decimal: text).decimal == text)
        }
        #expect(Quantity(whole: .max) == nil)
    }
}
