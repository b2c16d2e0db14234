import Insight
import Ledger
import Storage
import Testing

@testable import Commons

/// Fairness counts everybody once, with what became of the loan that was decided about last.
@Suite struct LoanFairnessTests {
    @Test func `An outcome on a contest's new score is of the decision that was contested`()
        async throws
    {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            func keep(_ isBad: Bool, on score: ID<ScoreRecord>, _ loan: String) async throws {
                _ = try await executor.run(
                    RecordOutcome(
                        id: score, isBad: isBad, day: shop.clock.now().day, loan: loan),
                    as: shop.owner, identity: RequestIdentity(id: "test"))
            }
            for turn in 0..<12 {
                let customer = try await shop.party("Customer \(turn)")
                    .rebound(to: ScoreEntity.self)
                try await FairnessTests.keep("women", of: customer, in: desk, as: shop.owner)
                let score = try await desk.score(customer)
                func decide(_ decision: CreditDecision, _ loan: String) async throws
                    -> DecisionRecord
                {
                    shop.clock.pass(seconds: 1)
                    return try await shop.perform(
                        DecideScore(
                            id: score.id, decisionID: shop.newID(DecisionRecord.self),
                            decision: decision, loan: loan))
                }
                // A loan of before, that was repaid: it is not the last one.
                _ = try await decide(.approved, "old")
                try await keep(false, on: score.id, "old")
                guard turn >= 6 else {
                    _ = try await decide(.approved, "new")
                    try await keep(true, on: score.id, "new")
                    continue
                }
                let made = try await decide(.worseTerms, "new")
                let contest = shop.newID(Contest.self)
                _ = try await shop.perform(
                    ContestNotice(
                        id: try #require(made.noticeID), contestID: contest, statement: "Why?"))
                shop.clock.pass(seconds: 1)
                let answered = try await AnswerContest(id: contest, answer: "So.").run(
                    as: shop.owner, with: executor)
                try await keep(
                    true, on: try #require(answered.contests.first?.rescoreID), "new")
            }
            shop.clock.pass(seconds: 86_400)
            let report = try await ShowFairness(attribute: "gender").report(
                for: shop.owner, with: executor, requestID: "test")
            let group = try #require(report.groups.first)
            #expect(group.people == 10)
            // Twelve were bad and six of them approved, in steps of three people of ten.
            #expect(group.badApproved == 0.6)
            #expect(group.goodDeclined == nil, "nobody's last loan was good")
        }
    }

    @Test func `A model is held against the look at which an outcome was kept`() async throws {
        try await CreditDesk.with { desk in
            let executor = desk.shop.executor
            let model = try CreditDesk.pack().model()
            try await FairnessTests.population([("women", 20, 10)], in: desk)
            func approved() async throws -> Int? {
                let own = desk.sacco.organisation
                return try await executor.database.read { snapshot in
                    try ModelFairness(of: own, in: snapshot).reports(of: model)
                }.first?.groups.first.map { Int(($0.approved * 100).rounded()) }
            }
            #expect(try await approved() == 45)
            // Five of the late payers contested: the books were wrong.
            let snapshot = FeatureSnapshot([
                .init(name: "on_time_share", value: 0.95, proof: 1, rows: 40)
            ])
            try await executor.transact("test.looks", as: desk.sacco, requestID: "test") { work in
                let late = try work.transaction.rows(
                    "SELECT entity_id, as_of FROM score WHERE snapshot LIKE '%0.4%' LIMIT 5", []
                ) { (try $0.id(0) as ID<ScoreEntity>, try $0.day(1)) }
                #expect(late.count == 5)
                for (entity, day) in late {
                    try NewScore(
                        entity: ScoreEntity(kind: .party, id: entity, name: ""),
                        purpose: .contest, model: ShippedModel.id,
                        modelHash: ShippedModel.pack.sha256, asOf: day, knownAt: work.now,
                        snapshot: snapshot, score: model.score(snapshot)
                    ).insert(in: work)
                }
            }
            #expect(try await approved() == 45, "a look alone changes nothing")
            try await executor.database.write { transaction in
                try transaction.execute(
                    """
                    INSERT INTO score_outcome (organisation_id, score_id, is_bad, day,
                        recorded_by, recorded_at)
                    SELECT organisation_id, id, 0, as_of, made_by, made_at FROM score
                    WHERE purpose = 'contest'
                    """)
            }
            #expect(try await approved() == 75)
        }
    }
}
