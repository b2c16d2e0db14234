import Foundation
import Insight
import Ledger
import Proof
import Recognition
import Storage
import TestPostgreSQL
import Testing
import Wire

@testable import Commons

/// An organisation with books, an object store, a signing key and a log, in a fresh folder.
struct PaperDesk: Sendable {
    let shop: Shop
    let objects: FolderObjectStore
    let objectFolder: String
    let issuer: Issuer
    let integrator: LogIntegrator

    var executor: CommandExecutor { shop.executor }
    var database: any Database { shop.executor.database }

    /// Runs the body on SQLite and then on PostgreSQL.
    static func onBothEngines(_ body: (PaperDesk) async throws -> Void) async throws {
        try await with(nil, body)
        try await ThrowawayCluster.shared.get().withDatabase { location in
            try await with(location, body)
        }
    }

    static func with(
        _ location: DatabaseLocation? = nil, _ body: (PaperDesk) async throws -> Void
    ) async throws {
        let folder = NSTemporaryDirectory() + "paper-tests-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let database = try await openDatabase(at: location ?? DatabaseLocation(folder))
        do {
            try await body(try await open(database, folder: folder))
            await database.close()
        } catch {
            await database.close()
            throw error
        }
    }

    private static func open(_ database: any Database, folder: String) async throws -> PaperDesk {
        let clock = TestClock("2026-03-02")
        let issuer = try IssuerFile(folder: folder).open(name: "Umoja SACCO")
        let objects = try FolderObjectStore(folder: folder + "/objects")
        let executor = CommandExecutor(
            database: database,
            registry: try CommandRegistry(Operations.all, files: Operations.files), clock: clock,
            installation: Installation(issuer: issuer, objects: objects))
        let shop = try await Shop.open(executor, clock, .kes)
        let integrator = LogIntegrator(database: database, issuer: issuer, clock: clock)
        try await integrator.registerKey()
        return PaperDesk(
            shop: shop, objects: objects, objectFolder: folder + "/objects", issuer: issuer,
            integrator: integrator)
    }

    /// Another picture for every number.
    static func picture(_ number: UInt8 = 1) -> [UInt8] {
        CameraPicture.jpeg(orientation: 6).replacing(
            [0x12, 0xFF, 0x00, 0x34], with: [number, 0xFF, 0x00, 0x34])
    }

    @discardableResult
    func upload(_ number: UInt8 = 1, document: ID<Document>? = nil) async throws -> Paper {
        shop.clock.pass(seconds: 1)
        return try await executor.receivePaper(
            Self.picture(number), declared: "image/jpeg", fileName: "receipt.jpg",
            document: document, as: shop.owner)
    }

    /// What a reader would have read: the machine's steps with given fields, without a picture
    /// engine.
    ///
    /// - Parameter look: papers with the same one have the same picture.
    func enterReading(
        of paper: Paper, total: String = "1250.00", look: Int8? = nil, number: String = "R-17",
        source: String = "ocr", buyer: String? = nil, seller: String? = nil, words: Int = 1,
        change: (inout PaperReading) -> Void = { _ in }
    ) async throws {
        shop.clock.pass(seconds: 1)
        let payload = ReadPaperPayload(paper: paper.id, by: shop.owner)
        var reading = Self.reading(total: total)
        reading.fields.number.value = number == "unread" ? nil : number
        reading.fields.total.source = source
        if let word = reading.words?.first {
            reading.words = Array(repeating: word, count: words)
        }
        if let seller { reading.fields.supplier.value = seller }
        reading.fields.buyer.value = buyer
        reading.fields.buyer.confidence = buyer == nil ? 0 : 0.7
        change(&reading)
        let page = look.map { look in
            FinishedReading.Page(
                number: 1, width: 40, height: 60, sha256: paper.sha256, print: Self.print(look))
        }
        var finished = FinishedReading(
            reading: reading, previews: [page].compactMap { $0 },
            job: shop.newID(Paper.self).text, attempt: 1, startedAt: shop.clock.now(),
            endedAt: shop.clock.now())
        finished.comparedAt = Instant(microseconds: 0)
        let entered = finished
        try await executor.transact("paper.read", as: shop.owner, requestID: "test") { work in
            let found = try payload.paper(in: work)
            try PaperStep(to: .reading, attempts: 1).take(found, by: nil, in: work)
        }
        shop.clock.pass(seconds: 1)
        try await executor.transact("paper.read", as: shop.owner, requestID: "test") { work in
            try entered.enter(payload, in: work)
        }
        shop.clock.pass(seconds: 1)
    }

