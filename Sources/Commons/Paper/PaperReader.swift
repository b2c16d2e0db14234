import Insight
import Ledger
import Recognition
import Storage
import Wire

/// Reads queued papers: takes the file from the store, has it read in the reader's own process,
/// and enters what came of it. Pictures are never touched inside a transaction.
public struct PaperReader: Sendable {
    let executor: CommandExecutor
    let objects: any ObjectStore
    let pool: ReaderPool
    let languages: [String]

    /// - Parameter languages: Tesseract's codes to which each organisation's own is added.
    public init(
        executor: CommandExecutor, objects: any ObjectStore, pool: ReaderPool,
        languages: [String] = ["eng"]
    ) {
        self.executor = executor
        self.objects = objects
        self.pool = pool
        self.languages = languages
    }

    /// One attempt of the job with this id. Doing it again after a crash enters one reading.
    ///
    /// - Throws: `RecognitionFailure` when another attempt may help. What is wrong with the paper
    ///   itself is entered at once and not thrown.
    public func read(
        _ payload: ReadPaperPayload, job: String, attempt: Int
    ) async throws {
        guard let source = try await begin(payload, job: job, attempt: attempt) else { return }
        let started = executor.clock.now()
        do {
            let bytes = try await objects.get(source.key)
            var reading = try await pool.read(
                bytes: bytes, languages: source.languages, hints: source.hints)
            let previews = try await previews(of: reading, bytes)
            let compared = executor.clock.now()
            let known = try await executor.database.read { snapshot in
                try KnownSuppliers.load(of: payload.actor.organisation, in: snapshot)
            }
            let teacher = known.improve(&reading)
            var found = FinishedReading(
                reading: PaperReading(reading), previews: previews, job: job, attempt: attempt,
                startedAt: started, endedAt: executor.clock.now())
            found.reading.taughtBy = teacher
            found.comparedAt = compared
            found.alike = try await alike(found, payload)
            let finished = found
            try await change(payload, job: job) { work in try finished.enter(payload, in: work) }
        } catch let failure as RecognitionFailure where !failure.mayRetry {
            let reason = PaperFailure(code: failure.code.rawValue, detail: failure.message)
            try await fail(payload, job: job, attempt: attempt, reason)
        } catch let fault as ObjectFault {
            switch fault {
            case .unavailable, .full: throw fault
            case .missing, .damaged, .unusable, .refused, .tooLarge:
                let reason = PaperFailure(code: "file_lost", detail: "\(fault)")
                try await fail(payload, job: job, attempt: attempt, reason)
            }
        }
    }

    /// Puts a paper whose attempt failed back into the queue, with the reason.
    public func wait(
        _ payload: ReadPaperPayload, job: String, attempt: Int, reason: any Error
    ) async throws {
        let note = PaperFailure(reason)
        try await change(payload, job: job) { work in
            let paper = try payload.paper(in: work)
            guard paper.state == .reading else { return }
            try PaperStep(to: .queued, attempts: attempt, note: note)
                .take(paper, by: nil, in: work)
        }
    }

    /// Reports on the paper that it could not be read.
    public func giveUp(
        _ payload: ReadPaperPayload, job: String, attempt: Int, reason: String
    ) async throws {
        let known = RecognitionFailure(reason)
        let failure = PaperFailure(
            code: known?.code.rawValue ?? "reader_failed",
            detail: "Reading failed \(attempt) times; read it again or type it in. "
                + (known?.message ?? reason))
        try await fail(payload, job: job, attempt: attempt, failure)
    }

    private func fail(
        _ payload: ReadPaperPayload, job: String, attempt: Int, _ failure: PaperFailure
    ) async throws {
        try await change(payload, job: job) { work in
            let paper = try payload.paper(in: work)
            guard paper.state == .reading || paper.state == .queued else { return }
            try PaperStep(to: .failed, attempts: attempt, failure: failure)
                .take(paper, by: nil, in: work)
        }
    }

    private func change<T: Sendable>(
        _ payload: ReadPaperPayload, job: String,
        _ body: @escaping @Sendable (any Work) throws -> T
    ) async throws -> T {
        try await executor.transact(
            ReadPaperPayload.kind, as: payload.actor, requestID: job, body)
    }
}

extension PaperReader {
    private struct Source: Sendable {
        let key: ObjectKey
        let languages: [String]
        let hints: ExtractionHints
    }

    /// Nil when there is nothing left to do: an earlier attempt ended, or a person decided.
    private func begin(
        _ payload: ReadPaperPayload, job: String, attempt: Int
    ) async throws -> Source? {
        try await change(payload, job: job) { work in
            var paper = try payload.paper(in: work)
            if paper.state == .failed {
                // The job was started again from the jobs page.
                try PaperStep(to: .queued).take(paper, by: nil, in: work)
                paper = try payload.paper(in: work)
            }
            guard paper.state == .queued || paper.state == .reading,
                let key = ObjectKey(hex: paper.sha256)
            else { return nil }
            try PaperStep(to: .reading, attempts: attempt).take(paper, by: nil, in: work)
            return try source(key, in: work)
        }
    }

    private func source(_ key: ObjectKey, in work: any Work) throws -> Source? {
        try work.transaction.first(
            "SELECT country, base_currency, language FROM organisation WHERE id = $1",
            [.id(work.actor.organisation)]
        ) { row in
            Source(
                key: key, languages: codes(with: try row.text(2)),
                hints: ExtractionHints(
                    country: try row.text(0), currency: try row.text(1), today: work.today.iso))
        }
    }

    /// Papers mix the organisation's own language with those of the configuration.
    private func codes(with language: String) -> [String] {
        let own = ["sw": "swa", "fr": "fra", "ar": "ara"][String(language.prefix(2))]
        return languages + [own].compactMap { $0 }.filter { !languages.contains($0) }
    }

    private func previews(
        of reading: Reading, _ bytes: [UInt8]
    ) async throws -> [FinishedReading.Page] {
        var pages: [FinishedReading.Page] = []
        for page in reading.pages {
            let preview = try await pool.preview(
                bytes: bytes, page: page.number, quarterTurns: page.quarterTurns)
            let key = try await objects.put(preview.jpeg)
            pages.append(
                FinishedReading.Page(
                    number: page.number, width: page.width, height: page.height, sha256: key.hex,
                    print: preview.print))
        }
        return pages
    }

    /// Papers of before that look like this one; pictures are compared outside of the writer.
    private func alike(
        _ found: FinishedReading, _ payload: ReadPaperPayload
    ) async throws -> [PagePrints.Alike] {
        guard let print = found.previews.first(where: { $0.number == 1 })?.print else { return [] }
        let prints = PagePrints(
            organisation: payload.actor.organisation, paper: payload.paperID)
        return try await executor.database.read { snapshot in
            try prints.alike(print, in: snapshot)
        }
    }
}

extension ReadPaperPayload {
    func paper(in work: any Work) throws -> Paper {
        let found = try Paper.find(paperID, of: work.actor.organisation, in: work.transaction)
        guard let found else { throw Refusal(.paperUnknown, "There is no such paper.") }
        return found.paper
    }
}

extension PaperFailure {
    init(_ error: any Error) {
        if let failure = error as? RecognitionFailure {
            self.init(code: failure.code.rawValue, detail: failure.message)
        } else {
            self.init(code: "reader_failed", detail: "\(error)")
        }
    }
}
