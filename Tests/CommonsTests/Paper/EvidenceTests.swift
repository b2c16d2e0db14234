import Insight
import Ledger
import Proof
import Storage
import Testing

@testable import Commons

@Suite("The evidence of a document") struct EvidenceTests {
    @Test(
        "rests on where its total comes from, the strongest first",
        arguments: [
            (EvidenceFacts(hasPaper: false), EvidenceGrade.statement),
            (EvidenceFacts(hasPaper: true, fields: [.init(name: "total", source: "ocr")]),
                .singleReading),
            (EvidenceFacts(hasPaper: true, isChecked: true), .doubleCheck),
            (EvidenceFacts(hasPaper: true, isChecked: true, isAcknowledged: true),
                .acknowledgement),
            (EvidenceFacts(hasPaper: true, fields: [.init(name: "total", source: "xml")]),
                .structured),
            (EvidenceFacts(
                hasPaper: true, fields: [.init(name: "total", source: "code")],
                isChecked: true), .fiscal),
            // Whoever printed the code may be the one who asks; the buyer is another.
            (EvidenceFacts(
                hasPaper: true, fields: [.init(name: "total", source: "code")],
                isAcknowledged: true), .acknowledgement),
            // A code that states another field alone, or a total that a person wrote over.
            (EvidenceFacts(
                hasPaper: true,
                fields: [.init(name: "number", source: "code"), .init(name: "total", source: nil)]),
                .singleReading),
        ])
    func grades(facts: EvidenceFacts, grade: EvidenceGrade) {
        #expect(facts.grade == grade)
    }

    @Test("grades are ordered") func order() {
        #expect(EvidenceGrade.allCases == EvidenceGrade.allCases.sorted())
        #expect(EvidenceGrade.fiscal > .structured && EvidenceGrade.doubleCheck > .singleReading)
        #expect(EvidenceGrade.acknowledgement > .fiscal)
        let weights = EvidenceGrade.allCases.map(\.weight)
        #expect(weights == weights.sorted() && weights.allSatisfy { $0 < 1 })
    }

    @Test("is shown with document and paper, and stated in the attestation") func shown()
        async throws
    {
        try await PaperDesk.onBothEngines { desk in
            let paper = try await desk.upload()
            try await desk.enterReading(of: paper, total: "1260", source: "code")
            let accepted = try await desk.shop.perform(try desk.acceptance(of: paper))
            let document = try await desk.shop.ask(ShowDocument(id: accepted.documentID))
            #expect(document.evidence.grade == "fiscal")
            #expect(document.evidence.paperID == paper.id)
            let sources = Dictionary(
                uniqueKeysWithValues: document.evidence.fields.map { ($0.name, $0.source ?? "-") })
            #expect(sources["total"] == "code" && sources["number"] == "ocr")
            // The person wrote the supplier in other letters than were read.
            #expect(sources["supplier"] == "-")
            let shown = try await desk.shop.ask(ShowPaper(id: paper.id))
            #expect(shown.evidence == document.evidence)
            let made = try await desk.shop.perform(
                AttestSubject(
                    id: desk.shop.newID(Attestation.self),
                    subject: Subject(kind: "document", id: accepted.documentID.text)))
            let bundle = try await desk.executor.proofMaker().bundle(
                of: made.id, organisation: desk.shop.owner.organisation)
            let fields = try AttestationPayload(decoding: bundle.envelope.payload).publicFields
            #expect(fields.contains { $0.name == "evidence" && $0.value == "fiscal" })
        }
    }

    @Test("grows by a second person, never by the one who accepted") func checked() async throws {
        try await PaperDesk.onBothEngines { desk in
            let paper = try await desk.upload()
            try await desk.enterReading(of: paper)
            let early = try await desk.code {
                _ = try await desk.shop.perform(CheckPaper(id: paper.id))
            }
            #expect(early == "paper_state")
            _ = try await desk.shop.perform(try desk.acceptance(of: paper))
            let alone = try await desk.code {
                _ = try await desk.shop.perform(CheckPaper(id: paper.id))
            }
            #expect(alone == "paper_same_person")
            let before = try await desk.shop.ask(ShowPaper(id: paper.id))
            #expect(before.evidence?.grade == "single_reading")
            let second = try await desk.colleague("Baraka")
            let evidence = try await desk.executor.perform(CheckPaper(id: paper.id), as: second)
            #expect(evidence.grade == "double_check" && evidence.checkedBy == "Baraka")
            // Checking again changes nothing.
            let again = try await desk.executor.perform(CheckPaper(id: paper.id), as: second)
            #expect(again == evidence)
        }
    }