    private static func print(_ look: Int8) -> PicturePrint? {
        PicturePrint(
            bytes: (0..<PicturePrint.byteCount).map { place in
                UInt8(bitPattern: Int8(truncatingIfNeeded: place &* (7 + 2 * Int(look))) / 2)
            })
    }

    static func reading(total: String) -> PaperReading {
        func field(_ value: String?, _ confidence: Double = 0.5) -> PaperField {
            PaperField(
                value: value, confidence: value == nil ? 0 : confidence, box: [1, 2, 3, 4],
                page: 1, source: "ocr")
        }
        return PaperReading(
            kind: "receipt",
            fields: PaperFields(
                supplier: field("DUKA LA MWANGI"), supplierAddress: field(nil), buyer: field(nil),
                number: field("R-17"), date: field("2026-03-01"), dueDate: field(nil),
                currency: field("KES"), subtotal: field(nil), tax: field(nil),
                total: field(total, 0.812)),
            lines: [], warnings: [], pages: [PaperPage(page: 1, width: 40, height: 60)],
            words: [PaperWord(text: "TOTAL", confidence: 0.9, box: [1, 2, 3, 4], page: 1)])
    }

    func acceptance(
        of paper: Paper, document: ID<Document>? = nil, total: String = "1260.00"
    ) throws -> AcceptPaper {
        AcceptPaper(
            id: paper.id, documentID: document ?? shop.newID(Document.self), kind: .receipt,
            supplier: "Duka la Mwangi", supplierAddress: nil, number: "R-17",
            date: try #require(Day(iso: "2026-03-01")), dueDate: nil, currency: .kes,
            subtotal: nil, tax: nil, total: try shop.money(total), lines: nil, accountID: nil,
            paidFromAccountID: try shop.account("1000"))
    }

    /// A booked receipt and its attestation.
    func attested(_ number: UInt8 = 1) async throws -> Attestation {
        let paper = try await upload(number)
        try await enterReading(of: paper)
        let accepted = try await shop.perform(
            AcceptPaper(
                id: paper.id, documentID: shop.newID(Document.self), kind: .receipt,
                supplier: "Duka la Mwangi", supplierAddress: nil, number: "R-\(number)",
                date: try #require(Day(iso: "2026-03-01")), dueDate: nil, currency: .kes,
                subtotal: nil, tax: nil, total: try shop.money("1260.00"), lines: nil,
                accountID: nil, paidFromAccountID: try shop.account("1000")))
        return try await shop.perform(
            AttestSubject(
                id: shop.newID(Attestation.self),
                subject: Subject(kind: "document", id: accepted.documentID.text)))
    }

    /// Somebody else with the right to review papers.
    func colleague(_ name: String) async throws -> Actor {
        let member = try await shop.perform(
            AddMember(
                id: shop.newID(User.self), name: name, email: "\(name)@example.org",
                role: .accountant, amountLimit: nil))
        return Actor(
            user: member.userID, organisation: shop.owner.organisation, role: .accountant)
    }

    func fsck() async throws -> [String] {
        try await Fsck(database: database, objects: objects).run().findings
            .map { "\($0.area)/\($0.rule)" }
    }

    /// What somebody with the file and no scruples does.
    func tamper(_ sql: String) async throws {
        try await database.write { _ = try $0.execute(sql) }
    }

    func strings(_ sql: String) async throws -> [String] {
        try await database.read { try $0.rows(sql, []) { try $0.textIfAny(0) ?? "-" } }
    }

    func code(_ body: () async throws -> Void) async throws -> String {
        do {
            try await body()
            return "done"
        } catch let refusal as Refusal {
            return refusal.code.name
        }
    }
}

extension Array where Element == UInt8 {
    func replacing(_ old: [UInt8], with new: [UInt8]) -> [UInt8] {
        guard let start = (0...(count - old.count)).first(where: {
            Array(self[$0..<($0 + old.count)]) == old
        }) else { return self }
        var copy = self
        copy.replaceSubrange(start..<(start + old.count), with: new)
        return copy
    }
}
