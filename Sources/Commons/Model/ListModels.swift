import Ledger
import Storage
import Wire

/// A short list as it is: no pages.
public struct Listing<Item: Codable & Sendable>: Codable, Sendable {
    public let items: [Item]
}

/// Every model: the one that scores first, those of the shadow, then the others by their last
/// step, the retired at the end.
public struct ListModels: Query {
    public let after: String?
    public let limit: Int?

    public init(after: String? = nil, limit: Int? = nil) {
        self.after = after
        self.limit = limit
    }

    public static let declaration = Declaration(
        "model.list", "List the models, the live one first.", .get("/api/models"),
        access: .action(.readModels), refusals: [.cursorUnknown],
        fields: ["after": Cursor.note, "limit": Cursor.limitNote])

    /// SQL: where a model's state stands in the list.
    private static let rank = """
        CASE state WHEN 'live' THEN 0 WHEN 'shadow' THEN 1 WHEN 'retired' THEN 3 ELSE 2 END
        """

    public func answer(in view: View) throws -> Page<ModelRecord> {
        let count = limit ?? Cursor.usualLimit
        let place = try Cursor(after, start: ["0", Cursor.lastInstant, Cursor.end])
        let own = view.actor.organisation
        let found = try view.snapshot.rows(
            """
            SELECT \(ModelRecord.columns), \(Self.rank) FROM model
            WHERE organisation_id = $1
                AND (\(Self.rank) > $2
                    OR \(Self.rank) = $2 AND (changed_at, id) < ($3, $4))
            ORDER BY \(Self.rank), changed_at DESC, id DESC LIMIT $5
            """,
            [
                .id(own), .integer(try place.integer(0)), .integer(try place.integer(1)),
                .text(place[2]), .integer(Int64(count) + 1),
            ]
        ) { (model: try ModelRecord($0), rank: try $0.integer(8)) }
        let page = found.prefix(count)
        let next = found.count > count ? page.last.map { model, rank in
            Cursor([
                String(rank), String(model.changedAt?.microseconds ?? 0), model.id.text,
            ]).text
        } : nil
        // The shipped one begins the list while it scores, and ends it otherwise.
        let isLive = try ModelRecord.inState(.live, of: own, in: view.snapshot) == nil
        let shipped = [ModelRecord.shipped(isLive: isLive)]
        return Page(
            items: (isLive && after == nil ? shipped : []) + page.map(\.model)
                + (!isLive && next == nil ? shipped : []),
            next: next)
    }
}

/// A model with its card, its checks and what happened to it.
public struct ModelDetail: Codable, Sendable {
    public struct CurveBin: Codable, Sendable {
        public let rows: Int64
        public let meanProbability: Double
        /// Of bad outcomes.
        public let share: Double
    }

    /// Of the riskiest rows, how many of the bad and of the good are among them.
    public struct GainPoint: Codable, Sendable {
        public let rows: Double
        public let bad: Double
        public let good: Double
    }

    public struct Step: Codable, Sendable {
        public let state: ModelState
        public let note: String?
        public let by: String?
        public let byID: ID<User>?
        /// The second person, where two took it.
        public let agreedBy: String?
        public let agreedByID: ID<User>?
        public let at: Instant
    }

    public let model: ModelRecord
    public let target: String?
    public let ks: Double?
    public let gini: Double?
    public let brier: Double?
    public let logLoss: Double?
    public let calibration: String?
    /// An expert's doubt, as the standard deviation of the log-odds.
    public let doubt: Double?
    public let limits: String?
    /// Whose words `limits` are; absent without any.
    public let limitsBy: CardLimits?
    public let features: [String]
    /// In English, as the card says them.
    public let warnings: [String]
    /// The same as codes, in the same order.
    public let findings: [CardFinding]
    public let curve: [CurveBin]
    public let gains: [GainPoint]
    public let checks: [ModelCheck]
    /// How it would treat groups, as of its last check; for who may see the fairness report.
    public let fairness: [FairnessReport]
    public let history: [Step]
    /// Who asked for its approval, what waits, and what was refused by whom and why.
    public let requests: [ModelRequest]
}

public struct ShowModel: Query {
    public let id: ID<ModelRecord>

    public init(id: ID<ModelRecord>) { self.id = id }

