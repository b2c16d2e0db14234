import Insight
import Ledger
import Storage
import Testing

@testable import Commons

@Suite("What a paper may repeat") struct DuplicateTests {
    @Test("is named when number or total and day agree, and nothing is stopped")
    func byFields() async throws {
        try await PaperDesk.onBothEngines { desk in
            let first = try await desk.upload(1)
            try await desk.enterReading(of: first, total: "1260.00")
            let booked = try await desk.shop.perform(try desk.acceptance(of: first))
            let second = try await desk.upload(2)
            try await desk.enterReading(of: second, total: "1260.00")
            let shown = try await desk.shop.ask(ShowPaper(id: second.id))
            let other = try #require(shown.duplicates?.first)
            #expect(shown.duplicates?.count == 1)
            #expect(other.reasons == ["number", "amount"])
            #expect(other.paperID == first.id && other.documentID == booked.documentID)
            #expect(other.documentNumber != nil && other.supplier == "Duka la Mwangi")
            // The very same number of the same supplier is refused and says which one it is.
            let refused = await #expect(throws: Refusal.self) {
                _ = try await desk.shop.perform(try desk.acceptance(of: second))
            }
            #expect(refused?.code == .supplierNumberTaken)
            #expect(refused?.detail.contains(other.documentNumber ?? "?") == true)
            // What only looks like a repetition is booked.
            let accepted = try await desk.shop.perform(try Self.renumbered(desk, second, "R17"))
            #expect(accepted.entryID != nil)
        }
    }

    private static func renumbered(
        _ desk: PaperDesk, _ paper: Paper, _ number: String
    ) throws -> AcceptPaper {
        AcceptPaper(
            id: paper.id, documentID: desk.shop.newID(Document.self), kind: .receipt,
            supplier: "Duka la Mwangi", supplierAddress: nil, number: number,
            date: try #require(Day(iso: "2026-03-01")), dueDate: nil, currency: .kes,
            subtotal: nil, tax: nil, total: try desk.shop.money("1260.00"), lines: nil,
            accountID: nil, paidFromAccountID: try desk.shop.account("1000"))
    }

    @Test("follows the values that a person types") func typed() async throws {
        try await PaperDesk.onBothEngines { desk in
            let first = try await desk.upload(1)
            try await desk.enterReading(of: first, total: "1260.00")
            _ = try await desk.shop.perform(try desk.acceptance(of: first))
            let second = try await desk.upload(2)
            try await desk.enterReading(of: second, total: "99.00")
            let day = try #require(Day(iso: "2026-03-03"))
            let none = try await desk.shop.ask(
                ListDuplicates(id: second.id, number: "X-1", date: day, total: "98.00"))
            #expect(none.items == [])
            let found = try await desk.shop.ask(
                ListDuplicates(
                    id: second.id, supplier: "DUKA LA MWANGI LTD", number: "r 17", date: day,
                    total: "1.00"))
            #expect(found.items.map(\.reasons) == [["number"]])
            let byAmount = try await desk.shop.ask(
                ListDuplicates(
                    id: second.id, number: "", date: Day(iso: "2026-03-01"), total: "1260.00"))
            #expect(byAmount.items.map(\.reasons) == [["amount"]])
        }
    }

    @Test("is found by its picture, unless the readings tell two papers apart") func byPicture()
        async throws
    {
        try await PaperDesk.onBothEngines { desk in
            let first = try await desk.upload(1)
            try await desk.enterReading(of: first, total: "10.00", look: 1)
            let same = try await desk.upload(2)
            try await desk.enterReading(of: same, total: "10.00", look: 1, number: "unread")
            let found = try await desk.shop.ask(ListDuplicates(id: same.id, number: ""))
            #expect(found.items.first?.reasons.first == "picture")
            #expect(found.items.first?.likeness == 1)
            // Seen from the other side as well.
            let back = try await desk.shop.ask(ListDuplicates(id: first.id))
            #expect(back.items.map(\.paperID) == [same.id])
            let another = try await desk.upload(3)
            try await desk.enterReading(of: another, total: "77.00", look: 1, number: "R-99")
            let other = try await desk.shop.ask(ListDuplicates(id: another.id))
            let against = other.items.first { $0.paperID == first.id }
            #expect(against?.reasons.contains("picture") != true)
        }
    }

    @Test("is a typed bill too, and never a rejected paper or somebody else's") func others()
        async throws
    {
        try await PaperDesk.onBothEngines { desk in
            let rejected = try await desk.upload(1)
            try await desk.enterReading(of: rejected)
            _ = try await desk.shop.perform(RejectPaper(id: rejected.id, reason: "blurred"))
            let paper = try await desk.upload(2)
            try await desk.enterReading(of: paper)
            let none = try await desk.shop.ask(ShowPaper(id: paper.id))
            #expect(none.duplicates == [])
            let neighbour = try await Shop.open(desk.executor, desk.shop.clock, .kes)
            let foreign = try await desk.code {
                _ = try await neighbour.ask(ListDuplicates(id: paper.id))
            }
            #expect(foreign == "paper_unknown")
        }
    }
}
