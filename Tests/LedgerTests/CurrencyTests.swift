import Ledger
import Testing

@Suite struct CurrencyTests {
    @Test func everyCurrencyIsFoundByItsCodeInOrder() {
        let all = Currency.all
        #expect(all.count == 165)
        for currency in all { #expect(Currency(code: currency.code) == currency) }
        #expect(all.map(\.code) == all.map(\.code).sorted())
        #expect(Set(all).count == all.count)
    }

    @Test func exponentsAreThoseOfISO4217() {
        let byExponent = Dictionary(grouping: Currency.all, by: \.exponent).mapValues {
            $0.map(\.code)
        }
        #expect(Set(byExponent.keys) == [0, 2, 3, 4])
        #expect(
            byExponent[0] == [
                "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI",
                "VND", "VUV", "XAF", "XOF", "XPF",
            ])
        #expect(byExponent[3] == ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"])
        #expect(byExponent[4] == ["CLF", "UYW"])
    }

    @Test func theNamedOnesAreInTheTable() {
        let named: [Currency] = [
            .kes, .ugx, .tzs, .rwf, .usd, .eur, .xof, .ngn, .ghs, .etb, .inr, .myr, .kwd, .jpy,
        ]
        for currency in named { #expect(Currency(code: currency.code) == currency) }
    }

    @Test(arguments: ["", "KE", "kes", "KESX", "ZZZ", "XAU", "XXX", "HRK", "K€", "AE2", "ED2"])
    func anUnknownCodeIsRefused(code: String) {
        #expect(Currency(code: code) == nil)
    }
}
