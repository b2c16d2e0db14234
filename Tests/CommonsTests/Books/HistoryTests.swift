import Ledger
import Storage
import Testing

@testable import Commons

/// What holds for any history of the books.
@Suite struct HistoryTests {
    @Test func `A back-dated entry does not change what was known before`() async throws {
        try await Shop.with { shop in
            try await shop.post("1010", "3000", "100.00", on: "2026-03-02")
            let then = shop.clock.now()
            let before = try await shop.table(asOf: "2026-03-31", knownAt: then)
            shop.clock.move(to: "2026-04-05")
            try await shop.post("6100", "1010", "40.00", on: "2026-03-15")
            #expect(try await shop.table(asOf: "2026-03-31", knownAt: then) == before)
            #expect(
                try await shop.table(asOf: "2026-03-31") == """
                    1010 Bank 60.00
                    3000 Owner's capital -100.00
                    6100 Rent 40.00
                    """)
            let later = try await shop.refusal {
                _ = try await shop.ask(
                    ShowTrialBalance(knownAt: shop.clock.now().adding(seconds: 1)))
            }
            #expect(later == "known_later")
        }
    }

    @Test(arguments: [1, 2, 3])
    func `In any history lines, balances and open documents agree`(seed: UInt64) async throws {
        try await Shop.with { shop in
            var history = RandomHistory(shop: shop, seed: seed)
            try await history.run(steps: 120)
            // `Shop.with` checks that balances and control accounts tie out at the end.
            let report = try await shop.ask(ShowTrialBalance(asOf: Day.latest))
            for sum in report.totals { #expect(sum.debit == sum.credit) }
            let accounts = try await shop.ask(ListAccounts()).items
            for row in report.rows {
                let running = accounts.first { $0.id == row.accountID }?.balances ?? []
                #expect(running.contains(row.balance))
            }
            #expect(history.taken > 60)
        }
    }

    @Test func `The order in which entries are posted does not matter`() async throws {
        let postings = (1...12).map { index in
            (
                ["1010", "1000", "1020"][index % 3], ["3000", "4000"][index % 2],
                "\(index).\(10 + index)"
            )
        }
        var tables: Set<String> = []
        for order in [postings, postings.reversed(), postings.sorted { $0.2 < $1.2 }] {
            try await Shop.with { shop in
                for (debit, credit, amount) in order { try await shop.post(debit, credit, amount) }
                tables.insert(try await shop.table())
            }
        }
        #expect(tables.count == 1)
    }

    @Test func `The check names what somebody changed behind its back`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            try await shop.invoice("50.00", to: buyer)
            func rules() async throws -> Set<String> {
                Set(try await shop.executor.database.read { try BooksCheck.run($0) }.map(\.rule))
            }
            #expect(try await rules().isEmpty)
            let add = { (units: Int64, role: String) in
                try await shop.executor.database.write { transaction in
                    _ = try transaction.execute(
                        """
                        UPDATE account_balance SET amount = amount + $1 WHERE account_id IN (
                            SELECT id FROM account WHERE role = $2)
                        """, [.integer(units), .text(role)])
                }
            }
            try await add(1, "receivable")
            #expect(try await rules() == ["balance_differs", "receivable_differs"])
            try await add(-1, "receivable")
            _ = try await shop.executor.database.write { transaction in
                try transaction.execute("UPDATE number_series SET last = last + 1")
            }
            #expect(try await rules() == ["series_has_gaps"])
            _ = try await shop.executor.database.write { transaction in
                try transaction.execute("UPDATE number_series SET last = last - 1")
            }
            _ = try await shop.executor.database.write { transaction in
                try transaction.execute("UPDATE document_line SET quantity = quantity * 2")
            }
            #expect(try await rules() == ["totals_differ"])
            _ = try await shop.executor.database.write { transaction in
                try transaction.execute("UPDATE document_line SET quantity = quantity / 2")
            }
        }
    }

    @Test func `An entry that does not balance, or of one account's control, is refused`()
        async throws
    {
        try await Shop.with { shop in
            let day = try "2026-03-02".day
            func post(_ lines: [(String, String)]) async throws -> String {
                try await shop.refusal {
                    _ = try await shop.perform(
                        PostEntry(
                            id: shop.newID(JournalEntry.self), day: day, description: "x",
                            lines: try lines.map {
                                .init(
                                    accountID: try shop.account($0.0),
                                    amount: try shop.money($0.1))
                            }))
                }
            }
            #expect(try await post([("1010", "1.00"), ("3000", "-0.99")]) == "entry_unbalanced")
            #expect(try await post([("1010", "0.00"), ("3000", "0.00")]) == "entry_unbalanced")
            #expect(try await post([("1100", "1.00"), ("3000", "-1.00")]) == "account_unfit")
            #expect(try await post([("1010", "1.00"), ("3000", "-1.00")]) == "not refused")
        }
    }
}
