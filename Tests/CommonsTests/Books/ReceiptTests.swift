import Ledger
import Storage
import Testing

@testable import Commons

@Suite struct ReceiptTests {
    @Test func `A receipt is booked as it is printed, and is paid`() async throws {
        try await Shop.with { shop in
            let booked = try await shop.book(
                ReceiptDraft(
                    documentID: shop.newID(Document.self),
                    kind: .receipt(paidFrom: try shop.account("1020")),
                    supplier: "Naivas  Supermarket", supplierNumber: "0042",
                    day: try "2026-03-02".day, total: try shop.money("1160.05"),
                    tax: try shop.money("160.00"), rounding: try shop.money("0.05"),
                    lines: [
                        .init(description: "Paper", amount: try shop.money("696.00")),
                        .init(description: "Ink", amount: try shop.money("464.00")),
                    ], expenseAccount: try shop.account("6300")))
            #expect(booked.number == "RCT-2026-0001")
            #expect(try await shop.standing(booked.document) == "paid 0.00")
            #expect(
                try await shop.table() == """
                    1020 Mobile money -1160.05
                    1120 Input tax 160.00
                    6300 Supplies and stationery 1000.00
                    7400 Rounding differences 0.05
                    """)
            // The second paper of that supplier finds it by its name.
            let bill = try await shop.book(
                ReceiptDraft(
                    documentID: shop.newID(Document.self), kind: .bill(dueDay: nil),
                    supplier: "naivas supermarket", supplierNumber: nil,
                    day: try "2026-03-03".day, total: try shop.money("10.00")))
            #expect(bill.party == booked.party)
            #expect(try await shop.standing(bill.document) == "issued 10.00")
            _ = try await shop.perform(VoidDocument(id: booked.document, reason: "twice"))
            #expect(
                try await shop.table() == """
                    2000 Trade payables -10.00
                    5000 Purchases 10.00
                    """)
        }
    }

    @Test func `A printed discount line is kept as a line below zero`() async throws {
        try await Shop.with { shop in
            _ = try await shop.book(
                ReceiptDraft(
                    documentID: shop.newID(Document.self),
                    kind: .receipt(paidFrom: try shop.account("1000")), supplier: "Duka",
                    supplierNumber: nil, day: try "2026-03-02".day,
                    total: try shop.money("90.00"),
                    lines: [
                        .init(description: "Rice", amount: try shop.money("100.00")),
                        .init(description: "Discount", amount: try shop.money("-10.00")),
                    ]))
            #expect(
                try await shop.table() == """
                    1000 Cash on hand -90.00
                    5000 Purchases 90.00
                    """)
        }
    }

    @Test func `Only an account that holds money pays a receipt`() async throws {
        try await Shop.with { shop in
            for (code, expected) in [("1100", "account_unfit"), ("4000", "account_unfit")] {
                let refused = try await shop.refusal {
                    _ = try await shop.book(
                        ReceiptDraft(
                            documentID: shop.newID(Document.self),
                            kind: .receipt(paidFrom: try shop.account(code)), supplier: "Duka",
                            supplierNumber: nil, day: try "2026-03-02".day,
                            total: try shop.money("90.00")))
                }
                #expect(refused == expected)
            }
        }
    }
}

extension Shop {
    func book(_ receipt: ReceiptDraft) async throws -> BookedReceipt {
        try await executor.transact("test.receipt", as: owner, requestID: "test") { work in
            try bookReceipt(receipt, in: work)
        }
    }
}
