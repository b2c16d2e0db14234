import Ledger
import Recognition
import Testing

@testable import Commons

/// Corrections teach: on the real database, job by job, with the real reader.
@Suite("The third paper of a supplier") struct TeachingWalkTests {
    /// A till that names number, day and total in words that no rule knows.
    private static func page(_ number: String, _ day: String, _ sugar: String, _ total: String)
        -> [UInt8]
    {
        ReceiptPage(lines: [
            .init(left: "KIBANDA DEPOT", style: .title, isCentred: true),
            .init(left: "GIKOMBA MARKET, NAIROBI", isCentred: true),
            .init(left: "SERIAL \(number)"), .init(left: "SOLD ON \(day)"),
            .init(left: "SUGAR", right: sugar), .init(left: "CARRIER BAGS", right: "50.00"),
            .init(left: "HANDED OVER", right: total, style: .strong),
            .init(left: "OPEN DAILY 7 TO 19"),
        ]).pdf
    }

    private func accept(
        _ paper: Paper, _ number: String, _ day: String, _ total: String, _ stage: WalkStage
    ) async throws -> AcceptedPaper {
        let accounts = try await stage.executor.ask(ListAccounts(), as: stage.owner)
        let cash = try #require(accounts.items.first { $0.code == "1000" })
        return try await stage.executor.perform(
            AcceptPaper(
                id: paper.id, documentID: stage.newID(), kind: .receipt, supplier: "Kibanda Depot",
                supplierAddress: nil, number: number, date: try #require(Day(iso: day)),
                dueDate: nil, currency: .kes, subtotal: nil, tax: nil,
                total: try Money(decimal: total, currency: .kes), lines: nil, accountID: nil,
                paidFromAccountID: cash.id), as: stage.owner)
    }

    @Test("is filled in from the places that two accepted papers have taught") func taught()
        async throws
    {
        try await WalkStage.with { stage in
            let papers = [
                ("KW/2201", "03-04-2026", "2026-04-03", "450.00", "500.00"),
                ("KW/2317", "09-04-2026", "2026-04-09", "650.00", "700.00"),
                ("KW/2460", "11-05-2026", "2026-05-11", "9,950.00", "10,000.00"),
            ]
            var last: Paper?
            for (index, paper) in papers.enumerated() {
                let sent = try await stage.executor.receivePaper(
                    Self.page(paper.0, paper.1, paper.3, paper.4), declared: "application/pdf",
                    fileName: "receipt-\(index).pdf", as: stage.owner)
                let read = try await stage.working(ReaderPool(), on: sent.id) {
                    $0.state == .toReview
                }
                last = read
                guard index < 2 else { break }
                // What the rules make of such a form is not what it says.
                #expect(read.reading?.fields.number.value != paper.0)
                _ = try await accept(read, paper.0, paper.2, paper.4, stage)
                try await stage.work(
                    until: "SELECT COUNT(*) FROM job WHERE state = 'queued'", is: 0)
            }
            let reading = try #require(last?.reading)
            #expect(reading.taughtBy?.name == "Kibanda Depot")
            #expect(reading.fields.number.value == "KW/2460")
            #expect(reading.fields.number.source == "template")
            #expect(reading.fields.date.value == "2026-05-11")
            #expect(reading.fields.total.value == "10000.00")
            #expect(reading.fields.supplier.value == "Kibanda Depot")
            let party = try #require(reading.taughtBy?.id)
            let template = try await stage.executor.ask(ShowTemplate(id: party), as: stage.owner)
            #expect(template.papers == 2 && !template.isEdited)
            #expect(template.anchors.contains { $0.field == "total" && $0.label == "HANDED OVER" })
        }
    }
}
