import Insight
import Ledger
import Proof
import Storage
import Testing
import Wire

@testable import Commons

@Suite("A paper that was sent for an invoice") struct AgreementTests {
    /// What was read of the paper, where, and what a person then confirmed.
    struct Case: Sendable {
        let name: String
        var total = "1000.00"
        var currency: String? = "KES"
        var source = "xml"
        var number: String?
        var supplier: String?
        var buyer: String?
        /// Whether number and names come from the electronic invoice or code too.
        var isStated = true
        var kind = "invoice"
        var saidNumber: String?
        var grade: String
        var differs: [String]?
    }

    static let cases = [
        Case(name: "its own file", number: "INV-2026-0001", supplier: "Duka", grade: "structured"),
        Case(name: "its code", source: "code", supplier: "DUKA LTD", grade: "fiscal"),
        Case(
            name: "any other paper with its own total", total: "116.00", number: "U-1",
            supplier: "Anybody", grade: "statement", differs: ["total", "number"]),
        Case(
            name: "another currency", currency: "SAR", source: "code", supplier: "Duka",
            grade: "statement", differs: ["currency"]),
        Case(
            name: "another invoice of the same amount", number: "INV-2025-0009",
            supplier: "Duka", buyer: "Mama Njeri", grade: "statement", differs: ["number"]),
        Case(
            name: "somebody else's receipt of the same amount", source: "code",
            supplier: "Corner Shop", saidNumber: "INV-2026-0001", grade: "statement",
            differs: ["supplier"]),
        Case(
            name: "only what a person wrote", source: "code", saidNumber: "INV-2026-0001",
            grade: "single_reading"),
        Case(
            name: "nothing that tells whose it is", source: "code", grade: "statement",
            differs: ["number"]),
        Case(
            name: "print with the buyer", source: "ocr", number: "1NV-77", buyer: "MAMA NJERI",
            isStated: false, grade: "single_reading"),
        Case(
            name: "a credit note", number: "INV-2026-0001", kind: "credit_note",
            grade: "statement", differs: ["kind"]),
        Case(
            name: "a pro forma invoice", number: "INV-2026-0001", kind: "unknown",
            grade: "statement", differs: ["kind"]),
    ]

    @Test("lends it a grade only where it says the same", arguments: cases)
    func agrees(one: Case) async throws {
        try await PaperDesk.onBothEngines { desk in
            let buyer = try await desk.shop.party("Mama Njeri")
            let invoice = try await desk.shop.invoice("1000.00", to: buyer)
            let paper = try await desk.accept(one, for: invoice)
            let document = try await desk.shop.ask(ShowDocument(id: invoice))
            #expect(document.evidence.grade == one.grade)
            #expect(document.evidence.differs == one.differs)
            #expect(document.papers.map(\.id) == [paper.text])
            let scored = try await desk.grades()
            #expect(scored == [one.grade])
            let stated = try await desk.stated(invoice)
            #expect(stated.grade == one.grade)
            #expect(stated.namesPaper == (one.differs == nil))
            // A second person cannot make it agree.
            if one.differs != nil {
                let second = try await desk.colleague("Baraka")
                let checked = try await desk.executor.perform(CheckPaper(id: paper), as: second)
                #expect(checked.grade == "statement")
            }
        }
    }

    @Test("is held against it once it is issued, and lends nothing before it was accepted")
    func draft() async throws {
        try await PaperDesk.onBothEngines { desk in
            let buyer = try await desk.shop.party("Mama Njeri")
            let draft = desk.shop.newID(Document.self)
            _ = try await desk.shop.perform(
                CreateInvoice(
                    id: draft, partyID: buyer, day: try "2026-03-02".day, currency: .kes,
                    lines: [try desk.shop.line("1000.00")]))
            let own = Self.cases[0]
            let early = try await desk.code { _ = try await desk.accept(own, for: draft) }
            #expect(early == "not_issued")
            _ = try await desk.shop.perform(IssueInvoice(id: draft))
            let scored = try await desk.grades()
            #expect(scored == ["statement"])
        }
    }

