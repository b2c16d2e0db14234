import Ledger
import Storage
import Testing
import Wire

@testable import Commons

@Suite struct LimitTests {
    @Test func `An entry counts with every currency that it moves`() async throws {
        try await Shop.with { shop in
            func lines(_ parts: [(String, Currency)]) throws -> [PostEntry.Line] {
                try parts.flatMap { amount, currency in
                    let amount = try Money(decimal: amount, currency: currency)
                    return [
                        PostEntry.Line(accountID: try shop.account("1010"), amount: amount),
                        PostEntry.Line(
                            accountID: try shop.account("3000"), amount: try amount.negated()),
                    ]
                }
            }
            func status(_ parts: [(String, Currency)]) async throws -> Int {
                try await shop.status(
                    PostEntry(
                        id: shop.newID(JournalEntry.self), day: try "2026-03-02".day,
                        description: "x", lines: try lines(parts)))
            }
            #expect(try await status([("1000.00", .kes)]) == 201)
            #expect(try await status([("1000.01", .kes)]) == 202)
            #expect(try await status([("600.00", .kes), ("600.00", .kes)]) == 202)
            // A little in one currency does not carry much in another, whichever stands first.
            #expect(try await status([("1.00", .kes), ("5000000.00", .usd)]) == 202)
            #expect(try await status([("1.00", .usd), ("5000000.00", .kes)]) == 202)
            let large = shop.newID(JournalEntry.self)
            _ = try await shop.perform(
                PostEntry(
                    id: large, day: try "2026-03-02".day, description: "x",
                    lines: try lines([("1.00", .kes), ("5000000.00", .usd)])))
            let reversal = try await shop.status(
                ReverseEntry(id: large, day: nil, reason: "x"))
            #expect(reversal == 202)
        }
    }

    @Test func `A payment counts with what was kept back of it`() async throws {
        try await Shop.with { shop in
            let mill = try await shop.party("Unga Mill")
            let bill = try await shop.bill("500000.00", from: mill)
            let invoice = try await shop.invoice("500000.00", to: mill)
            func pay(
                _ amount: String, withheld: String?, _ direction: Payment.Direction,
                _ document: ID<Document>
            ) throws -> RecordPayment {
                let kept = try withheld.map { try shop.money($0) }
                let sum = try shop.money(amount).adding(kept ?? .zero(.kes))
                return RecordPayment(
                    id: shop.newID(Payment.self), direction: direction, partyID: mill,
                    accountID: try shop.account("1010"), day: try "2026-03-02".day,
                    amount: try shop.money(amount), withheld: kept,
                    allocations: [.init(documentID: document, amount: sum)])
            }
            let hidden = try await shop.status(pay("1.00", withheld: "499999.00", .out, bill))
            #expect(hidden == 202)
            let within = try await shop.status(pay("900.00", withheld: "100.00", .out, bill))
            #expect(within == 201)
            // Money that comes in needs nobody; what did not come settles too, and does.
            let received = try await shop.status(pay("2000.00", withheld: nil, .in, invoice))
            #expect(received == 201)
            let forgiven = try await shop.status(pay("1.00", withheld: "1000.01", .in, invoice))
            #expect(forgiven == 202)
            let large = try await shop.perform(pay("1.00", withheld: "1000.00", .out, bill))
            #expect(try await shop.status(VoidPayment(id: large.id, reason: "x")) == 202)
        }
    }

    @Test func `A document counts with what its lines move against each other`() async throws {
        try await Shop.with { shop in
            let mill = try await shop.party("Unga Mill")
            func bill(_ lines: [DraftLine]) async throws -> ID<Document> {
                let id = shop.newID(Document.self)
                _ = try await shop.perform(
                    CreateBill(
                        id: id, partyID: mill, supplierNumber: id.text, day: "2026-03-02".day,
                        currency: .kes, lines: lines))
                return id
            }
            let small = try await bill([shop.line("900.00")])
            #expect(try await shop.status(ApproveBill(id: small)) == 200)
            // It comes to 1.00, and moves 9,000 from one account to another.
            let hidden = try await bill([
                shop.line("9000.00"),
                DraftLine(
                    description: "x", quantity: Quantity(decimal: "-1"),
                    unitPrice: UnitPrice(decimal: "8999.00", currency: .kes),
                    accountID: shop.account("6100")),
            ])
            #expect(try await shop.status(ApproveBill(id: hidden)) == 202)
            _ = try await shop.perform(ApproveBill(id: hidden))
            #expect(try await shop.status(VoidBill(id: hidden, reason: "x")) == 202)
        }
    }

    @Test func `No line of a document moves money`() async throws {
        try await Shop.with { shop in
            let mill = try await shop.party("Unga Mill")
            for code in ["1000", "1010", "1100"] {
                try await shop.refuses("account_unfit") {
                    _ = try await shop.perform(
                        CreateInvoice(
                            id: shop.newID(Document.self), partyID: mill, day: "2026-03-02".day,
                            currency: .kes,
                            lines: [
                                DraftLine(
                                    description: "x",
                                    unitPrice: UnitPrice(decimal: "50.01", currency: .kes),
                                    accountID: shop.account(code))
                            ]))
                }
            }
            // A draft from before this was asked is asked when it is issued.
            let old = shop.newID(Document.self)
            _ = try await shop.perform(
                CreateInvoice(
                    id: old, partyID: mill, day: "2026-03-02".day, currency: .kes,
                    lines: [shop.line("50.00")]))
            let cash = try shop.account("1000")
            try await shop.executor.database.write { transaction in
                _ = try transaction.execute(
                    "UPDATE document_line SET account_id = $1", [.id(cash)])
            }
            try await shop.refuses("account_unfit") {
                _ = try await shop.perform(IssueInvoice(id: old))
            }
        }
    }
}

extension Shop {
    /// How a command of somebody with a limit of 1000.00 is answered: 202 where it waits for a
    /// second person.
    fileprivate func status<C: Command>(_ command: C) async throws -> Int {
        clock.pass(seconds: 1)
        let clerk = Actor(
            user: owner.user, organisation: owner.organisation, role: .accountant,
            limit: try money("1000.00"))
        return try await executor.run(
            command, as: clerk, identity: RequestIdentity(id: "test")
        ).status
    }
}
