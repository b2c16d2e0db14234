import Ledger
import Testing

@testable import Insight

@Suite("A plan's day is met by its own money, and by nothing small beside it")
struct MetPlanTests {
    private static let today = CashForecastTests.today

    /// Days that are left of a monthly loan of 100,000.00, first due in ten days.
    private static func days(
        _ history: CashHistory, party: String? = nil, key: String? = nil,
        replaces: String? = nil, isTax: Bool = true
    ) -> Int {
        var history = history
        history.declared = [
            DeclaredCashTests.plan(
                10_000_000, .monthly, from: today.adding(days: 10), party: party,
                replaces: replaces, key: key, isTax: isTax, declared: today.adding(days: -20))
        ]
        return CashOnceTests.basis(of: history).items.first { $0.id == "plan" }?.days.count ?? 0
    }

    private static func bill(_ amount: Int64, party: String = "bank") -> CashHistory {
        CashHistory(
            currency: .kes,
            papers: [
                .init(
                    id: "bill", number: "1", party: party, direction: .out, day: today,
                    due: today.adding(days: 9), amount: amount, knownAt: Instant(today))
            ], wordings: ["bank": "kcb-bank"])
    }

    private static func fee(_ amount: Int64, _ wording: String, party: String? = nil)
        -> CashHistory
    {
        CashHistory(
            currency: .kes,
            movements: [
                .init(
                    day: today, amount: -amount, party: party, key: party ?? wording, name: wording,
                    knownAt: Instant(today), wording: wording)
            ], wordings: ["bank": "kcb-bank"])
    }

    @Test("A small bill of the bank is no instalment, one as large or larger is")
    func smallBill() {
        for replaces in [nil, "out:paper:bank"] {
            func left(_ amount: Int64) -> Int {
                Self.days(Self.bill(amount), party: "bank", replaces: replaces)
            }
            #expect(left(50_000) == 3)
            #expect(left(4_900_000) == 3)
            #expect(left(5_000_000) == 2)
            #expect(left(40_000_000) == 2)
        }
        #expect(Self.days(Self.bill(40_000_000), party: "bank", isTax: false) == 3)
    }

    @Test("A fee whose wording has the plan's words is no instalment")
    func smallFee() {
        #expect(Self.days(Self.fee(5_000, "kcb-loan-ledger-fee"), key: "kcb-loan") == 3)
        #expect(Self.days(Self.fee(5_000, "kcb-loan"), key: "kcb-loan") == 3)
        #expect(Self.days(Self.fee(9_000_000, "kcb-loan-of-march"), key: "kcb-loan") == 2)
        #expect(Self.days(Self.fee(90_000_000, "kcb-loan"), key: "kcb-loan") == 2)
        // Other money that has the words besides others.
        #expect(Self.days(Self.fee(90_000_000, "kcb-loan-of-march"), key: "kcb-loan") == 3)
        #expect(Self.days(Self.fee(9_000_000, "kcb-loans"), key: "kcb-loan") == 3)
    }

    @Test("A plan without a party is met by a party of its name, and by a wording of one")
    func named() {
        #expect(Self.days(Self.bill(10_000_000), key: "kcb-bank") == 2)
        #expect(Self.days(Self.bill(10_000_000), key: "kcb") == 2)
        #expect(Self.days(Self.bill(10_000_000), key: "kcb-loan") == 3)
        #expect(Self.days(Self.bill(10_000_000), key: "kc") == 3)
        #expect(Self.days(Self.bill(10_000_000, party: "other"), key: "kcb-bank") == 3)
        let moved = Self.fee(10_000_000, "loan-of-december", party: "bank")
        #expect(Self.days(moved, key: "kcb-loan") == 2)
        #expect(Self.days(moved, party: "bank") == 2)
        #expect(Self.days(moved, party: "other") == 3)
    }

    @Test("A plan without a party stands for what is found of a party of its name")
    func standsForParty() {
        var history = CashForecastTests.shop.history
        history.wordings = ["landlord": "amani-properties"]
        func items(_ key: String, _ amount: Int64 = 1_200_000) -> [String] {
            var history = history
            history.declared = [DeclaredCashTests.plan(amount, .monthly, key: key)]
            return CashOnceTests.basis(of: history).items.map(\.id).sorted()
        }
        #expect(items("amani") == ["out:wages", "plan"])
        #expect(items("amani-properties") == ["out:wages", "plan"])
        #expect(items("amani", 90_000).contains("out:paper:landlord"))
        #expect(items("proper").contains("out:paper:landlord"))
    }

    @Test("A small tax stands for no rent whose wording has its word, and for any of its own")
    func partOfWording() {
        func found(_ wording: String) -> Int {
            var history = CashHistory(currency: .kes, before: 10_000_000)
            for month in 0..<12 {
                let day = Self.today.adding(days: 30 * (month - 12) + 5)
                history.movements.append(
                    .init(
                        day: day, amount: -100_000, key: wording, name: wording,
                        knownAt: Instant(day)))
            }
            history.declared = [DeclaredCashTests.plan(1_000, .monthly, key: "area", isTax: true)]
            return CashOnceTests.basis(of: history).items.count { $0.source == .found }
        }
        #expect(found("rent-industrial-area") == 1)
        #expect(found("area") == 0)
    }
}
