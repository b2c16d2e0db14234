import Ledger
import Recognition
import Storage
import Testing

@testable import Commons

@Suite("A paper") struct PaperTests {
    @Test("is stored without notes, named by its hash, and waits with a job") func upload()
        async throws
    {
        try await PaperDesk.with { desk in
            let paper = try await desk.upload()
            #expect(paper.state == .queued)
            let key = try #require(ObjectKey(hex: paper.sha256))
            let stored = try await desk.objects.get(key)
            #expect(!stored.contains(sequence: CameraPicture.latitude))
            #expect(stored.count == paper.size)
            let jobs = try await desk.strings("SELECT kind || ' ' || state FROM job")
            #expect(jobs == ["paper.read queued"])
            let findings = try await desk.fsck()
            #expect(findings == [])
        }
    }

    @Test("has the pages that it has") func pages() async throws {
        try await PaperDesk.onBothEngines { desk in
            let paper = try await desk.upload()
            let route = try #require(
                Operations.files.first { $0.declaration.name == "paper.picture" })
            func picture(_ page: Int, _ id: ID<Paper>) async throws -> FileReply {
                let request = OperationRequest(
                    actor: desk.shop.owner, body: nil,
                    parameters: [(name: "id", value: id.text), (name: "page", value: "\(page)")],
                    origin: Origin(requestID: "test"))
                return try await route.handle(
                    FileRequest(
                        request, actor: desk.shop.owner, mediaType: "", knownTag: nil,
                        body: AsyncThrowingStream { $0.finish() }), desk.executor)
            }
            #expect(try await picture(1, paper.id).mediaType == "image/jpeg")
            for page in [2, 10_000] {
                try await desk.shop.refuses("paper_page_unknown") {
                    _ = try await picture(page, paper.id)
                }
            }
            try await desk.shop.refuses("paper_unknown") { _ = try await picture(1, ID(7)) }
        }
    }

    @Test("sent twice is one paper, and says so unless it is the same sending")
    func duplicate() async throws {
        try await PaperDesk.with { desk in
            let first = try await desk.upload()
            let second = try await desk.upload()
            #expect(second.id == first.id)
            #expect(second.duplicateOf == first.id)
            let same = try await desk.executor.receivePaper(
                PaperDesk.picture(), declared: "image/jpeg", fileName: "again.jpg", id: first.id,
                as: desk.shop.owner)
            #expect(same.id == first.id && same.duplicateOf == nil)
            let count = try await desk.strings("SELECT id FROM paper").count
            #expect(count == 1)
            _ = try await desk.shop.perform(RejectPaper(id: first.id, reason: "blurred"))
            let third = try await desk.upload()
            #expect(third.id != first.id && third.duplicateOf == nil)
        }
    }

    @Test("is booked as a person confirms it, and keeps what the machine had read")
    func accept() async throws {
        try await PaperDesk.with { desk in
            let paper = try await desk.upload()
            try await desk.enterReading(of: paper, total: "1250.00")
            let accepted = try await desk.shop.perform(try desk.acceptance(of: paper))
            #expect(accepted.entryID != nil)
            let fields = try await desk.strings(
                """
                SELECT name || ' ' || COALESCE(machine_value, '-') || ' '
                    || machine_confidence || ' ' || COALESCE(human_value, '-')
                FROM accepted_field WHERE name IN ('total', 'supplier') ORDER BY name
                """)
            #expect(
                fields == [
                    "supplier DUKA LA MWANGI 500 Duka la Mwangi", "total 1250.00 812 1260.00",
                ])
            let shown = try await desk.shop.ask(ShowPaper(id: paper.id))
            #expect(shown.state == .accepted)
            #expect(shown.documentID == accepted.documentID)
            #expect(shown.events?.map(\.state) == [.queued, .reading, .toReview, .accepted])
            #expect(shown.reading?.words?.first?.text == "TOTAL")
            let table = try await desk.shop.table()
            #expect(table.contains("-1260.00"))
            let findings = try await desk.fsck()
            #expect(findings == [])
        }
    }

    @Test("is accepted once, and a refused acceptance leaves nothing") func acceptTwice()
        async throws
    {
        try await PaperDesk.with { desk in
            let paper = try await desk.upload()
            let early = try await desk.code {
                _ = try await desk.shop.perform(try desk.acceptance(of: paper))
            }
            #expect(early == "paper_state")
            try await desk.enterReading(of: paper)
            let refused = try await desk.code {
                _ = try await desk.shop.perform(try desk.acceptance(of: paper, total: "0.00"))
            }
            #expect(refused == "amount_not_positive")
            let kept = try await desk.strings("SELECT name FROM accepted_field")
            #expect(kept.isEmpty)
            _ = try await desk.shop.perform(try desk.acceptance(of: paper))
            let again = try await desk.code {
                _ = try await desk.shop.perform(try desk.acceptance(of: paper))
            }
            #expect(again == "paper_accepted")
            let entries = try await desk.strings("SELECT id FROM entry")
            #expect(entries.count == 1)
        }
    }

    @Test("of an invoice is evidence for it and books nothing") func attached() async throws {
        try await PaperDesk.with { desk in
            let buyer = try await desk.shop.party("Mama Njeri")
            let invoice = try await desk.shop.invoice("50.00", to: buyer)
            let paper = try await desk.upload(document: invoice)
            #expect(paper.documentID == invoice)
            try await desk.enterReading(of: paper)
            let before = try await desk.strings("SELECT id FROM entry").count
            let accepted = try await desk.shop.perform(try desk.acceptance(of: paper))
            #expect(accepted.documentID == invoice && accepted.entryID == nil)
            let after = try await desk.strings("SELECT id FROM entry").count
            #expect(before == after)
        }
    }

    @Test("that a reader cannot read says why, and can be read again") func fails() async throws {
        try await PaperDesk.with { desk in
            let paper = try await desk.upload()
            let payload = ReadPaperPayload(paper: paper.id, by: desk.shop.owner)
            var missing = ReaderPool.Configuration()
            missing.executable = "/nowhere/commons-reader"
            let reader = PaperReader(
                executor: desk.executor, objects: desk.objects,
                pool: ReaderPool(configuration: missing))
            await #expect(throws: RecognitionFailure.self) {
                try await reader.read(payload, job: desk.shop.newID(Paper.self).text, attempt: 1)
            }
            desk.shop.clock.pass(seconds: 1)
            let failure = RecognitionFailure(.readerCrashed, "The reader broke down.")
            try await reader.wait(payload, job: "test", attempt: 1, reason: failure)
            let waiting = try await desk.shop.ask(ShowPaper(id: paper.id))
            #expect(waiting.state == .queued)
            #expect(waiting.events?.last?.code == "reader_crashed")
            desk.shop.clock.pass(seconds: 1)
            try await reader.giveUp(payload, job: "test", attempt: 3, reason: "It broke down.")
            let failed = try await desk.shop.ask(ShowPaper(id: paper.id))
            #expect(failed.state == .failed)
            #expect(failed.failure?.code == "reader_failed")
            #expect(failed.attempts == 3)
            let again = try await desk.shop.perform(ReadPaperAgain(id: paper.id))
            #expect(again.state == .queued && again.failure == nil)
        }
    }

    @Test("says after the last attempt what was wrong, in the code that the reader gave")
    func gaveUp() async throws {
        try await PaperDesk.with { desk in
            let paper = try await desk.upload()
            let payload = ReadPaperPayload(paper: paper.id, by: desk.shop.owner)
            let reader = PaperReader(
                executor: desk.executor, objects: desk.objects, pool: ReaderPool())
            let reason = RecognitionFailure(.readerTimeout, "The paper took longer than 30 s.")
            try await reader.giveUp(payload, job: "test", attempt: 3, reason: "\(reason)")
            let failure = try await desk.shop.ask(ShowPaper(id: paper.id)).failure
            #expect(failure?.code == "reader_timeout")
            #expect(failure?.detail.hasSuffix("The paper took longer than 30 s.") == true)
        }
    }

    @Test("whose reading was dropped can be read again or typed in") func dropped() async throws {
        try await PaperDesk.with { desk in
            let paper = try await desk.upload()
            let job = try await desk.strings("SELECT id FROM job").first
            let id = try #require(job.flatMap { ID<JobRecord>($0) })
            _ = try await desk.shop.perform(DiscardJob(id: id, reason: "the scanner was off"))
            let failed = try await desk.shop.ask(ShowPaper(id: paper.id))
            #expect(failed.state == .failed)
            #expect(failed.failure?.detail == "Its reading was dropped: the scanner was off")
            let findings = try await desk.fsck()
            #expect(findings == [])
            let again = try await desk.shop.perform(ReadPaperAgain(id: paper.id))
            #expect(again.state == .queued)
        }
    }

    @Test("that is refused leaves no file behind") func refused() async throws {
        try await PaperDesk.with { desk in
            let paper = try await desk.upload()
            let taken = try await desk.code {
                _ = try await desk.executor.receivePaper(
                    PaperDesk.picture(2), declared: "image/jpeg", fileName: "a.jpg",
                    id: paper.id, as: desk.shop.owner)
            }
            #expect(taken == "id_taken")
            let unknown = try await desk.code {
                _ = try await desk.upload(3, document: desk.shop.newID(Document.self))
            }
            #expect(unknown == "document_unknown")
            let findings = try await desk.fsck()
            #expect(findings == [])
        }
    }

    @Test("is shown however much is printed on it") func large() async throws {
        try await PaperDesk.with { desk in
            let paper = try await desk.upload()
            let seller = String(repeating: "Kilimo ", count: 400)
            try await desk.enterReading(of: paper, seller: seller, words: 2_500)
            let shown = try await desk.shop.ask(ShowPaper(id: paper.id))
            #expect(shown.reading?.words?.count == 2_500)
            #expect(shown.reading?.fields.supplier.value == seller)
            let list = try await desk.shop.ask(ListPapers())
            #expect(list.items.map(\.id) == [paper.id])
        }
    }

    @Test("of another organisation is not there") func foreign() async throws {
        try await PaperDesk.with { desk in
            let paper = try await desk.upload()
            let other = try await Shop.open(desk.executor, desk.shop.clock, .kes)
            for refused in [
                try await desk.code { _ = try await other.ask(ShowPaper(id: paper.id)) },
                try await desk.code {
                    _ = try await other.perform(RejectPaper(id: paper.id, reason: "mine"))
                },
                try await desk.code {
                    _ = try await other.perform(try desk.acceptance(of: paper))
                },
            ] {
                #expect(refused == "paper_unknown")
            }
            let list = try await other.ask(ListPapers())
            #expect(list.items.isEmpty)
            // The same picture is a paper of its own there.
            let theirs = try await desk.executor.receivePaper(
                PaperDesk.picture(), declared: "image/jpeg", fileName: "x.jpg", as: other.owner)
            #expect(theirs.duplicateOf == nil && theirs.id != paper.id)
        }
    }

    @Test("addressed to another business is warned about, but not with a document of one's own")
    func addressedToAnother() async throws {
        try await PaperDesk.onBothEngines { desk in
            func warnings(_ number: UInt8, _ buyer: String?, seller: String? = nil) async throws
                -> [String]
            {
                let paper = try await desk.upload(number)
                try await desk.enterReading(
                    of: paper, number: "N-\(number)", buyer: buyer, seller: seller)
                let shown = try await desk.shop.ask(ShowPaper(id: paper.id))
                return (shown.reading?.warnings ?? []).map(\.code)
            }
            let another = try await warnings(1, "Kilimo Agrovet")
            #expect(another == ["buyer_differs"])
            let own = try await warnings(2, "DUKA LTD")
            #expect(own.isEmpty)
            let none = try await warnings(3, nil)
            #expect(none.isEmpty)
            // An invoice that this business wrote itself names its customer.
            let written = try await warnings(4, "Kilimo Agrovet", seller: "Duka Ltd")
            #expect(written.isEmpty)
        }
    }
}
