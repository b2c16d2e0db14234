import Ledger
import Storage
import Testing

@testable import Commons

@Suite("The subtotal of a paper") struct SubtotalTests {
    private static func accept(
        _ desk: PaperDesk, _ paper: Paper, subtotal: Money?, tax: String?
    ) throws -> AcceptPaper {
        AcceptPaper(
            id: paper.id, documentID: desk.shop.newID(Document.self), kind: .receipt,
            supplier: "Duka la Mwangi", supplierAddress: nil, number: nil,
            date: try "2026-03-01".day, dueDate: nil, currency: .kes, subtotal: subtotal,
            tax: try tax.map { try desk.shop.money($0) }, total: try desk.shop.money("100.00"),
            lines: nil, accountID: nil, paidFromAccountID: try desk.shop.account("1000"))
    }

    @Test("fits its tax and total, coins aside, or books nothing") func fits() async throws {
        try await PaperDesk.onBothEngines { desk in
            let paper = try await desk.upload()
            try await desk.enterReading(of: paper)
            func told(_ subtotal: Money, _ tax: String?) async throws -> String {
                do {
                    _ = try await desk.shop.perform(
                        try Self.accept(desk, paper, subtotal: subtotal, tax: tax))
                    return "booked"
                } catch let refusal as Refusal {
                    return "\(refusal.code.name) \(refusal.pointer ?? "")"
                }
            }
            let impossible = "totals_impossible /subtotal"
            let belied: [(String, String?)] = [
                ("50.00", "16.00"), ("85.00", "16.00"), ("83.00", "16.00"), ("101.00", "16.00"),
                ("-84.00", "16.00"), ("101.00", nil), ("-1.00", nil),
            ]
            for (subtotal, tax) in belied {
                let said = try await told(try desk.shop.money(subtotal), tax)
                #expect(said == impossible, "\(subtotal) \(tax ?? "-")")
            }
            for tax in ["16.00", nil] {
                let dollars = try Money(decimal: "84.00", currency: .usd)
                let said = try await told(dollars, tax)
                #expect(said == "currency_mismatch /subtotal")
            }
            #expect(try await desk.strings("SELECT id FROM entry") == [])
        }
    }

    private static let right: [(String?, String?)] = [
        ("84.00", "16.00"), ("84.40", "16.00"), ("83.60", "16.00"), ("100.00", "16.00"),
        ("84.00", nil), ("100.00", nil), (nil, "16.00"),
    ]

    @Test("is before tax, holds it, or stands beside none that is claimed", arguments: right)
    func stands(subtotal: String?, tax: String?) async throws {
        try await PaperDesk.with { desk in
            let paper = try await desk.upload()
            try await desk.enterReading(of: paper)
            let accepted = try await desk.shop.perform(
                try Self.accept(
                    desk, paper, subtotal: try subtotal.map { try desk.shop.money($0) }, tax: tax))
            #expect(accepted.entryID != nil)
        }
    }
}
