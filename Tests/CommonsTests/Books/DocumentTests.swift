import Ledger
import Storage
import Testing
import Wire

@testable import Commons

@Suite struct DocumentTests {
    @Test func `A draft has no number, can change and can go; an issued one cannot`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let id = shop.newID(Document.self)
            let day = try "2026-03-02".day
            let draft = try await shop.perform(
                CreateInvoice(
                    id: id, partyID: buyer, day: day, currency: .kes,
                    lines: [try shop.line("10.00", "3")]))
            #expect(draft.number == nil)
            #expect(draft.state == .draft)
            let changed = try await shop.perform(
                UpdateInvoice(
                    id: id, partyID: buyer, day: day, currency: .kes,
                    lines: [try shop.line("10.00", "4"), try shop.line("2.50")]))
            #expect(changed.total.decimal == "42.50")
            #expect(try await shop.table() == "")
            let other = shop.newID(Document.self)
            _ = try await shop.perform(
                CreateInvoice(
                    id: other, partyID: buyer, day: day, currency: .kes,
                    lines: [try shop.line("1.00")]))
            _ = try await shop.perform(DeleteInvoice(id: other))
            let gone = try await shop.refusal {
                _ = try await shop.perform(DeleteInvoice(id: other))
            }
            #expect(gone == "document_unknown")
            // The deleted draft took no number.
            let issued = try await shop.perform(IssueInvoice(id: id))
            #expect(issued.number == "INV-2026-0001")
            for refused in [
                try await shop.refusal { _ = try await shop.perform(DeleteInvoice(id: id)) },
                try await shop.refusal { _ = try await shop.perform(IssueInvoice(id: id)) },
            ] {
                #expect(refused == "not_a_draft")
            }
        }
    }

    @Test func `Nobody writes over, or issues unseen, what somebody changed meanwhile`()
        async throws
    {
        try await Shop.with { shop in
            let (buyer, id) = (try await shop.party("Mama Njeri"), shop.newID(Document.self))
            let day = try "2026-03-02".day
            func change(_ price: String, version: String?) async throws {
                _ = try await shop.perform(
                    UpdateInvoice(
                        id: id, partyID: buyer, day: day, currency: .kes,
                        lines: [try shop.line(price)], version: version))
            }
            _ = try await shop.perform(
                CreateInvoice(
                    id: id, partyID: buyer, day: day, currency: .kes,
                    lines: [try shop.line("10.00")]))
            let seen = try #require(try await shop.ask(ShowInvoice(id: id)).version)
            try await change("20.00", version: seen)
            let second = try #require(try await shop.ask(ShowInvoice(id: id)).version)
            #expect(second != seen)
            for refused in [
                try await shop.refusal { try await change("30.00", version: seen) },
                try await shop.refusal {
                    _ = try await shop.perform(IssueInvoice(id: id, version: seen))
                },
            ] {
                #expect(refused == "draft_changed")
            }
            let detail = try await shop.ask(ShowInvoice(id: id))
            #expect(detail.amounts.payable.decimal == "20.00" && detail.version == second)
            // Who says nothing of what was read means whatever it says by now.
            try await change("40.00", version: nil)
            let last = try await shop.ask(ShowInvoice(id: id)).version
            _ = try await shop.perform(IssueInvoice(id: id, version: last))
            #expect(try await shop.ask(ShowInvoice(id: id)).version == nil)
        }
    }

    @Test func `Numbers run without a gap in each kind and year, whoever races`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<30 {
                    group.addTask {
                        let day = index.isMultiple(of: 3) ? "2027-01-01" : "2026-12-31"
                        try await shop.invoice("5.00", to: buyer, on: day)
                        // An issue that fails gives its number back.
                        _ = try await shop.refusal {
                            try await shop.invoice("0.00", to: buyer, on: day)
                        }
                    }
                }
                try await group.waitForAll()
            }
            let numbers = try await shop.listed(ListInvoices(state: .issued, limit: 200))
                .compactMap(\.number).sorted()
            let expected =
                (1...20).map { "INV-2026-00\($0 < 10 ? "0" : "")\($0)" }
                + (1...10).map { "INV-2027-00\($0 < 10 ? "0" : "")\($0)" }
            #expect(numbers == expected)
        }
    }

    @Test func `Tax is posted apart, and what the payer withholds settles too`() async throws {
        try await Shop.with(on: "2026-03-20") { shop in
            let buyer = try await shop.party("County Hospital")
            let id = shop.newID(Document.self)
            let vat = DraftTax(code: "VAT16", rate: try Rate(percent: "16"))
            let withholding = DraftTax(
                code: "WHT2", rate: try Rate(percent: "2"), isWithholding: true)
            _ = try await shop.perform(
                CreateInvoice(
                    id: id, partyID: buyer, day: try "2026-03-02".day, currency: .kes,
                    taxes: [vat, withholding],
                    lines: [try shop.line("1000.00", taxes: ["VAT16", "WHT2"])]))
            _ = try await shop.perform(IssueInvoice(id: id))
            _ = try await shop.perform(
                RecordPayment(
                    id: shop.newID(Payment.self), direction: .in, partyID: buyer,
                    accountID: try shop.account("1020"), day: try "2026-03-20".day,
                    amount: try shop.money("1140.00"), withheld: try shop.money("20.00"),
                    allocations: [.init(documentID: id, amount: try shop.money("1160.00"))]))
            #expect(try await shop.standing(id) == "paid 0.00")
            #expect(
                try await shop.table() == """
                    1020 Mobile money 1140.00
                    1130 Withholding tax to be credited 20.00
                    2100 Output tax -160.00
                    4000 Sales of goods and services -1000.00
                    """)
        }
    }

    @Test func `The same bill of a supplier is booked once`() async throws {
        try await Shop.with { shop in
            let mill = try await shop.party("Unga Mill")
            let first = try await shop.bill("50.00", from: mill, number: "A-17")
            let twice = try await shop.refusal {
                try await shop.bill("50.00", from: mill, number: "A-17")
            }
            #expect(twice == "supplier_number_taken")
            _ = try await shop.perform(VoidBill(id: first, reason: "typed wrongly"))
            try await shop.bill("55.00", from: mill, number: "A-17")
            #expect(
                try await shop.table() == """
                    2000 Trade payables -55.00
                    5000 Purchases 55.00
                    """)
        }
    }

    @Test func `Another organisation's papers, parties and accounts are not there`() async throws {
        try await Shop.with { shop in
            let other = try await Shop.open(shop.executor, shop.clock, .kes)
            let buyer = try await shop.party("Mama Njeri")
            let invoice = try await shop.invoice("50.00", to: buyer)
            let day = try "2026-03-02".day
            let party = try await shop.refusal { try await other.invoice("1.00", to: buyer) }
            #expect(party == "party_unfit")
            let void = try await shop.refusal {
                _ = try await other.perform(VoidInvoice(id: invoice, reason: "no"))
            }
            #expect(void == "document_unknown")
            let posting = try await shop.refusal {
                _ = try await other.perform(
                    PostEntry(
                        id: other.newID(JournalEntry.self), day: day, description: "no",
                        lines: [
                            .init(
                                accountID: try shop.account("1010"),
                                amount: try shop.money("1.00")),
                            .init(
                                accountID: try other.account("3000"),
                                amount: try shop.money("-1.00")),
                        ]))
            }
            #expect(posting == "account_unknown")
            #expect(try await other.listed(ListInvoices()).isEmpty)
        }
    }

    @Test func `A list is paged without loss, and SQL and core agree on states`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let paid = try await shop.invoice("10.00", to: buyer, due: "2026-03-02")
            try await shop.pay("10.00", buyer, for: [(paid, "10.00")])
            let partly = try await shop.invoice("10.00", to: buyer, due: "2026-03-10")
            try await shop.pay("4.00", buyer, for: [(partly, "4.00")])
            let credited = try await shop.invoice("10.00", to: buyer)
            try await shop.credit("10.00", credited)
            let void = try await shop.invoice("10.00", to: buyer)
            _ = try await shop.perform(VoidInvoice(id: void, reason: "mistake"))
            for day in ["2026-03-01", "2026-03-03", "2026-03-03"] {
                try await shop.invoice("7.00", to: buyer, on: day, due: day)
            }
            _ = try await shop.perform(
                CreateInvoice(
                    id: shop.newID(Document.self), partyID: buyer, day: try "2026-03-03".day,
                    currency: .kes, lines: [try shop.line("1.00")]))
            let all = try await shop.listed(ListInvoices(limit: 200))
            #expect(all.count == 8)
            #expect(all.map { $0.day.iso } == all.map { $0.day.iso }.sorted(by: >))
            for state in [DocumentFilter.draft, .issued, .partlyPaid, .paid, .credited, .void] {
                let found = try await shop.listed(ListInvoices(state: state))
                #expect(found == all.filter { $0.state.rawValue == state.rawValue }, "\(state)")
                #expect(!found.isEmpty, "\(state)")
            }
            shop.clock.move(to: "2026-03-10")
            let overdue = try await shop.listed(ListInvoices(state: .overdue))
            #expect(overdue.count == 3)
            #expect(
                try await shop.listed(ListDocuments(kind: .invoice, search: "njeri")).count == 8)
            var paged: [DocumentItem] = []
            var cursor: String?
            repeat {
                let page = try await shop.page(ListInvoices(after: cursor, limit: 3))
                paged += page.items
                cursor = page.next
            } while cursor != nil
            #expect(paged == all)
            let foreign = try await shop.refusal {
                _ = try await shop.ask(ListInvoices(after: "not a cursor"))
            }
            #expect(foreign == "cursor_unknown")
        }
    }
}

extension Shop {
    func page<Q: Query>(_ query: Q) async throws -> Page<DocumentItem>
    where Q.Reply == WrittenReply<Page<DocumentItem>> {
        try WireDecoder().decode(Page<DocumentItem>.self, from: try await ask(query).json)
    }

    func listed<Q: Query>(_ query: Q) async throws -> [DocumentItem]
    where Q.Reply == WrittenReply<Page<DocumentItem>> {
        try await page(query).items
    }
}
