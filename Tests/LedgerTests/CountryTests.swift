import Ledger
import Testing

@Suite struct CountryTests {
    @Test func `Every country is found by its code, and there are as many as ISO 3166-1 assigns`() {
        let all = Country.all.map(\.code)
        #expect(all.count == 249)
        #expect(Set(all).count == 249 && all == all.sorted())
        for code in all {
            #expect(Country(code: code)?.code == code)
            #expect(code.utf8.count == 2 && code.utf8.allSatisfy { 0x41...0x5A ~= $0 })
        }
        for code in ["KE", "UG", "TZ", "RW", "SS", "NG", "IN", "FR", "AQ", "ZW"] {
            #expect(Country(code: code) != nil)
        }
    }

    @Test(
        "A code that names no country is none",
        arguments: [
            "", "K", "ke", "KEN", "ZZ", "XX", "AA", "UK", "AN", "SU", "XK", "EU", "K ", "ＫＥ",
        ])
    func unassigned(_ code: String) {
        #expect(Country(code: code) == nil)
    }
}
