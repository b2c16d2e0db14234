import Insight
import Ledger
import Storage
import Testing
import Wire

@testable import Commons

@Suite("A paper whose document is voided") struct ReturnedPaperTests {
    @Test("goes back to review, and accepted anew makes another document") func again()
        async throws
    {
        try await PaperDesk.onBothEngines { desk in
            let shop = desk.shop
            let paper = try await desk.upload()
            try await desk.enterReading(of: paper)
            let first = try await shop.perform(try desk.acceptance(of: paper)).documentID
            let proof = try await desk.attest(first)
            let before = try await shop.ask(ListChanges(after: nil, limit: 500)).next
            _ = try await shop.perform(VoidDocument(id: first, reason: "wrong account"))

            let back = try await shop.ask(ShowPaper(id: paper.id))
            #expect(back.state == .toReview && back.documentID == nil)
            #expect(back.formerDocumentID == first)
            #expect(
                back.events?.map(\.state) == [.queued, .reading, .toReview, .accepted, .toReview])
            #expect(back.events?.last?.detail == "RCT-2026-0001 was voided: wrong account")
            #expect(back.duplicates == [])
            let changed = try await shop.ask(ListChanges(after: before, limit: 500)).items
            #expect(changed.contains { $0.subject == Subject(kind: "paper", id: paper.id.text) })
            let trail = try await shop.ask(
                ListAudit(
                    after: nil, subjectKind: "paper", subjectID: paper.id.text, limit: 2))
            #expect(trail.items.map(\.command) == ["document.void", "document.void"])
            #expect(trail.items.contains { $0.after?["state"]?.string == "to_review" })
            #expect(trail.items.contains { $0.after?["document_id"] == JSONValue.null })
            let owner = shop.owner.organisation
            let revoked = try await desk.database.read {
                try Attestation.find(proof, of: owner, in: $0)?.revocation
            }
            #expect(revoked != nil)
            // The void document still shows the paper that it was made from.
            let void = try await shop.ask(ShowDocument(id: first))
            #expect(void.papers.map(\.id) == [paper.id.text])
            #expect(try await shop.table() == "")
            #expect(try await desk.fsck().filter { $0.hasPrefix("audit/") } == [])

            let second = try await shop.perform(try desk.acceptance(of: paper)).documentID
            let made = try await shop.ask(ShowDocument(id: second))
            #expect(made.number == "RCT-2026-0002" && made.state == .paid)
            #expect(made.evidence.grade == "single_reading")
            let settled = try await shop.ask(ShowPaper(id: paper.id))
            #expect(settled.state == .accepted && settled.documentID == second)
            #expect(settled.duplicates == [])
            try await shop.refuses("paper_accepted") {
                _ = try await shop.perform(try desk.acceptance(of: paper))
            }
            #expect(try await desk.books() == [])
            #expect(try await desk.fsck().filter { $0.hasPrefix("audit/") } == [])
        }
    }

    @Test("keeps what was confirmed and checked of it, which counts for nothing anew")
    func checked() async throws {
        try await PaperDesk.onBothEngines { desk in
            let shop = desk.shop
            let paper = try await desk.upload()
            try await desk.enterReading(of: paper)
            let first = try await shop.perform(try desk.acceptance(of: paper)).documentID
            let second = try await desk.colleague("Baraka")
            _ = try await desk.executor.perform(CheckPaper(id: paper.id), as: second)
            _ = try await shop.perform(VoidDocument(id: first, reason: "wrong total"))
            shop.clock.pass(seconds: 1)
            _ = try await desk.executor.perform(
                try desk.acceptance(of: paper, total: "1250.00"), as: second)
            let shown = try await shop.ask(ShowPaper(id: paper.id))
            #expect(shown.evidence?.grade == "single_reading" && shown.evidence?.checkedBy == nil)
            // Who accepted it last cannot check it, and who accepted it first can.
            let alone = try await desk.code {
                _ = try await desk.executor.perform(CheckPaper(id: paper.id), as: second)
            }
            #expect(alone == "paper_same_person")
            let evidence = try await shop.perform(CheckPaper(id: paper.id))
            #expect(evidence.grade == "double_check")
            let kept = try await desk.strings(
                """
                SELECT f.human_value FROM former_accepted_field f
                JOIN former_acceptance a ON a.paper_id = f.paper_id
                    AND a.document_id = f.document_id AND a.checked_at IS NOT NULL
                WHERE f.name = 'total' UNION ALL
                SELECT human_value FROM accepted_field WHERE name = 'total'
                """)
            #expect(kept == ["1260.00", "1250.00"])
        }
    }

    @Test("can be rejected, read again, and is what the same file sent again is")
    func decided() async throws {
        try await PaperDesk.onBothEngines { desk in
            let shop = desk.shop
            let paper = try await desk.upload()
            try await desk.enterReading(of: paper)
            let first = try await shop.perform(try desk.acceptance(of: paper)).documentID
            try await shop.refuses("paper_accepted") {
                _ = try await shop.perform(ReadPaperAgain(id: paper.id))
            }
            _ = try await shop.perform(VoidDocument(id: first, reason: "not ours"))
            let sent = try await desk.upload()
            #expect(sent.id == paper.id && sent.state == .toReview)
            #expect(try await shop.perform(ReadPaperAgain(id: paper.id)).state == .queued)
            let rejected = try await shop.perform(RejectPaper(id: paper.id, reason: "not ours"))
            #expect(rejected.state == .rejected)
            #expect(try await desk.books() == [])
        }
    }

    @Test("was sent for a bill, and is free of it, decided or not") func attached() async throws {
        try await PaperDesk.onBothEngines { desk in
            let shop = desk.shop
            let mill = try await shop.party("Duka la Mwangi")
            let bill = try await shop.bill("1260.00", from: mill)
            let papers = [
                try await desk.upload(1, document: bill), try await desk.upload(2, document: bill),
            ]
            for paper in papers { try await desk.enterReading(of: paper) }
            _ = try await shop.perform(try desk.acceptance(of: papers[0]))
            _ = try await shop.perform(VoidBill(id: bill, reason: "it was paid in cash"))
            for paper in papers {
                let shown = try await shop.ask(ShowPaper(id: paper.id))
                #expect(shown.state == .toReview && shown.documentID == nil)
                #expect(shown.events?.last?.code == "document_voided")
            }
            let booked = try await shop.perform(try desk.acceptance(of: papers[0]))
            #expect(booked.entryID != nil && booked.documentID != bill)
        }
    }

    @Test("was sent for an invoice, is no purchase, and is sent for another one")
    func ownInvoice() async throws {
        try await PaperDesk.onBothEngines { desk in
            let shop = desk.shop
            let buyer = try await shop.party("Mama Njeri")
            let invoice = try await shop.invoice("1260.00", to: buyer)
            let paper = try await desk.upload(1, document: invoice)
            try await desk.enterReading(of: paper)
            _ = try await shop.perform(try desk.acceptance(of: paper))
            _ = try await shop.perform(VoidInvoice(id: invoice, reason: "wrong price"))
            let back = try await shop.ask(ShowPaper(id: paper.id))
            #expect(back.state == .toReview && back.documentID == invoice)
            try await shop.refuses("already_void") {
                _ = try await shop.perform(try desk.acceptance(of: paper))
            }
            _ = try await shop.perform(RejectPaper(id: paper.id, reason: "of another invoice"))
            let other = try await shop.invoice("1260.00", to: buyer)
            let sent = try await desk.upload(1, document: other)
            #expect(sent.id != paper.id && sent.documentID == other)
        }
    }

    @Test("long ago is reopened when somebody decides of it again") func before() async throws {
        try await PaperDesk.onBothEngines { desk in
            let shop = desk.shop
            for (number, accepts) in [(UInt8(1), true), (2, false)] {
                let paper = try await desk.upload(number)
                try await desk.enterReading(of: paper)
                let first = try await shop.perform(try desk.acceptance(of: paper)).documentID
                // As it was done before papers went back.
                try await desk.executor.transact("test.void", as: shop.owner, requestID: "t") {
                    let stored = try StoredDocument.require(first, in: $0)
                    let entry = try #require(try stored.issueEntry(in: $0))
                    try $0.reverse(
                        entry, as: .void, on: $0.today, reason: "void", description: "Void")
                }
                shop.clock.pass(seconds: 1)
                #expect(try await shop.ask(ShowPaper(id: paper.id)).state == .accepted)
                if accepts {
                    let second = try await shop.perform(try desk.acceptance(of: paper))
                    #expect(second.documentID != first && second.entryID != nil)
                    _ = try await shop.perform(
                        VoidDocument(id: second.documentID, reason: "done"))
                } else {
                    let read = try await shop.perform(ReadPaperAgain(id: paper.id))
                    #expect(read.state == .queued && read.documentID == nil)
                }
            }
        }
    }

    @Test("had witnessed it to whoever asks what was known before") func known() async throws {
        try await PaperDesk.onBothEngines { desk in
            let shop = desk.shop
            let paper = try await desk.upload()
            try await desk.enterReading(of: paper, total: "1260", source: "code")
            let bill = shop.newID(Document.self)
            _ = try await shop.perform(
                AcceptPaper(
                    id: paper.id, documentID: bill, kind: .bill, supplier: "Duka la Mwangi",
                    supplierAddress: nil, number: "R-17", date: try "2026-03-01".day,
                    dueDate: nil, currency: .kes, subtotal: nil, tax: nil,
                    total: try shop.money("1260.00"), lines: nil, accountID: nil,
                    paidFromAccountID: nil))
            shop.clock.pass(seconds: 1)
            let then = shop.clock.now()
            #expect(try await desk.grades(known: then) == [.fiscal])
            _ = try await shop.perform(
                VoidBill(id: bill, day: try "2026-03-02".day, reason: "wrong"))
            shop.clock.pass(seconds: 1)
            #expect(try await desk.grades(known: then) == [.fiscal])
            #expect(try await desk.grades(known: shop.clock.now()) == [])
        }
    }
}

extension PaperDesk {
    fileprivate func attest(_ document: ID<Document>) async throws -> ID<Attestation> {
        try await shop.perform(
            AttestSubject(
                id: shop.newID(Attestation.self),
                subject: Subject(kind: "document", id: document.text))
        ).id
    }

    fileprivate func books() async throws -> [BooksFinding] {
        try await database.read { try BooksCheck.run($0) }
    }

    /// What a score believes of the bills.
    fileprivate func grades(known: Instant) async throws -> [EvidenceGrade] {
        let books = shop.owner.organisation
        let entity = ScoreEntity(
            kind: .organisation, id: books.rebound(to: ScoreEntity.self), name: "Duka")
        return try await database.read { snapshot in
            try CreditBooks(
                entity: entity, books: books, asOf: try "2026-03-31".day, knownAt: known,
                snapshot: snapshot
            ).history().owed.map(\.grade)
        }
    }
}