    @Test("of a supplier that gives money back is booked as no purchase")
    func creditNote() async throws {
        try await PaperDesk.onBothEngines { desk in
            let unsaid = try await desk.accept(creditNote: 1, source: "ocr", is: nil)
            #expect(unsaid == "paper_credit_note")
            let said = try await desk.accept(creditNote: 2, source: "ocr", is: true)
            #expect(said == "paper_credit_note")
            // What an electronic invoice states, nobody can say otherwise.
            let stated = try await desk.accept(creditNote: 3, source: "xml", is: false)
            #expect(stated == "paper_credit_note")
            let table = try await desk.shop.table()
            #expect(table == "")
            let misread = try await desk.accept(creditNote: 4, source: "ocr", is: false)
            #expect(misread == "done")
        }
    }
}

extension PaperDesk {
    /// Sends, reads and accepts a paper for an invoice.
    fileprivate func accept(
        _ one: AgreementTests.Case, for invoice: ID<Document>
    ) async throws -> ID<Paper> {
        let paper = try await upload(document: invoice)
        let stated = one.isStated ? one.source : "ocr"
        try await enterReading(of: paper, total: one.total, source: one.source) { reading in
            reading.kind = one.kind
            reading.fields.currency.value = one.currency
            reading.fields.number.value = one.number
            reading.fields.number.source = stated
            reading.fields.supplier.value = one.supplier
            reading.fields.supplier.source = stated
            reading.fields.buyer.value = one.buyer
            reading.fields.buyer.source = stated
        }
        _ = try await shop.perform(
            AcceptPaper(
                id: paper.id, documentID: shop.newID(Document.self), kind: .bill,
                supplier: one.supplier ?? "Whoever", supplierAddress: nil,
                number: one.saidNumber ?? one.number, date: try "2026-03-02".day, dueDate: nil,
                currency: .kes, subtotal: nil, tax: nil, total: try shop.money(one.total),
                lines: nil, accountID: nil, paidFromAccountID: nil))
        shop.clock.pass(seconds: 1)
        return paper.id
    }

    /// What becomes of a paper that reads as a supplier's credit note.
    fileprivate func accept(
        creditNote number: UInt8, source: String, is isCreditNote: Bool?
    ) async throws -> String {
        let paper = try await upload(number)
        try await enterReading(
            of: paper, total: "116.00", number: "CN-\(number)", source: source,
            change: { $0.kind = "credit_note" })
        var acceptance = try acceptance(of: paper, total: "116.00")
        acceptance.isCreditNote = isCreditNote
        let asked = acceptance
        return try await code { _ = try await shop.perform(asked) }
    }

    /// What a score believes of each invoice.
    fileprivate func grades() async throws -> [String] {
        try await history().sales.map(\.grade.rawValue)
    }

    fileprivate func history() async throws -> CreditHistory {
        let books = shop.owner.organisation
        let entity = ScoreEntity(
            kind: .organisation, id: books.rebound(to: ScoreEntity.self), name: "Duka")
        let now = shop.clock.now()
        return try await shop.executor.database.read { snapshot in
            try CreditBooks(
                entity: entity, books: books, asOf: try "2026-03-31".day, knownAt: now,
                snapshot: snapshot
            ).history()
        }
    }

    /// What an attestation states.
    fileprivate func stated(
        _ document: ID<Document>
    ) async throws -> (grade: String?, namesPaper: Bool) {
        let made = try await shop.perform(
            AttestSubject(
                id: shop.newID(Attestation.self),
                subject: Subject(kind: "document", id: document.text)))
        let bundle = try await executor.proofMaker().bundle(
            of: made.id, organisation: shop.owner.organisation)
        let payload = try AttestationPayload(decoding: bundle.envelope.payload)
        return (
            payload.publicFields.first { $0.name == "evidence" }?.value,
            payload.contentHash != nil && payload.kind == "document.accepted"
        )
    }
}