    /// What a score believes of the shop's bills, in the order of their days.
    private static func grades(in shop: Shop, known: Instant) async throws -> [EvidenceGrade] {
        let books = shop.owner.organisation
        let entity = ScoreEntity(
            kind: .organisation, id: books.rebound(to: ScoreEntity.self), name: "Duka")
        return try await shop.executor.database.read { snapshot in
            try CreditBooks(
                entity: entity, books: books, asOf: try "2026-03-31".day, knownAt: known,
                snapshot: snapshot
            ).history().owed.map(\.grade)
        }
    }

    @Test("counts from the day on which somebody confirmed it, not from when it was sent")
    func confirmed() async throws {
        try await PaperDesk.onBothEngines { desk in
            let shop = desk.shop
            let mill = try await shop.party("Duka la Mwangi")
            let first = try await shop.bill("1260.00", from: mill, on: "2026-03-03")
            let second = try await shop.bill("1260.00", from: mill, on: "2026-03-04")
            let sent = try await desk.upload(1, document: first)
            try await desk.enterReading(of: sent, total: "1260", source: "code")
            let refused = try await desk.upload(2, document: second)
            try await desk.enterReading(of: refused, number: "R-18")
            let before = shop.clock.now()
            #expect(try await Self.grades(in: shop, known: before) == [.statement, .statement])
            _ = try await shop.perform(try desk.acceptance(of: sent))
            _ = try await shop.perform(RejectPaper(id: refused.id, reason: "of another bill"))
            shop.clock.pass(seconds: 1)
            let after = shop.clock.now()
            #expect(try await Self.grades(in: shop, known: after) == [.fiscal, .statement])
            // What was known then stays.
            #expect(try await Self.grades(in: shop, known: before) == [.statement, .statement])
        }
    }

    @Test("raises what a score believes, from the moment at which it was there") func scored()
        async throws
    {
        try await PaperDesk.onBothEngines { desk in
            let shop = desk.shop
            func proof(_ known: Instant) async throws -> [EvidenceGrade] {
                try await Self.grades(in: shop, known: known)
            }
            func bill(_ number: UInt8, source: String, total: String = "1260.00") async throws
                -> ID<Paper>
            {
                let paper = try await desk.upload(number)
                try await desk.enterReading(
                    of: paper, total: "1260", number: "R-\(number)", source: source)
                _ = try await shop.perform(
                    AcceptPaper(
                        id: paper.id, documentID: shop.newID(Document.self), kind: .bill,
                        supplier: "Duka la Mwangi", supplierAddress: nil, number: "R-\(number)",
                        date: try "2026-03-\(10 + number)".day, dueDate: try "2026-04-01".day,
                        currency: .kes, subtotal: nil, tax: nil, total: try shop.money(total),
                        lines: nil, accountID: nil, paidFromAccountID: nil))
                shop.clock.pass(seconds: 1)
                return paper.id
            }
            let start = shop.clock.now()
            let read = try await bill(1, source: "ocr")
            _ = try await bill(2, source: "xml")
            _ = try await bill(3, source: "code")
            // A person wrote another total than the code states.
            _ = try await bill(4, source: "code", total: "1300.00")
            let accepted = shop.clock.now()
            let second = try await desk.colleague("Second")
            shop.clock.pass(seconds: 1)
            _ = try await desk.executor.perform(CheckPaper(id: read), as: second)
            let checked = shop.clock.now()
            let before = try await proof(start)
            #expect(before.isEmpty)
            let then = try await proof(accepted)
            #expect(then == [.singleReading, .structured, .fiscal, .singleReading])
            let now = try await proof(checked)
            #expect(now == [.doubleCheck, .structured, .fiscal, .singleReading])
        }
    }
}
