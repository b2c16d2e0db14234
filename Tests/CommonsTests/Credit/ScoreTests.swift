import Insight
import Ledger
import Storage
import Testing

@testable import Commons

@Suite struct ScoreTests {
    @Test func `A score follows from the books, and the same inputs are the same record`()
        async throws
    {
        try await CreditDesk.with { desk in
            let score = try await desk.score()
            let values = Dictionary(
                uniqueKeysWithValues: score.features.map { ($0.name, $0.value) })
            // Of twelve bills due in the year three came ten days late.
            #expect(values["on_time_share"] == 0.75)
            #expect(values["days_beyond_terms"] == 2.5)
            #expect(values["buyer_delay"] == 5)
            #expect(values["buyer_concentration"] == 0.667)
            #expect(values["revenue_trend"] == 0)
            #expect(values["revenue_volatility"] == 0)
            #expect(values["credit_note_rate"] == 0)
            #expect(values["tenure_months"] == 19)
            #expect(values["guarantors"] == nil, "the books cannot hold it")
            #expect(score.coverage == 0.889, "the cash alone is missing of nine")
            #expect(score.model.sha256 == ShippedModel.pack.sha256)
            let again = try await desk.score()
            #expect(again.id == score.id)
            desk.shop.clock.move(to: "2026-12-29")
            #expect(try await desk.score().id == score.id, "a day without change is no change")
            let other = try await desk.score(language: .french)
            #expect(other.id == score.id)
            #expect(other.language == .french)
        }
    }

    @Test func `Where too little is known the score abstains and shows no number`() async throws {
        try await CreditDesk.with { desk in
            let score = try await desk.score()
            // Twelve bills and invoices a year: nothing rests on twenty rows but the tenure.
            #expect(score.abstained == nil)
            let customer = desk.buyer.rebound(to: ScoreEntity.self)
            let thin = try await desk.score(customer)
            #expect(thin.abstained == .thinHistory)
            #expect(thin.points == nil && thin.probability == nil && thin.band == nil)
            #expect(thin.reasons.isEmpty && thin.contributions.isEmpty)
            #expect(thin.abstainedText?.isEmpty == false)
            #expect(!thin.features.isEmpty)
        }
    }

    @Test func `As of a day counts only what was recorded by then, and later knowledge counts today`()
        async throws
    {
        try await CreditDesk.with { desk in
            let shop = desk.shop
            let before = try await desk.score(asOf: "2026-10-31")
            let today = try await desk.score()
            // A bill of June comes to light only now.
            let mill = try await shop.party("Forgotten mill")
            let bill = shop.newID(Document.self)
            _ = try await shop.perform(
                CreateBill(
                    id: bill, partyID: mill, day: try "2026-06-01".day,
                    dueDay: try "2026-06-10".day, currency: shop.currency,
                    lines: [try shop.line("4000.00")]))
            _ = try await shop.perform(ApproveBill(id: bill))
            let after = try await desk.score(asOf: "2026-10-31")
            #expect(after.id == before.id)
            let now = try await desk.score()
            #expect(now.id != today.id)
            let share = now.features.first { $0.name == "on_time_share" }?.value
            #expect(share == 0.409)
            let history = try await shop.ask(ListScoreHistory(entityID: desk.shopID))
            #expect(history.items.map(\.id).prefix(2) == [now.id, today.id])
            try await shop.refuses("score_later") {
                _ = try await desk.score(asOf: "2027-01-01")
            }
        }
    }

    @Test func `One paper with a day of long ago makes nobody older`() async throws {
        try await CreditDesk.with { desk in
            func tenure() async throws -> Double? {
                try await desk.score().features.first { $0.name == "tenure_months" }?.value
            }
            let before = try await tenure()
            let kiosk = try await desk.shop.party("Long ago")
            _ = try await desk.shop.invoice("1.00", to: kiosk, on: "2012-01-05")
            #expect(try await tenure() == before)
            #expect(before == 19)
        }
    }

