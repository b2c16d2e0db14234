import Insight
import Ledger
import Storage
import Testing
import Wire

@testable import Commons

@Suite struct FairnessTests {
    @Test func `Groups are shown in sums, and never one of fewer than five businesses or people`()
        async throws
    {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            func report() async throws -> FairnessReport {
                try await shop.ask(ShowFairness(attribute: "gender"))
            }
            func decide(about entity: ID<ScoreEntity>, times: Int = 1) async throws {
                let score = try await desk.score(entity)
                for _ in 0..<times {
                    _ = try await shop.perform(
                        DecideScore(
                            id: score.id, decisionID: shop.newID(DecisionRecord.self),
                            decision: .worseTerms))
                }
            }
            for turn in 0..<6 {
                let customer = try await shop.party("Customer \(turn)")
                    .rebound(to: ScoreEntity.self)
                try await Self.keep("women", of: customer, in: desk, as: shop.owner)
                // However often one is decided about, it is one, and its last decision counts.
                try await decide(about: customer, times: turn == 0 ? 7 : 1)
                let groups = try await report().groups
                #expect(groups.isEmpty == (turn < 4))
            }
            let shown = try await report()
            #expect(shown.groups.map(\.decided) == [6])
            #expect(shown.groups.map(\.approved) == [0])
            #expect(shown.groups.first?.verdict == nil)
            // One group has one name, and nobody unknown has any.
            let customer = try await shop.party("Customer 7").rebound(to: ScoreEntity.self)
            try await Self.keep(" Women ", of: customer, in: desk, as: shop.owner)
            try await shop.refuses("blank_name") {
                try await Self.keep("  ", of: customer, in: desk, as: shop.owner)
            }
            try await shop.refuses("score_subject_unknown") {
                try await Self.keep(
                    "men", of: shop.newID(ScoreEntity.self), in: desk, as: shop.owner)
            }
            try await decide(about: customer)
            let again = try await report().groups
            #expect(again.map(\.value) == ["women"] && again.map(\.decided) == [7])
            // Whoever thinks again is not counted twice.
            let last = try await desk.score(customer)
            _ = try await shop.perform(
                DecideScore(
                    id: last.id, decisionID: shop.newID(DecisionRecord.self), decision: .approved))
            let third = try await report().groups
            #expect(third.map(\.decided) == [7] && third.map(\.approved) == [1])
            let kept = try await shop.ask(ListAttributes())
            #expect(kept.items.map(\.attribute) == ["gender"])
            #expect(kept.items.map(\.entities) == [7])
            // The trail says that an attribute was kept, and does not say which.
            let trail = try await executor.database.read { snapshot in
                try snapshot.rows(
                    "SELECT after FROM audit WHERE subject_kind = 'protected_attribute'", []
                ) { try $0.text(0) }
            }
            #expect(trail.count == 7)
            #expect(trail.allSatisfy { !$0.contains("women") })
            let officer = Actor(
                user: shop.owner.user, organisation: shop.owner.organisation, role: .loanOfficer)
            try await shop.refuses("forbidden") {
                _ = try await executor.ask(ShowFairness(attribute: "gender"), as: officer)
            }
        }
    }

    private static func sums(_ value: String, _ entities: Int64, approved: Int64) -> GroupSums {
        GroupSums(
            value: value, entities: entities, decided: entities, approved: approved,
            outcomes: 0, bad: 0)
    }

    @Test func `The group that is approved most often is what the others are held against`() {
        let sums = Self.sums
        // Most of all are women, and hardly one of them is approved.
        let most = FairnessReport(
            attribute: "gender",
            sums: [sums("women", 300, 10), sums("men", 200, 180)])
        #expect(most.reference == "men" && most.isAdverse)
        #expect(most.groups.map(\.value) == ["women", "men"])
        #expect(most.groups.map(\.verdict) == [.adverse, nil])
        #expect(most.groups.last?.impact == nil)
        // Two small groups had luck; the first is too small for a verdict about anybody.
        let lucky = FairnessReport(
            attribute: "tongue",
            sums: [
                sums("a", 500, 330), sums("b", 500, 450), sums("c", 19, 19), sums("d", 20, 19),
            ])
        #expect(lucky.reference == "b")
        #expect(lucky.groups.map(\.value) == ["a", "b", "d", "c"])
        #expect(lucky.groups.map(\.verdict) == [.adverse, nil, .fair, .unknown])
        // As often as each other: the larger one. Too few everywhere: the largest, and no verdict.
        let even = FairnessReport(
            attribute: "tongue", sums: [sums("a", 30, 0), sums("b", 40, 0)])
        #expect(even.reference == "b" && !even.isAdverse)
        let thin = FairnessReport(
            attribute: "tongue", sums: [sums("a", 19, 1), sums("b", 18, 18)])
        #expect(thin.reference == "a" && thin.groups.map(\.verdict) == [nil, .unknown])
    }

    @Test func `Many decisions about a few make no verdict`() {
        func group(_ value: String, _ entities: Int64, _ approved: Int64) -> GroupSums {
            GroupSums(value: value, entities: entities, decided: 200, approved: approved)
        }
        let few = FairnessReport(
            attribute: "gender", sums: [group("women", 5, 20), group("men", 200, 180)])
        #expect(few.groups.map(\.verdict) == [nil, .unknown] && !few.isAdverse)
        let compared = FairnessReport(
            attribute: "gender", sums: [group("women", 200, 20), group("men", 19, 180)])
        #expect(compared.reference == "women", "of the others there are too few")
        #expect(!compared.isAdverse)
        let enough = FairnessReport(
            attribute: "gender", sums: [group("women", 20, 20), group("men", 20, 180)])
        #expect(enough.isAdverse)
    }

    @Test func `Small groups are joined`() {
        let sums = Self.sums
        let report = FairnessReport(
            attribute: "tongue",
            sums: [
                sums("a", 4, 1), sums("b", 100, 30),
                sums("c", 200, 150), sums("d", 3, 2),
                sums("e", 100, 74),
            ])
        #expect(report.reference == "c")
        #expect(report.groups.map(\.value) == ["c", "b", "e", "other"])
        #expect(report.groups.map(\.verdict) == [nil, .adverse, .fair, .unknown])
        #expect(report.groups.last?.decided == 7)
        #expect(report.isAdverse)
        // The worst case of all has a verdict too, and a few of a large group.
        for approved: Int64 in [0, 10] {
            let none = FairnessReport(
                attribute: "tongue",
                sums: [
                    sums("a", 200, 180), sums("b", 200, approved),
                ])
            #expect(none.isAdverse && none.groups.last?.verdict == .adverse)
        }
        let few = FairnessReport(attribute: "tongue", sums: [sums("a", 4, 1)])
        #expect(few.groups.isEmpty && few.reference == nil && !few.isAdverse)
    }

    @Test func `A model that treats a group adversely is approved only for a reason that both see`()
        async throws
    {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            try await Self.population(in: desk)
            let model = try await executor.registerModel(
                try CreditDesk.pack(), name: "Strict", as: desk.sacco)
            func validate() async throws -> ModelDetail {
                shop.clock.pass(seconds: 1)
                return try await ValidateModel(id: model.id).run(as: desk.sacco, with: executor)
            }
            func ask(_ reason: String?) async throws -> Outcome {
                try await executor.run(
                    ApproveModel(id: model.id, reason: reason), as: desk.sacco,
                    identity: RequestIdentity(id: "test"))
            }
            let checked = try await validate()
            let check = try #require(checked.checks.first { $0.name == .fairness })
            #expect(!check.isMet && !check.isBlocking)
            #expect(
                check.detail.hasPrefix("gender: women would be approved 0.33 times"), "\(check)")
            let report = try #require(checked.fairness.first)
            #expect(report.groups.map(\.decided) == [120, 80])
            #expect(report.groups.map(\.approved) == [90, 20])
            // Of the approved men every third has an outcome, and every second of those is bad.
            #expect(report.groups.map(\.outcomes) == [30, 0])
            #expect(report.groups.map(\.bad) == [15, 0])
            #expect(report.groups.map(\.badApproved) == [1, nil])
            #expect(report.groups.map(\.goodDeclined) == [0, nil])
            #expect(report.groups.last?.verdict == .adverse)
            // Nobody is asked for what would be refused.
            for reason in [nil, "  "] {
                try await shop.refuses("model_unfair") { _ = try await ask(reason) }
            }
            let waiting = try await executor.ask(
                ListApprovals(state: .pending, after: nil, limit: nil), as: desk.second)
            #expect(waiting.items.isEmpty)
            let first = try await Self.pending(try await ask("No other model tells late payers"))
            // Whoever is recorded meanwhile was not looked at.
            shop.clock.pass(seconds: 1)
            try await Self.keep("women", of: desk.shopID, in: desk, as: desk.sacco)
            try await shop.refuses("model_state") {
                _ = try await executor.perform(Approve(id: first.id), as: desk.second)
            }
            _ = try await validate()
            shop.clock.pass(seconds: 1)
            _ = try await executor.perform(Approve(id: first.id), as: desk.second)
            let detail = try await executor.ask(ShowModel(id: model.id), as: desk.sacco)
            #expect(detail.model.state == .approved)
            #expect(detail.history.last?.note == "No other model tells late payers")
            let officer = Actor(
                user: desk.sacco.user, organisation: desk.sacco.organisation, role: .loanOfficer)
            let narrow = try await executor.ask(ShowModel(id: model.id), as: officer)
            #expect(narrow.fairness.isEmpty && !narrow.checks.isEmpty)
            let told = narrow.checks.map(\.detail).joined()
            #expect(!told.contains("women") && !told.contains("gender"), "\(told)")
        }
    }

    @Test func `A group that is treated adversely is found though most are of it`() async throws {
        try await CreditDesk.with { desk in
            try await Self.population([("women", 120, 20), ("men", 80, 70)], in: desk)
            let executor = desk.shop.executor
            let model = try await executor.registerModel(
                try CreditDesk.pack(), name: "Strict", as: desk.sacco)
            desk.shop.clock.pass(seconds: 1)
            let checked = try await ValidateModel(id: model.id).run(as: desk.sacco, with: executor)
            let check = try #require(checked.checks.first { $0.name == .fairness })
            #expect(
                check.detail.hasPrefix("gender: women would be approved 0.19 times"), "\(check)")
            let report = try #require(checked.fairness.first)
            #expect(report.reference == "men")
            #expect(report.groups.map(\.value) == ["women", "men"])
            #expect(report.groups.map(\.verdict) == [.adverse, nil])
            try await desk.shop.refuses("model_unfair") {
                _ = try await executor.run(
                    ApproveModel(id: model.id, reason: nil), as: desk.sacco,
                    identity: RequestIdentity(id: "test"))
            }
        }
    }

    private static func pending(_ asked: Outcome) async throws -> PendingApproval {
        #expect(asked.status == 202)
        return try WireDecoder().decode(PendingApproval.self, from: asked.body)
    }

    static func keep(
        _ value: String, of entity: ID<ScoreEntity>, in desk: CreditDesk, as actor: Actor
    ) async throws {
        _ = try await desk.shop.executor.run(
            RecordAttribute(entityID: entity, attribute: "gender", value: value), as: actor,
            identity: RequestIdentity(id: "test"))
    }

    /// Groups with how many of them there are and how many pay on time: unless it is said, 120 men,
    /// three quarters of whom do, and 80 women, a quarter of whom do. Some of the men's loans have
    /// ended.
    private static func population(
        _ groups: [(String, Int, Int)] = [("men", 120, 90), ("women", 80, 20)],
        in desk: CreditDesk
    ) async throws {
        let model = try CreditDesk.pack().model()
        let day = try "2026-11-01".day
        let (actor, executor) = (desk.sacco, desk.shop.executor)
        try await executor.transact("test.scores", as: actor, requestID: "test") { work in
            for (value, count, good) in groups {
                for place in 0..<count {
                    let snapshot = FeatureSnapshot([
                        .init(
                            name: "on_time_share", value: place < good ? 0.95 : 0.4, proof: 1,
                            rows: 40)
                    ])
                    let entity = ScoreEntity(
                        kind: .party, id: work.newID(ScoreEntity.self), name: "")
                    try NewScore(
                        entity: entity, purpose: .live, model: ShippedModel.id,
                        modelHash: ShippedModel.pack.sha256, asOf: day, knownAt: work.now,
                        snapshot: snapshot, score: model.score(snapshot)
                    ).insert(in: work)
                    try work.transaction.execute(
                        """
                        INSERT INTO protected_attribute (organisation_id, entity_id, attribute,
                            value, recorded_by, recorded_at) VALUES ($1, $2, $3, $4, $5, $6)
                        """,
                        [
                            .id(actor.organisation), .id(entity.id), .text("gender"),
                            .text(value), .id(actor.user), .instant(work.now),
                        ])
                    guard value == "men", place < good, place.isMultiple(of: 3) else { continue }
                    try work.transaction.execute(
                        """
                        INSERT INTO score_outcome (organisation_id, score_id, is_bad, day,
                            recorded_by, recorded_at)
                        SELECT organisation_id, id, $3, as_of, made_by, made_at FROM score
                        WHERE organisation_id = $1 AND entity_id = $2
                        """,
                        [
                            .id(actor.organisation), .id(entity.id),
                            .integer(place.isMultiple(of: 6) ? 1 : 0),
                        ])
                }
            }
        }
    }
}