    public static let declaration = Declaration(
        "model.read", "Show a model with its card and its history.", .get("/api/models/:id"),
        access: .action(.readModels), refusals: [.modelUnknown],
        fields: ["id": FieldNote("The model.")])

    public func answer(in view: View) throws -> ModelDetail {
        let organisation = view.actor.organisation
        if id == ShippedModel.id {
            let live = try ModelRecord.inState(.live, of: organisation, in: view.snapshot)
            return ModelDetail(
                .shipped(isLive: live == nil), card: ShippedModel.pack.card,
                checks: ModelCheck.all(of: ShippedModel.pack, try ShippedModel.pack.model()),
                fairness: [], history: [], requests: [])
        }
        guard let model = try ModelRecord.find(id, of: organisation, in: view.snapshot) else {
            throw Refusal(.modelUnknown, "No model has this id.")
        }
        let card = try view.snapshot.first(
            "SELECT card FROM model WHERE organisation_id = $1 AND id = $2",
            [.id(organisation), .id(id)]
        ) { try JSONValue.parse(try $0.text(0)) }
        let requests = try ModelRequest.all(about: id, in: view)
        var findings: ModelFindings?
        let history = try view.snapshot.rows(
            """
            SELECT e.state, e.note, u.name, e.at, e.user_id FROM model_event e
            LEFT JOIN user_account u ON u.id = e.user_id
            WHERE e.organisation_id = $1 AND e.model_id = $2 ORDER BY e.at, e.id
            """, [.id(organisation), .id(id)]
        ) { row in
            let state: ModelState = try row.choice(0)
            let note = try row.textIfAny(1)
            if state == .validated { findings = ModelFindings(text: note) }
            let at = try row.instant(3)
            let agreed = state != .approved ? nil : requests.first {
                $0.state == .approved && $0.decidedAt == at
            }
            return ModelDetail.Step(
                state: state, note: state == .validated ? nil : note, by: try row.textIfAny(2),
                byID: row.isNull(4) ? nil : try row.id(4), agreedBy: agreed?.checker?.name,
                agreedByID: agreed?.checker?.id, at: at)
        }
        let maySeeGroups = Action.readFairness.roles.contains(view.actor.role)
        return ModelDetail(
            model, card: card ?? .object([]),
            checks: (findings?.checks ?? []).map { $0.told(to: view.actor.role) },
            fairness: maySeeGroups ? findings?.fairness ?? [] : [], history: history,
            requests: requests)
    }
}

extension ModelDetail {
    init(
        _ model: ModelRecord, card: JSONValue, checks: [ModelCheck], fairness: [FairnessReport],
        history: [Step], requests: [ModelRequest]
    ) {
        self.model = model
        target = card["target"]?.string
        ks = card["ks"]?.double
        gini = card["gini"]?.double
        brier = card["brier"]?.double
        logLoss = card["log_loss"]?.double
        calibration = card["calibration"]?.string
        doubt = card["doubt"]?.double
        limits = card["limits"]?.string
        limitsBy = CardLimits(of: card)
        features = card["features"]?.array?.compactMap(\.string) ?? []
        findings = CardFinding.all(of: card)
        warnings = findings.map(\.text)
        curve = (card["curve"]?.array ?? []).compactMap { bin in
            guard let rows = bin["rows"]?.integer, let share = bin["share"]?.double,
                let mean = bin["mean_probability"]?.double
            else { return nil }
            return CurveBin(rows: rows, meanProbability: mean, share: share)
        }
        gains = (card["gains"]?.array ?? []).compactMap { point in
            guard let rows = point["rows"]?.double, let bad = point["bad"]?.double,
                let good = point["good"]?.double
            else { return nil }
            return GainPoint(rows: rows, bad: bad, good: good)
        }
        self.checks = checks
        self.fairness = fairness
        self.history = history
        self.requests = requests
    }
}

extension ModelRecord {
    public static let all: [AnyOperation] = [
        .query(ListModels.self), .query(ShowModel.self), .procedure(ValidateModel.self),
        .command(ApproveModel.self), .command(PlaceModel.self), .command(RollBackModel.self),
        .command(RetireModel.self), .query(ListMonitoring.self), .procedure(MonitorModel.self),
    ]
}
