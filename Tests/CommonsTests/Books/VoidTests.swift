import Ledger
import Storage
import Testing

@testable import Commons

/// Nothing posted is overwritten: corrections are entries of their own, and only one of them.
@Suite struct VoidTests {
    @Test func `A void is a reversing entry on its own day`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let invoice = try await shop.invoice("50.00", to: buyer)
            shop.clock.move(to: "2026-03-10")
            _ = try await shop.perform(VoidInvoice(id: invoice, reason: "wrong customer"))
            #expect(try await shop.standing(invoice) == "void 0.00")
            #expect(
                try await shop.table(asOf: "2026-03-09") == """
                    1100 Trade receivables 50.00
                    4000 Sales of goods and services -50.00
                    """)
            #expect(try await shop.table(asOf: "2026-03-10") == "")
            let after = try await shop.ask(ShowTrialBalance(asOf: try "2026-03-10".day))
            #expect(after.rows.map(\.account.code) == ["1100", "4000"])
            #expect(after.totals.map(\.debit.decimal) == ["0.00"])
        }
    }

    @Test func `What is paid is not void until its payment is released`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let invoice = try await shop.invoice("50.00", to: buyer)
            try await shop.pay("20.00", buyer, for: [(invoice, "20.00")])
            let refused = try await shop.refusal {
                _ = try await shop.perform(VoidInvoice(id: invoice, reason: "mistake"))
            }
            #expect(refused == "has_payments")
            _ = try await shop.perform(
                VoidInvoice(id: invoice, reason: "mistake", releasePayments: true))
            #expect(try await shop.standing(invoice) == "void 0.00")
            #expect(
                try await shop.table() == """
                    1010 Bank 20.00
                    2010 Credit of customers -20.00
                    """)
        }
    }

    @Test func `A voided credit note opens its invoice again`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let invoice = try await shop.invoice("50.00", to: buyer)
            let note = try await shop.credit("50.00", invoice)
            #expect(try await shop.standing(invoice) == "credited 0.00")
            _ = try await shop.perform(
                VoidDocument(id: note, reason: "goods kept", releasePayments: true))
            #expect(try await shop.standing(invoice) == "issued 50.00")
            // Its quantity is free again.
            try await shop.credit("10.00", invoice)
            #expect(try await shop.standing(invoice) == "partly_paid 40.00")
        }
    }

    @Test func `Of many voids at once exactly one takes effect`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let invoice = try await shop.invoice("50.00", to: buyer)
            let outcomes = try await race(20) {
                try await shop.refusal {
                    _ = try await shop.perform(VoidInvoice(id: invoice, reason: "race"))
                }
            }
            #expect(outcomes.filter { $0 == "not refused" }.count == 1)
            #expect(outcomes.filter { $0 == "already_void" }.count == 19)
            #expect(try await shop.table() == "")
        }
    }

    @Test func `Of many reversals of an entry at once exactly one takes effect`() async throws {
        try await Shop.with { shop in
            let entry = try await shop.post("1010", "3000", "100.00")
            let outcomes = try await race(20) {
                try await shop.refusal {
                    _ = try await shop.perform(ReverseEntry(id: entry, day: nil, reason: "race"))
                }
            }
            #expect(outcomes.filter { $0 == "not refused" }.count == 1)
            #expect(outcomes.filter { $0 == "already_reversed" }.count == 19)
            #expect(try await shop.table() == "")
        }
    }

    @Test func `Of many payments at once no more settles than is open`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let invoice = try await shop.invoice("50.00", to: buyer)
            let outcomes = try await race(12) {
                try await shop.refusal {
                    try await shop.pay("20.00", buyer, for: [(invoice, "20.00")])
                }
            }
            #expect(outcomes.filter { $0 == "not refused" }.count == 2)
            #expect(outcomes.filter { $0 == "above_open" }.count == 10)
            #expect(try await shop.standing(invoice) == "partly_paid 10.00")
        }
    }

    @Test func `An entry of a document is taken back with the document only`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            try await shop.invoice("50.00", to: buyer)
            let journal = try await shop.ask(ListJournal())
            let entry = try #require(journal.items.first)
            let refused = try await shop.refusal {
                _ = try await shop.perform(ReverseEntry(id: entry.id, day: nil, reason: "no"))
            }
            #expect(refused == "entry_of_document")
        }
    }

    @Test func `The schema refuses to change what is posted`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let invoice = try await shop.invoice("50.00", to: buyer)
            try await shop.pay("20.00", buyer, for: [(invoice, "20.00")])
            for statement in [
                "UPDATE entry SET day = '2020-01-01'", "DELETE FROM entry",
                "UPDATE entry_line SET amount = 1", "DELETE FROM entry_line",
                "UPDATE allocation SET amount = 1", "DELETE FROM payment",
                "UPDATE document SET payable = 1, total = 1, net = 1",
            ] {
                await #expect(throws: StorageFault.self, "\(statement)") {
                    try await shop.executor.database.write { try $0.execute(statement) }
                }
            }
        }
    }

    private func race(
        _ count: Int, _ body: @escaping @Sendable () async throws -> String
    ) async throws -> [String] {
        try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<count { group.addTask { try await body() } }
            var outcomes: [String] = []
            for try await outcome in group { outcomes.append(outcome) }
            return outcomes
        }
    }
}

extension Shop {
    @discardableResult
    func post(
        _ debit: String, _ credit: String, _ amount: String, on day: String = "2026-03-02"
    ) async throws -> ID<JournalEntry> {
        let id = newID(JournalEntry.self)
        let money = try money(amount)
        _ = try await perform(
            PostEntry(
                id: id, day: try day.day, description: "By hand",
                lines: [
                    .init(accountID: try account(debit), amount: money),
                    .init(accountID: try account(credit), amount: try money.negated()),
                ]))
        return id
    }
}