    @Test func `What is void or released no longer counts`() async throws {
        try await CreditDesk.with { desk in
            let shop = desk.shop
            let before = try await desk.score()
            let kiosk = try await shop.party("Mistake")
            let invoice = try await shop.invoice("9000.00", to: kiosk, on: "2026-12-01")
            let wrong = try await desk.score()
            #expect(wrong.id != before.id)
            _ = try await shop.perform(
                VoidInvoice(id: invoice, day: try "2026-12-28".day, reason: "mistake"))
            #expect(try await desk.score().snapshotSha256 == before.snapshotSha256)
            #expect(try await desk.score().id == before.id)
        }
    }

    @Test func `Nobody scores a business that did not agree, nor after it took its consent back`()
        async throws
    {
        try await CreditDesk.with { desk in
            let shop = desk.shop
            try await shop.refuses("score_subject_unknown") {
                _ = try await desk.score(as: desk.sacco)
            }
            for over in ["2026-12-27", "2020-01-01"] {
                try await shop.refuses("share_over") { _ = try await desk.share(until: over) }
            }
            let share = try await desk.share(until: "2026-12-28")
            try await shop.refuses("share_exists") { _ = try await desk.share() }
            let own = try await desk.score()
            let lent = try await desk.score(as: desk.sacco)
            #expect(lent.snapshotSha256 == own.snapshotSha256)
            #expect(lent.id != own.id, "each scorer keeps records of its own")
            let list = try await shop.executor.ask(ListScores(), as: desk.sacco)
            #expect(list.items.map(\.scoreID) == [lent.id])
            // The lender's record is the lender's.
            try await shop.refuses("score_unknown") {
                _ = try await shop.ask(ShowScoreRecord(id: lent.id))
            }
            _ = try await shop.executor.run(
                EndShare(id: share.id), as: shop.owner, identity: RequestIdentity(id: "test"))
            try await shop.refuses("score_subject_unknown") {
                _ = try await desk.score(as: desk.sacco)
            }
            // What was made stays with the lender, and is found by who it was of.
            let kept = try await shop.executor.ask(
                ListScoreHistory(entityID: desk.shopID), as: desk.sacco)
            #expect(kept.items.map(\.id) == [lent.id])
            try await shop.refuses("score_subject_unknown") {
                _ = try await shop.executor.ask(
                    ListScoreHistory(entityID: shop.newID(ScoreEntity.self)), as: desk.sacco)
            }
            try await shop.refuses("share_unknown") {
                _ = try await shop.perform(EndShare(id: share.id))
            }
            try await shop.refuses("lender_unknown") {
                _ = try await shop.perform(
                    ShareScore(
                        id: shop.newID(ScoreShare.self), lenderID: shop.owner.organisation,
                        until: try "2027-01-01".day))
            }
        }
    }

    @Test func `Scores are never changed`() async throws {
        try await CreditDesk.with { desk in
            _ = try await desk.score()
            for statement in ["UPDATE score SET points = 900", "DELETE FROM score"] {
                await #expect(throws: StorageFault.self) {
                    try await desk.shop.executor.database.write { try $0.execute(statement) }
                }
            }
        }
    }

    @Test func `Every feature has a definition, and the catalogue says what waits`() async throws {
        #expect(FeatureDefinition.all.map(\.name) == CreditFeature.allCases.map(\.rawValue))
        #expect(FeatureDefinition.all.count { $0.isAlive } == 9)
        #expect(FeatureDefinition.all.allSatisfy { !$0.missing.isEmpty && !$0.window.isEmpty })
        // What stands behind a paper is said with every weight that it can have.
        let trend = try #require(FeatureDefinition.all.first { $0.name == "revenue_trend" })
        for grade in EvidenceGrade.allCases {
            #expect(trend.evidence.contains("\(grade.weight)"), "\(grade): \(trend.evidence)")
        }
        #expect(trend.missing.contains("no sales"))
    }
}
