import Ledger
import Storage

extension DemoShopLife {
    private static let vat = DraftTax(code: "VAT16", rate: Rate(partsPerMillion: 160_000))
    private static let zeroRated = DraftTax(code: "VAT0", category: .zero, rate: .zero)
    /// Invoices of the last days that nobody has sent yet.
    private static let draftDays = 3

    /// The day's invoices.
    mutating func sell(on day: Day, until end: Day, _ scribe: DemoScribe) throws {
        try correct(on: day, scribe)
        let expected = trade.pace * trade.season[day.month - 1] / 100
        let count = expected / 100 + (random.happens(percent: expected % 100) ? 1 : 0)
        for _ in 0..<count {
            let buyer = random.below(buyers.count)
            let id = random.newID(Document.self, on: day)
            let terms = trade.buyers[buyer].terms
            try scribe.perform(
                CreateInvoice(
                    id: id, partyID: buyers[buyer], day: day, dueDay: day.adding(days: terms),
                    currency: crew.currency, taxes: [Self.vat, Self.zeroRated],
                    lines: try salesLines()),
                as: crew.clerk, on: day, hour: random.within(6...12), &random)
            let isForgotten = day > end.adding(days: -Self.draftDays) && random.happens(percent: 40)
            if isForgotten { continue }
            let issued = try scribe.perform(
                IssueInvoice(id: id), as: crew.owner, on: day, hour: 13, &random)
            try expect(issued, from: buyer, scribe)
        }
    }

    private mutating func salesLines() throws -> [DraftLine] {
        var products = trade.products
        products.shuffle(using: &random)
        return try products.prefix(random.within(1...3)).map { product in
            DraftLine(
                description: product.name,
                quantity: Quantity(whole: Int64(random.within(product.quantities))) ?? .one,
                unitPrice: try UnitPrice(
                    Money(minorUnits: product.price, currency: crew.currency)),
                discount: random.happens(percent: 6) ? Rate(partsPerMillion: 50_000) : nil,
                taxes: [product.isTaxed ? "VAT16" : "VAT0"])
        }
    }

    /// When the buyer will pay, by habit: late, in two parts, or not at all.
    private mutating func expect(
        _ issued: DocumentItem, from index: Int, _ scribe: DemoScribe
    ) throws {
        let buyer = trade.buyers[index]
        if random.happens(percent: 1) {
            mistakes[issued.day.adding(days: 1), default: []].append(issued.id)
            return
        }
        // A few never pay; somebody has to go and ask.
        if buyer.usualDelay > 15, random.happens(percent: 2) { return }
        let due = issued.day.adding(days: buyer.terms)
        let late = due.adding(days: buyer.usualDelay + random.around(spread: buyer.spread))
        let payday = max(late, issued.day.adding(days: 1))
        let parts =
            random.happens(percent: 7)
            ? try Allocation.split(issued.total, byWeights: [3, 2], remainder: .largest)
            : [issued.total]
        var when = payday
        for part in parts where part.isPositive {
            duesIn[when, default: []].append(
                Due(
                    document: issued.id, party: issued.party.id, amount: part,
                    usesBank: buyer.usesBank))
            when = when.adding(days: random.within(8...20))
        }
    }

    /// Yesterday's mistakes: some invoices are void, of some a part is credited.
    private mutating func correct(on day: Day, _ scribe: DemoScribe) throws {
        for id in mistakes.removeValue(forKey: day) ?? [] {
            if random.happens(percent: 50) {
                try scribe.perform(
                    VoidInvoice(id: id, day: day, reason: "Wrong customer"), as: crew.owner,
                    on: day, hour: 8, &random)
            } else {
                try scribe.perform(
                    CreditInvoice(
                        id: id, creditNoteID: random.newID(Document.self, on: day), day: day,
                        reason: "Goods returned"), as: crew.owner, on: day, hour: 8, &random)
            }
        }
    }

    /// What comes in and goes out today.
    mutating func settle(on day: Day, _ scribe: DemoScribe) throws {
        for (direction, dues) in [
            (Payment.Direction.in, duesIn.removeValue(forKey: day) ?? []),
            (.out, duesOut.removeValue(forKey: day) ?? []),
        ] {
            for due in dues {
                let prefix = due.usesBank ? "EFT" : "MPESA"
                let mark = String(random.next() >> 32, radix: 36).uppercased()
                try scribe.perform(
                    RecordPayment(
                        id: random.newID(Payment.self, on: day), direction: direction,
                        partyID: due.party,
                        accountID: try crew.account(due.usesBank ? "1010" : "1020"), day: day,
                        amount: due.amount,
                        reference: "\(prefix) \(mark)",
                        allocations: [.init(documentID: due.document, amount: due.amount)]),
                    as: direction == .in ? crew.clerk : crew.accountant, on: day, hour: 14,
                    &random)
            }
        }
    }
}
