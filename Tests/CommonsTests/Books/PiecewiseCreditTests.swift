import Ledger
import Storage
import Testing
import Wire

@testable import Commons

@Suite struct PiecewiseCreditTests {
    struct Sale: Sendable {
        var price: String
        var quantity: Int
        var rate: String
        var discount: Int64 = 0
        var pricing: Document.Pricing = .exclusive
        var rounding: Document.TaxRounding = .perCategory
        var isWithheld = false
    }

    static let sales = [
        Sale(price: "33.35", quantity: 3, rate: "16"),
        Sale(price: "0.05", quantity: 3, rate: "10"),
        Sale(price: "0.04", quantity: 3, rate: "10"),
        Sale(price: "0.03", quantity: 7, rate: "19", pricing: .inclusive),
        Sale(price: "9.99", quantity: 7, rate: "7.5", pricing: .inclusive, rounding: .perLine),
        Sale(price: "9.99", quantity: 6, rate: "7.5", rounding: .perLine),
        Sale(price: "1.05", quantity: 5, rate: "16", discount: 333_333),
        Sale(price: "10.13", quantity: 9, rate: "16", isWithheld: true),
    ]

    @Test(arguments: sales)
    func `Every piece taken back closes the invoice, its tax included`(sale: Sale) async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let invoice = try await shop.sell(sale, to: buyer)
            let whole = try await shop.ask(ShowInvoice(id: invoice)).amounts
            var notes: [DocumentAmounts] = []
            for _ in 0..<sale.quantity {
                notes.append(try await shop.takeBack(invoice, lines: [0, 1]))
            }
            #expect(try await shop.standing(invoice) == "credited 0.00", "\(notes)")
            #expect(try await shop.table() == "")
            for part in [\DocumentAmounts.net, \.tax, \.payable, \.withheld] {
                let sum = try Money.sum(notes.map { $0[keyPath: part] }, currency: .kes)
                #expect(sum == whole[keyPath: part])
                #expect(notes.allSatisfy { !$0[keyPath: part].isNegative })
            }
        }
    }

    @Test func `One line after the other closes it too, and nothing is left to take`() async throws
    {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let sale = Sale(price: "0.04", quantity: 3, rate: "10")
            let invoice = try await shop.sell(sale, to: buyer)
            for line in [0, 1] {
                for _ in 0..<3 { _ = try await shop.takeBack(invoice, lines: [line]) }
            }
            #expect(try await shop.standing(invoice) == "credited 0.00")
            try await shop.refuses("above_original") {
                _ = try await shop.takeBack(invoice, lines: [0])
            }
        }
    }

    @Test func `A void piece is taken again, to the same end`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let sale = Sale(price: "0.05", quantity: 3, rate: "10")
            let invoice = try await shop.sell(sale, to: buyer)
            _ = try await shop.takeBack(invoice, lines: [0, 1])
            let second = shop.newID(Document.self)
            _ = try await shop.takeBack(invoice, lines: [0, 1], as: second)
            _ = try await shop.takeBack(invoice, lines: [0, 1])
            _ = try await shop.perform(
                VoidDocument(id: second, reason: "kept after all", releasePayments: true))
            _ = try await shop.takeBack(invoice, lines: [0, 1])
            #expect(try await shop.standing(invoice) == "credited 0.00")
        }
    }

    @Test func `What is taken back at a lower price stays owed for the rest`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let invoice = try await shop.invoice("50.00", to: buyer)
            try await shop.credit("20.00", invoice)
            #expect(try await shop.standing(invoice) == "partly_paid 30.00")
            try await shop.refuses("above_original") { try await shop.credit("1.00", invoice) }
        }
    }

    @Test func `No tax is taken back beyond the invoice's, where a line takes something back`()
        async throws
    {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let invoice = shop.newID(Document.self)
            _ = try await shop.perform(
                CreateInvoice(
                    id: invoice, partyID: buyer, day: try "2026-03-02".day, currency: .kes,
                    taxes: [DraftTax(code: "V", rate: try Rate(percent: "16"))],
                    lines: [
                        try shop.line("10.00", taxes: ["V"]),
                        try shop.line("3.00", "-1", taxes: ["V"]), try shop.line("5.00"),
                    ]))
            _ = try await shop.perform(IssueInvoice(id: invoice))
            // 1.60 of tax on a line of an invoice that bears 1.12 in all.
            try await shop.refuses("above_original") {
                _ = try await shop.takeBack(invoice, lines: [0])
            }
            _ = try await shop.perform(
                CreditInvoice(
                    id: invoice, creditNoteID: shop.newID(Document.self), reason: "all of it"))
            #expect(try await shop.standing(invoice) == "credited 0.00")
        }
    }

    @Test func `What a payer keeps back is neither below zero nor above the whole`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            func draft(_ rate: String, _ lines: [DraftLine]) async throws -> String {
                do {
                    _ = try await shop.perform(
                        CreateInvoice(
                            id: shop.newID(Document.self), partyID: buyer,
                            day: try "2026-03-02".day, currency: .kes,
                            taxes: [
                                DraftTax(
                                    code: "W", rate: try Rate(percent: rate),
                                    isWithholding: true)
                            ], lines: lines))
                    return "taken"
                } catch let refusal as Refusal {
                    return "\(refusal.code.name) \(refusal.pointer ?? "")"
                }
            }
            let goods = try shop.line("10.00")
            let below = try await draft("5", [goods, try shop.line("3.00", "-1", taxes: ["W"])])
            #expect(below == "totals_impossible /taxes/0")
            let above = try await draft("120", [try shop.line("10.00", taxes: ["W"])])
            #expect(above == "totals_impossible /taxes/0")
            let whole = try await draft("100", [try shop.line("10.00", taxes: ["W"])])
            #expect(whole == "taken")
        }
    }
}

extension Shop {
    /// An issued invoice of two lines of the same goods.
    fileprivate func sell(
        _ sale: PiecewiseCreditTests.Sale, to buyer: ID<Party>
    ) async throws -> ID<Document> {
        let id = newID(Document.self)
        let line = DraftLine(
            description: "Maize flour", quantity: try Quantity(decimal: "\(sale.quantity)"),
            unitPrice: try UnitPrice(decimal: sale.price, currency: currency),
            discount: Rate(partsPerMillion: sale.discount),
            taxes: sale.isWithheld ? ["V", "W"] : ["V"])
        _ = try await perform(
            CreateInvoice(
                id: id, partyID: buyer, day: try "2026-03-02".day, currency: currency,
                pricing: sale.pricing, taxRounding: sale.rounding,
                taxes: [
                    DraftTax(code: "V", rate: try Rate(percent: sale.rate)),
                    DraftTax(code: "W", rate: try Rate(percent: "2"), isWithholding: true),
                ], lines: [line, line]))
        _ = try await perform(IssueInvoice(id: id))
        return id
    }

    /// One piece of each line.
    fileprivate func takeBack(
        _ invoice: ID<Document>, lines: [Int], as note: ID<Document>? = nil
    ) async throws -> DocumentAmounts {
        let note = note ?? newID(Document.self)
        _ = try await perform(
            CreditInvoice(
                id: invoice, creditNoteID: note, reason: "returned",
                lines: lines.map { .init(line: $0, quantity: .one) }))
        return try await ask(ShowDocument(id: note)).amounts
    }
}
