import Insight
import Ledger
import Storage
import Testing
import Wire

@testable import Commons

@Suite struct ModelTests {
    @Test func `A model scores only after checks and a second person, and steps are kept`()
        async throws
    {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            _ = try await desk.share()
            let shipped = try await desk.score(as: desk.sacco)
            let model = try await executor.registerModel(
                try CreditDesk.pack(), name: "  First   try ", as: desk.sacco)
            #expect(model.name == "First try")
            #expect(model.state == .draft)
            try await shop.refuses("model_state") {
                _ = try await executor.perform(
                    PlaceModel(id: model.id, place: .live), as: desk.sacco)
            }
            shop.clock.pass(seconds: 1)
            let checked = try await ValidateModel(id: model.id).run(
                as: desk.sacco, with: executor)
            shop.clock.pass(seconds: 1)
            #expect(checked.checks.allSatisfy { $0.isMet })
            #expect(checked.checks.allSatisfy { $0.finding != nil && !$0.detail.isEmpty })
            #expect(checked.curve.count == 1)
            // Nobody approves alone, not even who registered it.
            try await shop.refuses("approval_needed") {
                _ = try await executor.perform(ApproveModel(id: model.id), as: desk.sacco)
            }
            try await desk.approve(model.id)
            shop.clock.pass(seconds: 1)
            _ = try await executor.perform(PlaceModel(id: model.id, place: .live), as: desk.sacco)
            let fitted = try await desk.score(as: desk.sacco)
            #expect(fitted.model.id == model.id)
            #expect(fitted.model.sha256 == model.sha256)
            #expect(fitted.snapshotSha256 == shipped.snapshotSha256)
            #expect(fitted.id != shipped.id)
            let detail = try await executor.ask(ShowModel(id: model.id), as: desk.second)
            #expect(detail.history.map(\.state) == [.draft, .validated, .approved, .live])
            let list = try await executor.ask(ListModels(), as: desk.sacco)
            #expect(list.items.map(\.state) == [.live, .approved])
            #expect(list.items.last?.isShipped == true)
        }
    }

    @Test func `One action brings the model before back, and in the end the shipped one`()
        async throws
    {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            let first = try await desk.live(try CreditDesk.pack("1.5"), name: "One")
            let second = try await desk.live(try CreditDesk.pack("1.9"), name: "Two")
            let states = try await executor.ask(ListModels(), as: desk.sacco).items
            #expect(states.map(\.id).prefix(2) == [second, first])
            var (pages, after): ([ID<ModelRecord>], String?) = ([], nil)
            repeat {
                let page = try await executor.ask(
                    ListModels(after: after, limit: 1), as: desk.sacco)
                pages += page.items.map(\.id)
                after = page.next
            } while after != nil
            #expect(pages == [second, first, ShippedModel.id])
            let back = try await executor.perform(
                RollBackModel(reason: "It declines everybody", modelID: second), as: desk.sacco)
            #expect(back.id == first)
            // Somebody else saw the same fault: the good model stays.
            try await shop.refuses("model_state") {
                _ = try await executor.perform(
                    RollBackModel(reason: "It declines all", modelID: second), as: desk.second)
            }
            #expect(back.state == .live)
            shop.clock.pass(seconds: 1)
            let shipped = try await executor.perform(
                RollBackModel(reason: "That one too"), as: desk.sacco)
            #expect(shipped.id == ShippedModel.id)
            try await shop.refuses("model_state") {
                _ = try await executor.perform(RollBackModel(reason: "Again"), as: desk.sacco)
            }
            _ = try await executor.perform(
                RetireModel(id: second, reason: "Wrong"), as: desk.sacco)
            try await shop.refuses("model_state") {
                _ = try await executor.perform(
                    PlaceModel(id: second, place: .live), as: desk.sacco)
            }
        }
    }

    @Test func `What was rolled back from does not come back by another rollback`() async throws {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            func rollBack(_ reason: String) async throws -> ID<ModelRecord> {
                shop.clock.pass(seconds: 1)
                return try await executor.perform(
                    RollBackModel(reason: reason), as: desk.sacco
                ).id
            }
            let broken = try await desk.live(try CreditDesk.pack("1.5"), name: "Broken")
            #expect(try await rollBack("It declines everybody") == ShippedModel.id)
            let second = try await desk.live(try CreditDesk.pack("1.9"), name: "Two")
            // Before the second the shipped scorecard was live, and not the broken one.
            #expect(try await rollBack("gave way") == ShippedModel.id)
            for id in [broken, second] {
                let model = try await executor.ask(ShowModel(id: id), as: desk.sacco).model
                #expect(model.state == .approved)
            }
            // Whoever places it again has looked at it: it was live, and is so again.
            shop.clock.pass(seconds: 1)
            _ = try await executor.perform(PlaceModel(id: broken, place: .live), as: desk.sacco)
            _ = try await desk.live(try CreditDesk.pack("2.3"), name: "Three")
            #expect(try await rollBack("Too strict") == broken)
            #expect(try await rollBack("Broken after all") == ShippedModel.id)
        }
    }

    @Test func `The list shows what the live model says now, as the score itself does`()
        async throws
    {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            _ = try await desk.share()
            func listed() async throws -> ScoredEntity? {
                try await executor.ask(ListScores(), as: desk.sacco).items.first {
                    $0.entity.id == desk.shopID
                }
            }
            let shipped = try await desk.score(as: desk.sacco)
            #expect(try await listed()?.scoreID == shipped.id)
            _ = try await desk.live(try CreditDesk.pack())
            #expect(try await listed()?.scoreID == nil, "nobody has asked the live model")
            let fitted = try await desk.score(as: desk.sacco)
            #expect(try await listed()?.scoreID == fitted.id)
            _ = try await executor.perform(RollBackModel(reason: "Too strict"), as: desk.sacco)
            let back = try #require(try await listed())
            #expect(back.scoreID == shipped.id && back.points == shipped.points)
            // The books say something else for an hour, and then what they said before.
            let kiosk = try await shop.party("Passing by")
            let invoice = try await shop.invoice("9000.00", to: kiosk, on: "2026-12-27")
            shop.clock.pass(seconds: 60)
            let other = try await desk.score(as: desk.sacco)
            #expect(other.id != shipped.id)
            #expect(try await listed()?.scoreID == other.id)
            shop.clock.pass(seconds: 60)
            _ = try await shop.perform(
                VoidDocument(id: invoice, day: try "2026-12-28".day, reason: "A slip"))
            shop.clock.pass(seconds: 60)
            let again = try await desk.score(as: desk.sacco)
            #expect(try await listed()?.scoreID == again.id)
        }
    }

    @Test func `A shadow scores beside the live model and is never shown as the score`()
        async throws
    {
        try await CreditDesk.with { desk in
            let executor = desk.shop.executor
            _ = try await desk.share()
            let model = try await executor.registerModel(
                try CreditDesk.pack(), name: "Shadow", as: desk.sacco)
            _ = try await ValidateModel(id: model.id).run(as: desk.sacco, with: executor)
            try await desk.approve(model.id)
            _ = try await executor.perform(
                PlaceModel(id: model.id, place: .shadow), as: desk.sacco)
            let score = try await desk.score(as: desk.sacco)
            #expect(score.model.id == ShippedModel.id)
            let history = try await executor.ask(
                ListScoreHistory(entityID: desk.shopID), as: desk.sacco)
            #expect(Set(history.items.map(\.purpose)) == [.live, .shadow])
            // It is only kept: nothing is decided with it.
            let hidden = try #require(history.items.first { $0.purpose == .shadow })
            try await desk.shop.refuses("score_unknown") {
                _ = try await desk.shop.executor.perform(
                    DecideScore(
                        id: hidden.id, decisionID: desk.shop.newID(DecisionRecord.self),
                        decision: .declined, overrideReason: "No"), as: desk.sacco)
            }
            try await desk.shop.refuses("score_unknown") {
                _ = try await desk.shop.executor.perform(
                    RecordOutcome(id: hidden.id, isBad: true, day: hidden.asOf), as: desk.sacco)
            }
        }
    }

    /// A tree that asks for two features, one below the other.
    private static func grownText() throws -> String {
        """
        tree
        version=v4
        num_class=1
        num_tree_per_iteration=1
        label_index=0
        max_feature_idx=1
        objective=binary sigmoid:1
        feature_names=on_time_share tenure_months
        feature_infos=[0:1] [0:99]
        tree_sizes=300

        Tree=0
        num_leaves=3
        num_cat=0
        split_feature=0 1
        split_gain=1 1
        threshold=0.8 12
        decision_type=8 8
        left_child=-1 -2
        right_child=1 -3
        leaf_value=1 -1 -2
        leaf_weight=40 30 30
        leaf_count=40 30 30
        internal_value=0 0
        internal_weight=100 60
        internal_count=100 60
        is_linear=0
        shrinkage=1


        end of trees

        """
    }

    @Test func `What cannot score, is known, or asks for what the books lack is refused by name`()
        async throws
    {
        try await CreditDesk.with { desk in
            let (shop, executor) = (desk.shop, desk.shop.executor)
            try await shop.refuses("model_unreadable") { _ = try ModelPack(json: Array("{}".utf8)) }
            try await shop.refuses("model_unreadable") {
                _ = try await executor.registerModel(
                    ModelPack(text: "tree", calibration: nil, card: .object([])), name: "Broken",
                    as: desk.sacco)
            }
            _ = try await executor.registerModel(
                try CreditDesk.pack(), name: "Once", as: desk.sacco)
            try await shop.refuses("model_known") {
                _ = try await executor.registerModel(
                    try CreditDesk.pack(), name: "Twice", as: desk.sacco)
            }
            try await shop.refuses("blank_name") {
                _ = try await executor.registerModel(
                    try CreditDesk.pack("2"), name: " ", as: desk.sacco)
            }
            let named = try await executor.registerModel(
                try CreditDesk.pack(feature: "gender"), name: "Unlawful", as: desk.sacco)
            do {
                _ = try await ValidateModel(id: named.id).run(as: desk.sacco, with: executor)
                Issue.record("a model that asks for the law's protected was taken")
            } catch let refusal as Refusal {
                #expect(refusal.code == .modelUnfit)
                #expect(refusal.faults.compactMap(\.code) == [.modelProtected("gender")])
                #expect(refusal.detail.contains("what the law protects: gender."))
            }
            // Fitted trees are no expert's judgement, whatever their card says.
            let grown = try await executor.registerModel(
                ModelPack(
                    text: try Self.grownText(), calibration: nil,
                    card: try JSONValue.parse(#"{"kind":"expert","doubt":0.001}"#)),
                name: "Sure of itself", as: desk.sacco)
            try await shop.refuses("model_unfit") {
                _ = try await ValidateModel(id: grown.id).run(as: desk.sacco, with: executor)
            }
            // Fitted to a table of elsewhere: it can be approved for that table, not go live here.
            let foreign = try await executor.registerModel(
                try CreditDesk.pack(feature: "LOAN"), name: "HMEQ", as: desk.sacco)
            _ = try await ValidateModel(id: foreign.id).run(as: desk.sacco, with: executor)
            try await desk.approve(foreign.id)
            do {
                _ = try await executor.perform(
                    PlaceModel(id: foreign.id, place: .live), as: desk.sacco)
                Issue.record("a model of elsewhere went live")
            } catch let refusal as Refusal {
                #expect(refusal.code == .modelUnfit)
                // Which column is lacking, and the way to a model that can go live.
                #expect(refusal.detail.contains("LOAN"))
                #expect(refusal.detail.contains("commons models table"))
            }
            try await shop.refuses("model_unknown") {
                _ = try await executor.ask(
                    ShowModel(id: shop.newID(ModelRecord.self)), as: desk.sacco)
            }
        }
    }

    @Test func `The shipped scorecard is whole and asks only for what the catalogue has`() throws {
        let checks = ModelCheck.all(of: ShippedModel.pack, try ShippedModel.pack.model())
        // Judgement is whole and honest: nothing has measured it.
        #expect(checks.filter { !$0.isMet }.map(\.name) == [.discrimination], "\(checks)")
        let model = try ShippedModel.pack.model()
        #expect(model.usedFeatures == CreditFeature.allCases.map(\.rawValue))
    }
}
