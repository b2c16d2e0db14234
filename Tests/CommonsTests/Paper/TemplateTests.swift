import Ledger
import Storage
import Testing

@testable import Commons

@Suite("A supplier's template") struct TemplateTests {
    private static func anchor(
        _ field: String, _ label: String, place: String = "right"
    ) -> PaperTemplate.Anchor {
        PaperTemplate.Anchor(
            field: field, label: label, place: place, occurrence: "first", shape: nil,
            monthFirst: nil)
    }

    @Test("is put in place, shown, exported whole, and forgotten; each step is audited")
    func changed() async throws {
        try await PaperDesk.onBothEngines { desk in
            let party = try await desk.shop.party("Kibanda Depot")
            let unknown = try await desk.code {
                _ = try await desk.shop.ask(ShowTemplate(id: party))
            }
            #expect(unknown == "template_unknown")
            let made = try await desk.shop.perform(
                ChangeTemplate(
                    id: party, words: ["kibanda", "Depot"],
                    anchors: [Self.anchor("total", "handed over")]))
            #expect(made.words == ["KIBANDA", "DEPOT"] && made.isEdited)
            let shown = try await desk.shop.ask(ShowTemplate(id: party))
            #expect(shown.anchors == [Self.anchor("total", "HANDED OVER")])
            // An exported template is taken as it is by somebody else.
            let other = try await Shop.open(desk.executor, desk.shop.clock, .kes)
            let theirs = try await other.party("Kibanda Depot")
            let taken = try await other.perform(
                ChangeTemplate(id: theirs, words: shown.words, anchors: shown.anchors))
            #expect(taken.words == shown.words && taken.anchors == shown.anchors)
            let list = try await other.ask(ListTemplates())
            #expect(list.items.map(\.party.id) == [theirs])
            _ = try await desk.shop.perform(ResetTemplate(id: party))
            let gone = try await desk.code {
                _ = try await desk.shop.perform(ResetTemplate(id: party))
            }
            #expect(gone == "template_unknown")
            let audited = try await desk.strings(
                "SELECT command FROM audit WHERE subject_kind = 'template' ORDER BY at, id")
            #expect(audited == ["template.change", "template.change", "template.reset"])
        }
    }

    @Test(
        "that makes no sense is refused at the part that does not",
        arguments: [
            (["ONE"], "total", "HANDED OVER", "right", "/words"),
            (["KIBANDA", "DE POT"], "total", "HANDED OVER", "right", "/words"),
            (["KIBANDA", "DEPOT"], "supplier", "HANDED OVER", "right", "/anchors/0/field"),
            (["KIBANDA", "DEPOT"], "total", "A B C D", "right", "/anchors/0/label"),
            (["KIBANDA", "DEPOT"], "total", "TOTAL 9", "right", "/anchors/0/label"),
            (["KIBANDA", "DEPOT"], "total", "TOTAL", "left", "/anchors/0/place"),
        ])
    func unfit(
        words: [String], field: String, label: String, place: String, pointer: String
    ) async throws {
        let content = TemplateContent(
            words: words, anchors: [Self.anchor(field, label, place: place)])
        let refused = #expect(throws: Refusal.self) { _ = try content.template(papers: 0) }
        #expect(refused?.code == .templateUnfit)
        #expect(refused?.pointer == pointer)
    }

    @Test("that a person has changed is left alone by learning") func edited() async throws {
        try await PaperDesk.with { desk in
            for number in 1...2 as ClosedRange<UInt8> {
                let paper = try await desk.upload(number)
                try await desk.enterReading(of: paper, number: "R-\(number)")
                let accepted = AcceptPaper(
                    id: paper.id, documentID: desk.shop.newID(Document.self), kind: .receipt,
                    supplier: "Duka", supplierAddress: nil, number: "R-\(number)",
                    date: try #require(Day(iso: "2026-03-01")), dueDate: nil, currency: .kes,
                    subtotal: nil, tax: nil, total: try desk.shop.money("1250.00"), lines: nil,
                    accountID: nil, paidFromAccountID: try desk.shop.account("1000"))
                _ = try await desk.shop.perform(accepted)
            }
            let jobs = try await desk.strings("SELECT kind FROM job WHERE kind = 'template.learn'")
            #expect(jobs.count == 2)
            let text = try #require(try await desk.strings("SELECT id FROM party").first)
            let party = try #require(ID<Party>(text))
            _ = try await desk.shop.perform(
                ChangeTemplate(id: party, words: ["DUKA", "LETU"], anchors: []))
            try await TemplateTeacher(executor: desk.executor).learn(
                LearnTemplatePayload(party: party, by: desk.shop.owner), job: "test")
            let kept = try await desk.shop.ask(ShowTemplate(id: party))
            #expect(kept.words == ["DUKA", "LETU"] && kept.isEdited)
        }
    }
}
