import Insight
import Ledger
import Proof
import Storage
import Testing
import Wire

@testable import Commons

/// The shipped scorecard scores who owes us: from what the books can hold of a customer.
@Suite struct CustomerScoreTests {
    /// An invoice every three weeks since June 2025: two of three are paid twenty days late.
    private static func buyer(
        in desk: CreditDesk, invoices: Int = 26
    ) async throws -> ID<ScoreEntity> {
        let shop = desk.shop
        let kiosk = try await shop.party("Mama Njeri Kiosk")
        var day = try "2025-06-02".day
        for number in 0..<invoices {
            let due = day.adding(days: 14)
            shop.clock.move(to: day.iso)
            let invoice = try await shop.invoice("850.00", to: kiosk, on: day.iso, due: due.iso)
            let paid = due.adding(days: number.isMultiple(of: 3) ? 0 : 20)
            shop.clock.move(to: paid.iso)
            try await shop.pay("850.00", kiosk, on: paid.iso, for: [(invoice, "850.00")])
            day = day.adding(days: 21)
        }
        shop.clock.move(to: "2026-12-28")
        return kiosk.rebound(to: ScoreEntity.self)
    }

    private static let possible = [
        "on_time_share", "days_beyond_terms", "revenue_trend", "revenue_volatility",
        "credit_note_rate", "tenure_months",
    ]

    @Test func `A customer who owes for a year and a half gets points, reasons and advice`()
        async throws
    {
        try await CreditDesk.with { desk in
            let score = try await desk.score(try await Self.buyer(in: desk))
            #expect(score.model.sha256 == ShippedModel.pack.sha256)
            #expect(score.features.map(\.name) == Self.possible)
            #expect(score.coverage == 1)
            #expect(score.abstained == nil)
            let points = try #require(score.points)
            #expect((450..<600).contains(points), "\(points)")
            #expect(score.band != nil)
            // Five of the sixteen that fell due in twelve months came on their day.
            #expect(score.features.first?.value == 0.313)
            #expect(score.reasons.first?.feature == "on_time_share")
            let told = score.reasons.map(\.feature) + score.actions.map(\.feature)
            #expect(told.allSatisfy(Self.possible.contains), "\(told)")
            #expect(!score.actions.isEmpty)
            #expect(score.contributions.count == 13, "the model's own, so that they add up")
        }
    }

    @Test func `A customer with a handful of papers has no number, and is told why`() async throws {
        try await CreditDesk.with { desk in
            let score = try await desk.score(try await Self.buyer(in: desk, invoices: 6))
            #expect(score.abstained == .thinHistory)
            #expect(score.points == nil && score.band == nil && score.reasons.isEmpty)
            #expect(score.features.map(\.name) == Self.possible)
        }
    }

    @Test func `A customer with many papers of which little follows has no number`() async throws {
        try await CreditDesk.with { desk in
            let shop = desk.shop
            let kiosk = try await shop.party("New kiosk")
            shop.clock.move(to: "2026-12-28")
            for _ in 0..<25 {
                try await shop.invoice("90.00", to: kiosk, on: "2026-12-27", due: "2027-01-20")
            }
            let score = try await desk.score(kiosk.rebound(to: ScoreEntity.self))
            // Nothing has fallen due, and there are no months to compare.
            let known = score.features.filter { $0.value != nil }.map(\.name)
            #expect(known == ["credit_note_rate", "tenure_months"])
            #expect(score.coverage == 0.333)
            #expect(score.abstained == .fewFeatures)
            #expect(score.points == nil && score.abstainedText?.contains("books") == true)
        }
    }

