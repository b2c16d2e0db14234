import Ledger

@testable import Insight

/// Two years of a shop with buyers of known habits, a rent, wages and small purchases.
struct GeneratedShop {
    struct Buyer {
        var id: String
        var terms: Int
        /// Days after the due day, from and to.
        var late: ClosedRange<Int>
    }

    var history = CashHistory(currency: .kes, before: 50_000_000)
    let first: Day
    private var generator: SeededGenerator

    static let buyers = [
        Buyer(id: "prompt", terms: 7, late: -2...2),
        Buyer(id: "usual", terms: 14, late: 2...12),
        Buyer(id: "slow", terms: 30, late: 20...45),
    ]

    init(seed: UInt64, from first: Day, days: Int = 730, salesEvery: Int = 2) {
        self.first = first
        generator = SeededGenerator(seed: seed)
        let end = first.adding(days: days)
        var day = first
        var number = 0
        while day < end {
            if within(0...(salesEvery - 1)) == 0 {
                number += 1
                let buyer = Self.buyers[within(0...2)]
                trade(
                    "invoice-\(number)", .in, buyer.id, on: day, terms: buyer.terms,
                    late: within(buyer.late), amount: Int64(within(100_000...900_000)), end)
            }
            if within(0...9) == 0 {
                number += 1
                trade(
                    "bill-\(number)", .out, "supplier", on: day, terms: 21, late: within(-3...3),
                    amount: Int64(within(300_000...1_500_000)), end)
            }
            if day.day == 2 {
                number += 1
                trade(
                    "rent-\(number)", .out, "landlord", on: day, terms: 5, late: within(0...2),
                    amount: 1_000_000, end)
            }
            if day.day == 28 { move(-2_000_000, "wages", on: day) }
            if within(0...3) == 0 { move(-Int64(within(1_000...40_000)), "petty", on: day) }
            day = day.adding(days: 1)
        }
        history.movements.sort { $0.day < $1.day }
        history.names = ["landlord": "Amani Properties", "slow": "St Agnes School"]
    }

    private mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(generator.next() >> 33) % range.count
    }

    private mutating func move(_ amount: Int64, _ key: String, on day: Day) {
        history.movements.append(
            .init(
                day: day, amount: amount, key: key, name: key,
                knownAt: Instant(day, hour: 15)))
    }

    private mutating func trade(
        _ id: String, _ direction: CashDirection, _ party: String, on day: Day, terms: Int,
        late: Int, amount: Int64, _ end: Day
    ) {
        let due = day.adding(days: terms)
        history.papers.append(
            .init(
                id: id, number: id, party: party, direction: direction, day: day, due: due,
                amount: amount, knownAt: Instant(day, hour: 9)))
        let paid = max(due.adding(days: late), day.adding(days: 1))
        guard paid < end else { return }
        let known = Instant(paid, hour: 14)
        history.movements.append(
            .init(
                day: paid, amount: amount * direction.sign, payment: "payment-" + id,
                party: party, key: party, name: party, knownAt: known))
        history.settlings.append(
            .init(
                paper: id, payment: "payment-" + id, day: paid, amount: amount, knownAt: known))
    }
}
