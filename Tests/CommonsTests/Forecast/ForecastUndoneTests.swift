import Insight
import Ledger
import Testing

@testable import Commons

@Suite("Undoing, on whatever day, leaves the money of a forecast where the books have it")
struct ForecastUndoneTests {
    /// What comes in all: money, movements booked ahead and open papers.
    private static func total(_ reply: CashForecastReply) throws -> String {
        let amounts =
            try reply.basis.papers.map { try signed($0.amount, $0.direction) }
            + reply.basis.items.filter { $0.source == .found }.flatMap { item in
                try item.days.map { _ in try signed(item.amounts[0], item.direction) }
            }
        return try amounts.reduce(reply.opening) { try $0.adding($1) }.decimal
    }

    private static func signed(_ text: String, _ direction: CashDirection) throws -> Money {
        let money = try Money(decimal: text, currency: .kes)
        return direction == .in ? money : try money.negated()
    }

    @Test func `A payment that will bounce leaves the account on that day and not before`()
        async throws
    {
        try await Shop.with(on: "2026-01-05") { shop in
            let buyer = try await shop.party("Kiosk", supplier: false)
            let today = try shop.today.day
            let invoice = try await shop.invoice(
                "900.00", to: buyer, on: shop.today, due: today.adding(days: 60).iso)
            let before = try await shop.forecast()
            let payment = try await shop.pay(
                "900.00", buyer, on: shop.today, for: [(invoice, "900.00")])
            let bounce = today.adding(days: 20)
            _ = try await shop.perform(
                VoidPayment(id: payment.id, day: bounce, reason: "cheque bounces"))
            let after = try await shop.forecast()
            #expect(after.opening.decimal == "900.00")
            #expect(after.basis.papers.map(\.amount) == ["900.00"])
            let fall = try #require(after.basis.items.first)
            #expect(fall.days == [bounce] && fall.direction == .out && fall.amounts == ["900.00"])
            #expect(after.weeks.last?.expected == before.weeks.last?.expected)
        }
    }

    @Test(arguments: 1...4)
    func `Random payments, and voids dated before and after today, tie out`(
        seed: Int
    ) async throws {
        try await Shop.with(on: "2026-03-02") { shop in
            var random = SplitMix(seed: UInt64(seed))
            func pick(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
            let buyer = try await shop.party("Kiosk", supplier: false)
            let seller = try await shop.party("Mill", customer: false)
            let today = try shop.today.day
            let first = today.adding(days: -60).iso
            var papers: [Payment.Direction: [ID<Document>]] = [:]
            for _ in 0..<6 {
                papers[.in, default: []].append(
                    try await shop.invoice("100.00", to: buyer, on: first))
                papers[.out, default: []].append(
                    try await shop.bill("70.00", from: seller, on: first))
            }
            // Each payment asks for one paper whole or leaves a part of it unapplied.
            // A paper is open from the day on which its payment was taken back.
            var open = papers.mapValues { $0.map { (paper: $0, since: today.adding(days: -40)) } }
            var live: [(payment: Payment, paper: ID<Document>)] = []
            for _ in 0..<24 {
                let day = today.adding(days: [-40, -1, 0, 1, 13, 200][pick(6)])
                if pick(2) == 0, !live.isEmpty {
                    let one = live.remove(at: pick(live.count))
                    let since = max(day, one.payment.day)
                    _ = try await shop.perform(
                        VoidPayment(id: one.payment.id, day: since, reason: "mistake"))
                    if since <= today {
                        open[one.payment.direction, default: []].append((one.paper, since))
                    }
                } else {
                    let direction: Payment.Direction = pick(2) == 0 ? .in : .out
                    guard let (paper, since) = open[direction]?.popLast() else { continue }
                    let amount = direction == .in ? "100.00" : "70.00"
                    let part = [amount, "30.00"][pick(2)]
                    let payment = try await shop.pay(
                        amount, direction == .in ? buyer : seller, direction: direction,
                        on: max(min(day, today), since).iso, for: pick(3) == 0 ? [] : [(paper, part)])
                    live.append((payment, paper))
                }
                let reply = try await shop.forecast()
                let booked = reply.basis.items.filter { $0.days.contains { $0 > reply.basis.asOf } }
                #expect(booked.allSatisfy { $0.id.hasPrefix("booked:") })
                // What lies beyond the last week is booked too.
                let later = try await shop.booked(after: today.adding(days: 91))
                let told = try Money(decimal: try Self.total(reply), currency: .kes)
                #expect(try told.adding(later).decimal == "180.00")
            }
        }
    }
}
