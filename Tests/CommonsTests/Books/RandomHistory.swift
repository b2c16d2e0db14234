import Ledger
import Storage

@testable import Commons

/// A history of anything that people do to books, mistakes and corrections included. Steps that
/// the books refuse count as nothing.
struct RandomHistory {
    let shop: Shop
    var random: SplitMix
    var parties: [ID<Party>] = []
    var invoices: [ID<Document>] = []
    var bills: [ID<Document>] = []
    var payments: [ID<Payment>] = []
    var entries: [ID<JournalEntry>] = []
    /// Steps that took effect.
    private(set) var taken = 0

    init(shop: Shop, seed: UInt64) {
        self.shop = shop
        random = SplitMix(seed: seed)
    }

    mutating func run(steps: Int) async throws {
        for name in ["Mama Njeri", "Kamau", "Achieng"] {
            parties.append(try await shop.party(name))
        }
        for _ in 0..<steps {
            do {
                try await step()
                taken += 1
            } catch is Refusal {}
            shop.clock.pass(seconds: 3_600)
        }
    }

    private mutating func step() async throws {
        let party = random.pick(parties)
        let amount = "\(1 + random.below(500)).\(10 + random.below(90))"
        let day = shop.clock.now().day.iso
        switch random.below(11) {
        case 0, 1: invoices.append(try await shop.invoice(amount, to: party, on: day))
        case 2: bills.append(try await shop.bill(amount, from: party, on: day))
        case 3, 4: try await pay(amount, day: day)
        case 5:
            guard !invoices.isEmpty else { return }
            try await shop.credit(amount, random.pick(invoices), on: day)
        case 6:
            guard !invoices.isEmpty else { return }
            _ = try await shop.perform(
                VoidInvoice(
                    id: random.pick(invoices), reason: "mistake",
                    releasePayments: random.below(2) == 0))
        case 7:
            guard !payments.isEmpty else { return }
            _ = try await shop.perform(VoidPayment(id: random.pick(payments), reason: "bounced"))
        case 8: try await apply(amount)
        case 9: entries.append(try await shop.post("6100", "1010", amount, on: day))
        default: try await undo(party, amount, day: day)
        }
    }

    private mutating func pay(_ amount: String, day: String) async throws {
        let isIn = random.below(3) > 0
        let pool = isIn ? invoices : bills
        guard !pool.isEmpty else { return }
        let document = random.pick(pool)
        let owner = shop.owner.organisation
        let stored = try await shop.executor.database.read {
            try StoredDocument.find(document, of: owner, in: $0).map { ($0.party.id, $0.open) }
        }
        guard let (party, open) = stored, open.isPositive else { return }
        let all = try shop.money(amount)
        let part = try open.isLess(than: all) ? open : all
        let payment = try await shop.pay(
            amount, party, direction: isIn ? .in : .out, on: day,
            for: [(document, part.decimal)])
        payments.append(payment.id)
    }

    private mutating func apply(_ amount: String) async throws {
        guard !payments.isEmpty, !invoices.isEmpty else { return }
        _ = try await shop.perform(
            ApplyCredit(
                id: shop.newID(Settled.self), paymentID: random.pick(payments),
                documentID: random.pick(invoices), amount: try shop.money(amount)))
    }

    private mutating func undo(_ party: ID<Party>, _ amount: String, day: String) async throws {
        if random.below(2) == 0, !entries.isEmpty {
            _ = try await shop.perform(
                ReverseEntry(id: random.pick(entries), day: nil, reason: "mistake"))
            return
        }
        let refund = try await shop.perform(
            RefundCredit(
                id: shop.newID(Payment.self), partyID: party,
                accountID: try shop.account("1000"), day: try day.day,
                amount: try shop.money(amount)))
        payments.append(refund.id)
    }
}

/// SplitMix64 (Steele, Lea and Flood, 2014).
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
    mutating func pick<T>(_ items: [T]) -> T { items[below(items.count)] }
}
