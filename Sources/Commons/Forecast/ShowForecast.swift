import Insight
import Ledger
import Storage
import Wire

/// The cash of the coming weeks, from open papers with their payers' habits, what recurs or was
/// declared, and the seasonal rest. Answered from a record while the books have not changed.
public struct ShowForecast: Procedure {
    public let orgID: ID<Organisation>
    public let horizon: Int?
    public let scenario: String?
    public let currency: Currency?
    public let accountID: ID<Account>?
    public let asOf: Day?

    public init(
        orgID: ID<Organisation>, horizon: Int? = nil, scenario: String? = nil,
        currency: Currency? = nil, accountID: ID<Account>? = nil, asOf: Day? = nil
    ) {
        self.orgID = orgID
        self.horizon = horizon
        self.scenario = scenario
        self.currency = currency
        self.accountID = accountID
        self.asOf = asOf
    }

    public static let declaration = Declaration(
        "forecast.read", "Forecast the cash of the coming weeks.", .get("/api/forecast/:org_id"),
        access: .signedIn,
        refusals: [
            .scenarioUnknown, .knownLater, .accountUnknown, .accountUnfit, .amountTooLarge,
        ],
        fields: fields.merging([
            "scenario": FieldNote(
                "What if: late:PARTY:DAYS, sales:PERCENT, purchases:PERCENT, skip:ID, "
                    + "once:DAY:AMOUNT, with commas between them; a name with a comma or a colon "
                    + "in quotation marks, its own doubled.", maximumLength: 2_000)
        ]) { first, _ in first })

    static let fields: [String: FieldNote] = [
        "org_id": FieldNote(
            "The acting organisation, or another in which the user may read the books."),
        "horizon": FieldNote(
            "Weeks, 13 unless given.",
            range: Int64(CashBasis.weeksAllowed.lowerBound)
                ... Int64(CashBasis.weeksAllowed.upperBound)),
        "currency": FieldNote("The organisation's own unless given."),
        "account_id": FieldNote("One money account alone, transfers between them included."),
        "as_of": FieldNote("The last known day; today unless given, what was known by its end."),
    ]

    public func run(in scene: Scene) async throws -> WrittenReply<CashForecastReply> {
        let desk = try await ForecastDesk(
            scene.executor, as: try scene.signedIn(), orgID, currency: currency,
            account: accountID, asOf: asOf, weeks: horizon)
        let changes = try desk.scenario(scenario)
        if changes.changes.isEmpty {
            return WrittenReply(
                try await desk.recorded(.cash, requestID: scene.origin.requestID) {
                    try $0.forecast(changes, as: $1)
                })
        }
        let facts = try await desk.facts()
        return WrittenReply(
            try await ForecastThread.run { try facts.forecast(changes, as: nil).body })
    }
}

/// How such forecasts did on the organisation's own past.
public struct ShowForecastBacktest: Procedure {
    public let orgID: ID<Organisation>
    public let horizon: Int?
    public let currency: Currency?
    public let accountID: ID<Account>?
    public let asOf: Day?

    public init(
        orgID: ID<Organisation>, horizon: Int? = nil, currency: Currency? = nil,
        accountID: ID<Account>? = nil, asOf: Day? = nil
    ) {
        self.orgID = orgID
        self.horizon = horizon
        self.currency = currency
        self.accountID = accountID
        self.asOf = asOf
    }

    public static let declaration = Declaration(
        "forecast.backtest", "Try the forecast on the organisation's own past.",
        .get("/api/forecast/:org_id/backtest"), access: .signedIn,
        refusals: [.knownLater, .accountUnknown, .accountUnfit, .amountTooLarge],
        fields: ShowForecast.fields)

    public func run(in scene: Scene) async throws -> WrittenReply<CashBacktestReply> {
        let desk = try await ForecastDesk(
            scene.executor, as: try scene.signedIn(), orgID, currency: currency,
            account: accountID, asOf: asOf, weeks: horizon)
        return WrittenReply(
            try await desk.recorded(.backtest, requestID: scene.origin.requestID) {
                try $0.backtest(as: $1)
            })
    }
}

/// Every operation of the forecast.
extension CashForecastReply {
    public static let all: [AnyOperation] = [
        .procedure(ShowForecast.self), .procedure(ShowForecastBacktest.self),
        .query(ListCashPlans.self), .command(DeclareCashPlan.self), .command(EndCashPlan.self),
    ]
}
