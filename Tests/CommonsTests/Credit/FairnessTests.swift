import Insight
import Ledger
import Storage
import Testing
import Wire

@testable import Commons

@Suite struct FairnessTests {
    @Test func `Groups are shown coarsely, and never one of fewer than ten businesses or people`()
        async throws
    {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            func report() async throws -> FairnessReport {
                try await Self.report(for: shop.owner, in: desk)
            }
            func decide(_ decision: CreditDecision, about entity: ID<ScoreEntity>) async throws {
                let score = try await desk.score(entity)
                shop.clock.pass(seconds: 1)
                _ = try await shop.perform(
                    DecideScore(
                        id: score.id, decisionID: shop.newID(DecisionRecord.self),
                        decision: decision))
            }
            var customers: [ID<ScoreEntity>] = []
            for turn in 0..<12 {
                customers.append(
                    try await shop.party("Customer \(turn)").rebound(to: ScoreEntity.self))
                try await Self.keep(
                    turn == 0 ? " Women\u{200B} " : "women", of: customers[turn], in: desk,
                    as: shop.owner)
                try await decide(turn < 4 ? .approved : .worseTerms, about: customers[turn])
                // However often one is decided about, on however many scores, it is one.
                shop.clock.pass(seconds: 86_400)
                if turn == 8 { try await decide(.worseTerms, about: customers[turn]) }
                #expect(try await report().groups.isEmpty == (turn < 9), "\(turn)")
            }
            let shown = try await report()
            #expect(shown.groups.map(\.value) == ["women"])
            #expect(shown.groups.map(\.people) == [10])
            // A third of twelve, in steps of three people of the ten that are told.
            #expect(shown.groups.map(\.approved) == [0.3])
            #expect(shown.groups.first?.verdict == nil)
            // One decision more or less about a named business tells nothing.
            let before = try WireEncoder.encode(shown)
            try await decide(.approved, about: customers[11])
            #expect(try WireEncoder.encode(try await report()) == before)
            shop.clock.pass(seconds: 86_400)
            #expect(try WireEncoder.encode(try await report()) == before)
            // What is decided today counts from tomorrow: another decision has no answer yet.
            for customer in customers[4..<7] { try await decide(.approved, about: customer) }
            #expect(try WireEncoder.encode(try await report()) == before)
            shop.clock.pass(seconds: 86_400)
            #expect(try await report().groups.map(\.approved) == [0.6])
            try await shop.refuses("blank_name") {
                try await Self.keep(" \u{2800}", of: customers[0], in: desk, as: shop.owner)
            }
            // Nobody who cannot be scored has an attribute, whoever they are.
            for stranger in [
                shop.newID(ScoreEntity.self), desk.sacco.organisation.rebound(to: ScoreEntity.self),
            ] {
                try await shop.refuses("score_subject_unknown") {
                    try await Self.keep("men", of: stranger, in: desk, as: shop.owner)
                }
            }
            let kept = try await shop.ask(ListAttributes())
            #expect(kept.items.map(\.attribute) == ["gender"])
            #expect(kept.items.map(\.entities) == [10])
            // The trail says that an attribute was kept, and does not say which.
            let trail = try await executor.database.read { snapshot in
                try snapshot.rows(
                    "SELECT after FROM audit WHERE subject_kind = 'protected_attribute'", []
                ) { try $0.text(0) }
            }
            #expect(trail.count == 12)
            #expect(trail.allSatisfy { !$0.contains("women") })
            let officer = Actor(
                user: shop.owner.user, organisation: shop.owner.organisation, role: .loanOfficer)
            try await shop.refuses("forbidden") {
                _ = try await Self.report(for: officer, in: desk)
            }
            // Who read the report, and of which attribute; whoever may not read it, did not.
            let readings = try await executor.database.read { snapshot in
                try snapshot.rows(
                    "SELECT command, user_id, after FROM audit WHERE subject_kind = 'fairness'", []
                ) { "\(try $0.text(0)) \(try $0.text(1)) \(try $0.text(2))" }
            }
            let reading = #"fairness.read \#(shop.owner.user) {"attribute":"gender"}"#
            #expect(readings == [String](repeating: reading, count: 17))
        }
    }

    private static func report(
        for actor: Actor, in desk: CreditDesk
    ) async throws -> FairnessReport {
        try await ShowFairness(attribute: "gender").report(
            for: actor, with: desk.shop.executor, requestID: "test")
    }

    private static func sums(_ value: String, _ people: Int64, approved: Int64) -> GroupSums {
        GroupSums(value: value, people: people, approved: approved)
    }

    private static func report(_ sums: [GroupSums]) -> FairnessReport {
        FairnessReport(attribute: "tongue", sums: sums)
    }

    @Test func `The group that is approved most often is what the others are held against`() {
        let sums = Self.sums
        // Most of all are women, and hardly one of them is approved.
        let most = Self.report([sums("women", 300, 10), sums("men", 200, 180)])
        #expect(most.reference == "men" && most.isAdverse)
        #expect(most.groups.map(\.value) == ["women", "men"])
        #expect(most.groups.map(\.verdict) == [.adverse, nil])
        #expect(most.groups.last?.impact == nil)
        // A small group had luck, and hides nobody.
        let lucky = Self.report([
            sums("a", 600, 390), sums("b", 600, 540), sums("c", 20, 17),
        ])
        #expect(lucky.reference == "b")
        #expect(lucky.groups.map(\.value) == ["a", "b", "c"])
        #expect(lucky.groups.map(\.verdict) == [.adverse, nil, .unknown])
        // Too few everywhere: the first, and no verdict.
        let thin = Self.report([sums("a", 19, 3), sums("b", 18, 15)])
        #expect(thin.reference == "a" && thin.groups.map(\.verdict) == [nil, .unknown])
    }

    @Test(
        "A share is rounded to steps of three people, and told of no fewer than three of a kind",
        arguments: [
            (3, 9, nil), (2, 10, nil), (8, 10, nil), (3, 10, 0.3), (4, 12, 0.3), (7, 19, 0.3),
            (7, 20, 0.3), (10, 30, 0.3), (31, 60, 0.5), (33, 60, 0.55), (500, 1_000, 0.5),
            (248, 2_000, 0.124), (151, 2_000, 0.076), (9, 300, 0.03), (5, 250, 0.02),
        ] as [(Int64, Int64, Double?)])
    func shares(_ part: Int64, _ whole: Int64, _ share: Double?) throws {
        let found = GroupSize.share(part, of: whole)
        guard let share else { return #expect(found == nil) }
        #expect(abs(try #require(found) - share) < 1e-9)
    }

    @Test func `Rare approvals of many people are compared as they are`() throws {
        func verdict(_ women: Int64, _ men: Int64) -> FairnessReport.Verdict? {
            Self.report([
                Self.sums("women", 2_000, approved: women),
                Self.sums("men", 2_000, approved: men),
            ]).groups.compactMap(\.verdict).first
        }
        #expect(verdict(150, 248) == .adverse)
        #expect(verdict(249, 251) == .fair)
    }

    @Test func `Whoever knows the exact counts sees no more than the rounded ones`() throws {
        // What is told follows from what is told: other counts of the same shares are the same.
        func told(_ women: Int64, _ men: Int64) throws -> [UInt8] {
            try WireEncoder.encode(
                Self.report([
                    Self.sums("women", 104, approved: women),
                    Self.sums("men", 200, approved: men),
                ]))
        }
        #expect(try told(30, 150) == told(32, 151))
        #expect(try told(30, 150) != told(45, 150))
    }

    @Test func `Small groups are joined`() {
        let sums = Self.sums
        let few = [sums("b", 100, 30), sums("c", 200, 150), sums("e", 100, 74)]
        let report = Self.report(few + [sums("a", 8, 4), sums("d", 6, 2)])
        #expect(report.reference == "c")
        #expect(report.groups.map(\.value) == ["c", "b", "e", "other"])
        #expect(report.groups.map(\.verdict) == [nil, .adverse, .fair, .unknown])
        #expect(report.groups.last?.people == 10)
        #expect(report.isAdverse)
        // One that is called so already is not a second group of this name.
        let named = Self.report(few + [sums("a", 8, 4), sums("other", 40, 20)])
        #expect(named.groups.map(\.value) == ["c", "b", "e", "other"])
        #expect(named.groups.last?.people == 30)
        // Together still too few: nobody can tell one of them from the other.
        let hidden = Self.report(few + [sums("a", 4, 1), sums("d", 3, 2)])
        #expect(hidden.groups.map(\.value) == ["c", "b", "e"])
        // One alone could be taken from all decisions: the next smallest is hidden with it.
        let alone = Self.report([sums("c", 200, 150), sums("b", 90, 30), sums("a", 5, 2)])
        #expect(alone.groups.map(\.value) == ["c"])
        // It is large enough for a verdict all the same.
        #expect(alone.unshown == .adverse && alone.isAdverse)
        let none = Self.report([sums("a", 4, 1)])
        #expect(none.groups.isEmpty && none.reference == nil && !none.isAdverse)
    }

    @Test func `What is right and wrong of the outcomes is told of enough of them`() {
        var group = GroupSums(value: "women")
        for place in 0..<60 {
            group.add(isApproved: place < 40, isBad: place.isMultiple(of: 2) ? nil : place > 29)
        }
        let told = Self.report([group]).groups.first
        // Fifteen were good and approved, none of them declined; five of fifteen bad approved.
        #expect(told?.goodDeclined == nil)
        #expect(abs((told?.badApproved ?? 0) - 0.3) < 1e-9)
    }

    @Test func `A made-up model that approves one business tells nothing of its group`()
        async throws
    {
        try await CreditDesk.with { desk in
            try await Self.population([("men", 20, 10), ("women", 12, 1)], in: desk)
            let executor = desk.shop.executor
            let model = try await executor.registerModel(
                try CreditDesk.pack(), name: "Made up", as: desk.sacco)
            desk.shop.clock.pass(seconds: 1)
            let checked = try await ValidateModel(id: model.id).run(as: desk.sacco, with: executor)
            #expect(checked.fairness.map(\.groups.count) == [0])
            #expect(
                checked.checks.first { $0.name == .fairness }?.detail
                    == "gender: too few to compare")
        }
    }

    @Test func `What an earlier release found exactly is not shown any more`() throws {
        let findings = try #require(
            ModelFindings(
                text: """
                    {"checks":[{"name":"books","is_met":true,"is_blocking":false,"detail":"all"},
                    {"name":"fairness","is_met":false,"is_blocking":false,
                    "detail":"gender: women would be approved 0.33 times"}],
                    "fairness":[{"attribute":"gender","reference":"men","groups":[
                    {"value":"men","decided":7,"approved":3,"outcomes":0,"bad":0,
                    "declined_outcomes":0,"declined_bad":0}]}]}
                    """))
        #expect(findings.fairness == nil && findings.isMet(.books) && !findings.isMet(.fairness))
        #expect(findings.checks.allSatisfy { !$0.detail.contains("0.33") })
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
            #expect(report.groups.map(\.people) == [100, 60])
            #expect(report.groups.map(\.approved) == [0.75, 0.25])
            // Of the approved men every third has an outcome, and nobody else has.
            #expect(report.groups.map(\.badApproved) == [nil, nil])
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
            _ = try await desk.share()
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
                check.detail.hasPrefix("gender: women would be approved 0.1"), "\(check)")
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
    static func population(
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
                    // Two loans on one score, and still one man.
                    for loan in ["first", "second"] {
                        let isBad = place.isMultiple(of: 6) == (loan == "second")
                        try work.transaction.execute(
                            """
                            INSERT INTO score_outcome (organisation_id, score_id, loan, is_bad,
                                day, recorded_by, recorded_at)
                            SELECT organisation_id, id, $3, $4, as_of, made_by, made_at
                            FROM score WHERE organisation_id = $1 AND entity_id = $2
                            """,
                            [
                                .id(actor.organisation), .id(entity.id), .text(loan),
                                .bool(isBad),
                            ])
                    }
                }
            }
        }
    }
}