    @Test func `The score that is taken along says the same of a customer`() async throws {
        try await CreditDesk.with { desk in
            let shop = desk.shop
            let buyer = try await Self.buyer(in: desk)
            let issuer = Issuer(name: "Umoja SACCO")
            let executor = CommandExecutor(
                database: shop.executor.database,
                registry: try CommandRegistry(Operations.all, files: Operations.files),
                clock: shop.clock, installation: Installation(issuer: issuer))
            try await LogIntegrator(
                database: shop.executor.database, issuer: issuer, clock: shop.clock
            ).registerKey()
            let score = try await desk.score(buyer)
            let pack = try await executor.scorePack(of: buyer, language: nil, as: shop.owner)
            #expect(pack.scoreID == score.id)
            let opened = try PackedScore(
                try WireEncoder.encode(pack), trusted: issuer.trusted, now: shop.clock.now())
            #expect(opened.score.abstention == nil)
            #expect(Int64(opened.score.points) == score.points)
            #expect(opened.score.coverage == score.coverage)
            #expect(opened.score.reasons.map(\.feature) == score.reasons.map(\.feature))
            #expect(opened.score.actions.map(\.feature) == score.actions.map(\.feature))
            func refusal(_ file: [UInt8], _ trusted: [TrustedIssuer]) -> String {
                do throws(Refusal) {
                    _ = try PackedScore(file, trusted: trusted, now: shop.clock.now())
                    return "not refused"
                } catch { return error.code.name }
            }
            let file = try WireEncoder.encode(pack)
            #expect(refusal(file, Issuer(name: "Another").trusted) == "score_pack_refused")
            let renamed = ScorePack(
                scoreID: pack.scoreID, pack: pack.pack,
                sha256: String(repeating: "0", count: 64), proof: pack.proof)
            #expect(
                refusal(try WireEncoder.encode(renamed), issuer.trusted) == "score_pack_refused")
            let alien = ScorePack(
                scoreID: shop.newID(ScoreRecord.self), pack: pack.pack, sha256: pack.sha256,
                proof: pack.proof)
            #expect(refusal(try WireEncoder.encode(alien), issuer.trusted) == "score_pack_refused")
            let other = try await executor.scorePack(
                of: buyer, language: .french, as: shop.owner)
            let mixed = ScorePack(
                scoreID: pack.scoreID, pack: other.pack, sha256: other.sha256, proof: pack.proof)
            #expect(
                refusal(try WireEncoder.encode(mixed), issuer.trusted) == "score_pack_refused")
            for text in ["", "row,points", "{}", #"{"pack":"?","proof":"?"}"#] {
                #expect(refusal(Array(text.utf8), issuer.trusted) == "score_pack_unreadable")
            }
            // However many ask at once, the same score in the same language has one statement.
            try await withThrowingTaskGroup { group in
                for _ in 0..<8 {
                    group.addTask {
                        _ = try await executor.scorePack(
                            of: buyer, language: .swahili, as: shop.owner)
                    }
                }
                try await group.waitForAll()
            }
            let made = try await executor.database.read { snapshot in
                try snapshot.rows(
                    "SELECT language FROM score_pack WHERE score_id = $1 ORDER BY language",
                    [.id(score.id)]
                ) { try $0.text(0) }
            }
            #expect(made == ["en", "fr", "sw"])
        }
    }

    @Test func `A record names a customer as it was called when it was made`() async throws {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            let buyer = try await Self.buyer(in: desk)
            let before = try await desk.score(buyer)
            #expect(before.entity.name == "Mama Njeri Kiosk")
            _ = try await shop.perform(
                UpdateParty(
                    id: buyer.rebound(to: Party.self), name: "Njeri Stores", isCustomer: true,
                    isSupplier: true, taxNumber: nil, email: nil, phone: nil, address: nil))
            shop.clock.pass(seconds: 60)
            // Nothing that is scored has moved: the same record, of somebody called otherwise.
            let now = try await desk.score(buyer)
            #expect(now.id == before.id && now.entity.name == "Njeri Stores")
            let record = try await executor.ask(ShowScoreRecord(id: before.id), as: shop.owner)
            #expect(record.entity.name == "Mama Njeri Kiosk")
            #expect(record.entity.id == buyer && record.points == before.points)
            // What is decided today is told to whoever is called so today.
            let decided = try await executor.perform(
                DecideScore(
                    id: before.id, decisionID: shop.newID(DecisionRecord.self),
                    decision: .declined, overrideReason: "Pays too late"), as: shop.owner)
            let notice = try await executor.ask(
                ShowNotice(id: try #require(decided.noticeID)), as: shop.owner)
            #expect(notice.content.name == "Njeri Stores")
            // The next record has the new name.
            shop.clock.pass(seconds: 60)
            try await shop.invoice(
                "900.00", to: buyer.rebound(to: Party.self), on: "2026-11-02", due: "2026-11-16")
            let next = try await desk.score(buyer)
            #expect(next.id != before.id)
            let later = try await executor.ask(ShowScoreRecord(id: next.id), as: shop.owner)
            #expect(later.entity.name == "Njeri Stores")
        }
    }
}
