import Foundation
import Jobs
import Ledger
import Recognition
import Storage
import Testing

@testable import Commons

/// An organisation with books, a store, a key and a worker's signal in a fresh folder.
struct WalkStage: Sendable {
    let folder: String
    let database: any Database
    let objects: FolderObjectStore
    let executor: CommandExecutor
    let issuer: Issuer
    let owner: Actor
    let clock: MovableClockwork

    static func with(_ body: (WalkStage) async throws -> Void) async throws {
        let folder = NSTemporaryDirectory() + "walk-tests-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let database = try await openDatabase(at: DatabaseLocation(folder))
        do {
            try await body(try await open(database, folder))
            await database.close()
        } catch {
            await database.close()
            throw error
        }
    }

    private static func open(_ database: any Database, _ folder: String) async throws -> WalkStage {
        let issuer = try IssuerFile(folder: folder).open(name: "Umoja SACCO")
        let objects = try FolderObjectStore(folder: folder + "/objects")
        let clock = MovableClockwork()
        let executor = CommandExecutor(
            database: database,
            registry: try CommandRegistry(Operations.all, files: Operations.files), clock: clock,
            installation: Installation(issuer: issuer, objects: objects))
        try await LogIntegrator(database: database, issuer: issuer, clock: clock).registerKey()
        let user = UserSummary(
            id: executor.ids.next(User.self, at: clock.now()), name: "Amina",
            email: "amina@example.org", language: "en")
        let owner = Actor(
            user: user.id, organisation: executor.ids.next(Organisation.self, at: clock.now()),
            role: .owner)
        let founding = try Founding(
            Register.NewOrganisation(name: "Duka", kind: .shop, country: "KE", baseCurrency: .kes),
            policy: .open)
        try await executor.transact("test.open", as: owner, requestID: "test") { work in
            _ = try founding.found(user, passwordHash: "none", in: work)
        }
        return WalkStage(
            folder: folder, database: database, objects: objects, executor: executor,
            issuer: issuer, owner: owner, clock: clock)
    }

    @discardableResult
    func send() async throws -> Paper {
        let receipt = try #require(DemoReceipt.all(until: clock.now().day).first)
        return try await executor.receivePaper(
            receipt.bytes, declared: receipt.mediaType, fileName: receipt.fileName, as: owner)
    }

    /// Works until the paper, the only one unless it is named, is as wanted. Retries wait by the
    /// clock, so it is moved on.
    func working(
        _ pool: ReaderPool, on paper: ID<Paper>? = nil,
        until isDone: @escaping @Sendable (Paper) -> Bool
    ) async throws -> Paper {
        let running = start(pool)
        defer { running.cancel() }
        while true {
            let papers = try await executor.ask(ListPapers(), as: owner)
            let wanted = try #require(paper ?? papers.items.first?.id)
            let shown = try await executor.ask(ShowPaper(id: wanted), as: owner)
            if isDone(shown) {
                running.cancel()
                await running.value
                await pool.shutDown()
                return shown
            }
            if shown.state == .queued { clock.pass(seconds: 1) }
            executor.installation.jobs.notify()
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Works until a count in the database is as wanted.
    func work(until count: String, is wanted: Int64) async throws {
        let pool = ReaderPool()
        let running = start(pool)
        defer { running.cancel() }
        while try await database.read({ try $0.first(count, []) { try $0.integer(0) } }) != wanted {
            executor.installation.jobs.notify()
            try await Task.sleep(for: .milliseconds(20))
        }
        running.cancel()
        await running.value
        await pool.shutDown()
    }

    private func start(_ pool: ReaderPool) -> Task<Void, Never> {
        let reader = PaperReader(executor: executor, objects: objects, pool: pool)
        let clock = clock
        let worker = Worker(
            name: UUID().uuidString, database: database,
            handlers: [
                ReadPaperJob(reader: reader),
                LearnTemplateJob(teacher: TemplateTeacher(executor: executor)),
            ],
            signal: executor.installation.jobs, now: { clock.now() })
        return Task { await worker.run() }
    }

    func newID<Entity>(_ entity: Entity.Type = Entity.self) -> ID<Entity> {
        executor.ids.next(entity, at: clock.now())
    }

    func acceptance(of paper: Paper, total: String) async throws -> AcceptPaper {
        let accounts = try await executor.ask(ListAccounts(), as: owner)
        let cash = try #require(accounts.items.first { $0.code == "1000" })
        let fields = try #require(paper.reading?.fields)
        return AcceptPaper(
            id: paper.id, documentID: newID(), kind: .receipt,
            supplier: try #require(fields.supplier.value), supplierAddress: nil,
            number: fields.number.value, date: try #require(Day(iso: fields.date.value ?? "")),
            dueDate: nil, currency: .kes, subtotal: nil, tax: nil,
            total: try Money(decimal: total, currency: .kes), lines: nil, accountID: nil,
            paidFromAccountID: cash.id)
    }

    func verify(_ proof: [UInt8]) -> Verification {
        Verification(proof, trusted: issuer.trusted, now: clock.now(), maximumStatusAge: nil)
    }
}
