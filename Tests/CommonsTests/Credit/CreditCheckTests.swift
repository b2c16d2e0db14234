import Insight
import Ledger
import Storage
import Testing

@testable import Commons

/// What somebody with a database tool changes in scores, `commons fsck` names: over both engines.
@Suite struct CreditCheckTests {
    @Test func `Models, scores, decisions and outcomes that were changed by hand are found`()
        async throws
    {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            _ = try await desk.share()
            let (score, _) = try await NoticeTests.decide(desk, .worseTerms, because: "Short")
            _ = try await executor.run(
                RecordOutcome(id: score.id, isBad: true, day: score.asOf), as: desk.sacco,
                identity: RequestIdentity(id: "test"))
            let model = try await executor.registerModel(
                try CreditDesk.pack(), name: "Fitted", as: desk.sacco)
            func findings() async throws -> [String] {
                try await Fsck(database: executor.database, objects: nil).run().findings
                    .filter { $0.area == "credit" }.map(\.rule)
            }
            #expect(try await findings() == [])
            let other = try CreditDesk.pack("2.5").content
            try await executor.database.write { transaction in
                try transaction.execute(
                    """
                    INSERT INTO score (organisation_id, id, entity_kind, entity_id, purpose,
                        model_id, model_sha256, as_of, known_at, snapshot_sha256, snapshot,
                        probability, points, band, abstained, answer, made_by, made_at,
                        entity_name)
                    SELECT organisation_id, $1, entity_kind, entity_id, 'shadow', model_id,
                        model_sha256, as_of, known_at, snapshot_sha256, snapshot, probability,
                        points + 200, band, abstained, answer, made_by, made_at, entity_name
                    FROM score WHERE id = $2
                    """, [.id(shop.newID(ScoreRecord.self)), .id(score.id)])
                try transaction.execute(
                    """
                    INSERT INTO score_decision (organisation_id, id, score_id, decision,
                        override_reason, decided_by, decided_at)
                    SELECT organisation_id, $1, score_id, 'approved', override_reason,
                        decided_by, decided_at
                    FROM score_decision
                    """, [.id(shop.newID(DecisionRecord.self))])
                try transaction.execute(
                    "UPDATE model SET content = $1 WHERE id = $2", [.bytes(other), .id(model.id)])
            }
            #expect(try await findings() == ["model_differs", "score_differs", "decision_differs"])
            // A model that is not what its hash names scores nobody.
            try await shop.refuses("model_unreadable") {
                _ = try KnownModels.find(try CreditDesk.pack("7.25").sha256) {
                    try ModelPack(json: other)
                }
            }
        }
    }
}
