import Insight
import Ledger
import Storage
import Testing
import Wire

@testable import Commons

/// A shop with a year and a half of trade, and a SACCO with two people who decide.
struct CreditDesk {
    let shop: Shop
    let sacco: Actor
    let second: Actor
    let buyer: ID<Party>

    static let firstDay = "2025-05-01"
    /// The day on which tests begin.
    static let today = "2026-12-28"

    static func open(in shop: Shop) async throws -> CreditDesk {
        let sacco = try await found("Umoja", .sacco, shop)
        let second = try await member("Lucy", .creditCommittee, of: sacco, shop)
        let buyer = try await trade(in: shop)
        return CreditDesk(shop: shop, sacco: sacco, second: second, buyer: buyer)
    }

    static func found(
        _ name: String, _ kind: OrganisationKind, _ shop: Shop
    ) async throws -> Actor {
        let founding = try Founding(
            Register.NewOrganisation(
                name: name, kind: kind, country: "KE", baseCurrency: .kes), policy: .open)
        let user = UserSummary(
            id: shop.newID(User.self), name: "Grace",
            email: "\(shop.newID(User.self))@example.org", language: "en")
        let owner = Actor(
            user: user.id, organisation: shop.newID(Organisation.self), role: .owner)
        try await shop.executor.transact("test.open", as: owner, requestID: "test") { work in
            _ = try founding.found(user, passwordHash: "none", in: work)
        }
        return owner
    }

    private static func member(
        _ name: String, _ role: Role, of owner: Actor, _ shop: Shop
    ) async throws -> Actor {
        let id = shop.newID(User.self)
        _ = try await shop.executor.perform(
            AddMember(id: id, name: name, email: "\(id)@example.org", role: role, amountLimit: nil),
            as: owner)
        // What taking up the invitation does.
        try await shop.executor.database.write { transaction in
            try transaction.execute(
                "UPDATE membership SET joined_at = created_at WHERE user_id = $1", [.id(id)])
        }
        return Actor(user: id, organisation: owner.organisation, role: role)
    }

    /// Twenty months: each an invoice of 1,000 to one of two buyers, paid five days late, and a
    /// bill of 400 paid on its day; every fourth bill ten days late.
    private static func trade(in shop: Shop) async throws -> ID<Party> {
        let (first, second) = (try await shop.party("Kiosk"), try await shop.party("School"))
        let mill = try await shop.party("Mill")
        try await shop.pay("2000.00", first, on: firstDay)
        var day = try "2025-05-02".day
        for month in 0..<20 {
            let due = day.adding(days: 14)
            shop.clock.move(to: day.iso)
            let buyer = month.isMultiple(of: 3) ? second : first
            let invoice = try await shop.invoice(
                "1000.00", to: buyer, on: day.iso, due: due.iso)
            let bill = shop.newID(Document.self)
            _ = try await shop.perform(
                CreateBill(
                    id: bill, partyID: mill, day: day, dueDay: due, currency: shop.currency,
                    lines: [try shop.line("400.00")]))
            _ = try await shop.perform(ApproveBill(id: bill))
            let paid = month.isMultiple(of: 4) ? due.adding(days: 10) : due
            shop.clock.move(to: due.adding(days: 11).iso)
            try await shop.pay(
                "1000.00", buyer, on: due.adding(days: 5).iso, for: [(invoice, "1000.00")])
            try await shop.pay(
                "400.00", mill, direction: .out, on: paid.iso, for: [(bill, "400.00")])
            day = day.adding(months: 1)
        }
        shop.clock.move(to: today)
        return first
    }

    var shopID: ID<ScoreEntity> { shop.owner.organisation.rebound(to: ScoreEntity.self) }

    func score(
        _ entity: ID<ScoreEntity>? = nil, as actor: Actor? = nil, asOf: String? = nil,
        language: ScoreLanguage? = nil
    ) async throws -> ScoreRecord {
        let question = ShowScore(
            entityID: entity ?? shopID, asOf: try asOf?.day, language: language)
        return try await question.record(
            for: actor ?? shop.owner, with: shop.executor, requestID: "test")
    }

    /// The shop lets the SACCO score it.
    func share(until: String = "2027-12-31") async throws -> ScoreShare {
        try await shop.perform(
            ShareScore(
                id: shop.newID(ScoreShare.self), lenderID: sacco.organisation,
                until: try until.day))
    }

    /// A scorecard of one feature: late payers cost `points` log-odds.
    static func pack(_ logOdds: String = "1.5", feature: String = "on_time_share") throws
        -> ModelPack
    {
        try ModelPack(
            text: """
                tree
                version=v4
                num_class=1
                num_tree_per_iteration=1
                label_index=0
                max_feature_idx=0
                objective=binary sigmoid:1
                feature_names=\(feature)
                feature_infos=[0:1]
                tree_sizes=300

                Tree=0
                num_leaves=2
                num_cat=0
                split_feature=0
                split_gain=1
                threshold=0.8
                decision_type=8
                left_child=-1
                right_child=-2
                leaf_value=\(logOdds) -3
                leaf_weight=50 50
                leaf_count=50 50
                internal_value=0
                internal_weight=100
                internal_count=100
                is_linear=0
                shrinkage=1


                end of trees

                """, calibration: nil,
            card: .parse(
                """
                {"kind":"scorecard","target":"bad","rows":600,"events":90,"auc":0.7,
                "features":["\(feature)"],"curve":[{"rows":300,"mean_probability":0.05,
                "share":0.06}],"table_sha256":"\(String(repeating: "ab", count: 32))"}
                """))
    }

    /// Registered, checked, approved by two, and live.
    func live(_ pack: ModelPack, name: String = "Fitted") async throws -> ID<ModelRecord> {
        let executor = shop.executor
        let model = try await executor.registerModel(pack, name: name, as: sacco)
        _ = try await ValidateModel(id: model.id).run(as: sacco, with: executor)
        try await approve(model.id)
        shop.clock.pass(seconds: 1)
        _ = try await executor.perform(PlaceModel(id: model.id, place: .live), as: sacco)
        shop.clock.pass(seconds: 1)
        return model.id
    }

    func approve(_ id: ID<ModelRecord>) async throws {
        let executor = shop.executor
        let asked = try await executor.run(
            ApproveModel(id: id), as: sacco, identity: RequestIdentity(id: "test"))
        #expect(asked.status == 202)
        let pending = try WireDecoder().decode(PendingApproval.self, from: asked.body)
        let waiting = try await executor.ask(
            ListApprovals(state: .pending, after: nil, limit: nil), as: second)
        let matter = waiting.items.first { $0.id == pending.id }?.matter
        let model = try await executor.ask(ShowModel(id: id), as: second).model
        #expect(matter?["sha256"] == .string(model.sha256))
        #expect(matter?["name"] == .string(model.name))
        _ = try await executor.perform(Approve(id: pending.id), as: second)
    }
}
