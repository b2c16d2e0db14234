import Insight
import Ledger
import Storage
import Wire

/// Declares money that will come or go: a tax, an instalment, a planned purchase.
public struct DeclareCashPlan: Command {
    public let id: ID<CashPlan>
    public let name: String
    public let kind: CashPlan.Kind
    public let direction: Payment.Direction
    public let amount: Money
    public let partyID: ID<Party>?
    public let rhythm: CashRhythm
    public let firstDay: Day
    public let lastDay: Day?
    public let replaces: String?
    public let accountID: ID<Account>?

    public init(
        id: ID<CashPlan>, name: String, kind: CashPlan.Kind, direction: Payment.Direction,
        amount: Money, partyID: ID<Party>? = nil, rhythm: CashRhythm, firstDay: Day,
        lastDay: Day? = nil, replaces: String? = nil, accountID: ID<Account>? = nil
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.direction = direction
        self.amount = amount
        self.partyID = partyID
        self.rhythm = rhythm
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.replaces = replaces
        self.accountID = accountID
    }

    public static let declaration = Declaration(
        "cash_plan.declare", "Declare money that will come or go.", .post("/api/cash-plans"),
        access: .action(.writeDocuments), status: 201,
        refusals: [
            .idTaken, .blankName, .amountNotPositive, .partyUnknown, .planEndsFirst,
            .planOver, .planReplacesNothing, .amountTooLarge, .accountUnknown, .accountUnfit,
            .currencyMismatch,
        ],
        fields: [
            "id": FieldNote("Made by the client, so that a repeated request is recognised."),
            "name": FieldNote(
                "What it is, as the forecast names it.", minimumLength: 1, maximumLength: 200),
            "kind": FieldNote("What it is for; taxes and loans are asked about until declared."),
            "direction": FieldNote("Whether it comes in or goes out."),
            "amount": FieldNote("Each time, above zero, at most 10^15 minor units."),
            "party_id": FieldNote(
                "Whom it is paid to or by; what the books found of this party, of about this "
                    + "amount, is left out."),
            "replaces": FieldNote(
                "The id of a found item of the forecast, which it stands for from its first day "
                    + "on; not with what comes once.", minimumLength: 1, maximumLength: 300),
            "rhythm": FieldNote("How often it returns."),
            "first_day": FieldNote("When it comes first; after today where it comes once."),
            "last_day": FieldNote("When it comes last; open without."),
            "account_id": FieldNote(
                "The money account that it goes through, whose own forecast has it then; without "
                    + "one it counts in all accounts together alone."),
        ])

    public func perform(in work: any Work) throws -> CashPlan {
        try check(in: work)
        let found = try replaces.map { try item($0, in: work) }
        // What recurs with a party stays with it, so that the plan's bills are known as its own.
        let party = partyID?.text ?? found?.party
        try work.transaction.execute(
            """
            INSERT INTO cash_plan (organisation_id, id, name, kind, direction, amount, currency,
                party_id, rhythm, first_day, last_day, created_by, created_at, replaces,
                account_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            """,
            [
                .id(work.actor.organisation), .id(id), .text(name), .text(kind.rawValue),
                .text(direction.rawValue), .integer(amount.minorUnits),
                .text(amount.currency.code), .text(party), .text(rhythm.rawValue),
                .day(firstDay), .text(lastDay?.iso), .id(work.actor.user), .instant(work.now),
                .text(replaces), .text(accountID?.text),
            ])
        let plan = try CashPlan.require(id, in: work)
        work.record(plan.subject, after: try WireEncoder.value(plan))
        return plan
    }

    private func check(in work: any Work) throws {
        let taken = try work.transaction.first(
            "SELECT 1 FROM cash_plan WHERE organisation_id = $1 AND id = $2",
            [.id(work.actor.organisation), .id(id)], { _ in true })
        if taken != nil { throw Refusal(.idTaken, "A plan with this id exists.", at: "/id") }
        guard !name.isBlank else {
            throw Refusal(.blankName, "Say what it is.", at: "/name")
        }
        guard amount.isPositive else {
            throw Refusal(.amountNotPositive, "Give an amount above zero.", at: "/amount")
        }
        guard amount.minorUnits <= CashScenario.mostMoved else {
            throw Refusal(.amountTooLarge, "A forecast takes no such amount.", at: "/amount")
        }
        if let lastDay, lastDay < firstDay {
            throw Refusal(
                .planEndsFirst, "The last day lies before the first.", at: "/last_day")
        }
        // What moved until today is in the books, and nothing is expected on a day that has come.
        if rhythm == .once, firstDay <= work.today {
            throw Refusal(
                .planOver, "What comes once needs a day after today.", at: "/first_day")
        }
        if let partyID {
            let known = try work.transaction.first(
                "SELECT 1 FROM party WHERE organisation_id = $1 AND id = $2",
                [.id(work.actor.organisation), .id(partyID)], { _ in true })
            guard known != nil else {
                throw Refusal(
                    .partyUnknown, "No customer or supplier has this id.", at: "/party_id")
            }
        }
        if let accountID { try check(accountID, in: work) }
    }

    /// Refuses what holds no money, and what has held money of other currencies alone.
    private func check(_ account: ID<Account>, in work: any Work) throws {
        let known = try work.chart(with: [account]).requireMoney(account, at: "/account_id")
        let held = try work.transaction.rows(
            """
            SELECT currency FROM account_balance
            WHERE organisation_id = $1 AND account_id = $2 ORDER BY currency
            """, [.id(work.actor.organisation), .id(account)]
        ) { try $0.currency(0) }
        guard held.isEmpty || held.contains(amount.currency) else {
            let names = held.map(\.code).joined(separator: ", ")
            throw Refusal(
                .currencyMismatch,
                "\(known.code) \(known.name) has \(names) and no \(amount.currency.code).",
                at: "/account_id")
        }
    }

    /// The item of the books that it stands for.
    private func item(_ replaced: String, in work: any Work) throws -> CashItem {
        guard rhythm != .once else {
            throw Refusal(
                .planReplacesNothing, "What comes once stands for nothing that returns.",
                at: "/replaces")
        }
        let books = CashBooks(
            organisation: work.actor.organisation, currency: amount.currency, account: nil,
            asOf: work.today, knownAt: work.now)
        let found = try books.history(in: work.transaction).recurring(on: work.today)
            .first { $0.id == replaced }
        guard let found, found.direction.rawValue == direction.rawValue else {
            throw Refusal(
                .planReplacesNothing,
                "The books show nothing by this id that goes \(direction.rawValue) regularly.",
                at: "/replaces")
        }
        return found
    }
}

/// Ends a declared plan: it is no longer expected. What it was stays on record.
public struct EndCashPlan: Command {
    public let id: ID<CashPlan>

    public init(id: ID<CashPlan>) { self.id = id }

    public static let declaration = Declaration(
        "cash_plan.end", "End a declared plan.", .delete("/api/cash-plans/:id"),
        access: .action(.writeDocuments), status: 204, refusals: [.planUnknown])

    public func perform(in work: any Work) throws -> Done {
        let plan = try CashPlan.require(id, in: work)
        try work.transaction.execute(
            "UPDATE cash_plan SET ended_at = $3 WHERE organisation_id = $1 AND id = $2",
            [.id(work.actor.organisation), .id(id), .instant(work.now)])
        work.record(plan.subject, before: try WireEncoder.value(plan))
        return Done()
    }
}

/// What is declared, soonest first.
public struct ListCashPlans: Query {
    public init() {}

    public static let declaration = Declaration(
        "cash_plan.list", "List declared plans.", .get("/api/cash-plans"),
        access: .action(.readBooks))

    public func answer(in view: View) throws -> Page<CashPlan> {
        Page(
            items: try CashPlan.lasting(
                at: view.now, of: view.actor.organisation, in: view.snapshot),
            next: nil)
    }
}

extension CashPlan {
    /// A plan that lasts.
    fileprivate static func require(_ id: ID<CashPlan>, in work: any Work) throws -> CashPlan {
        let found = try work.transaction.first(
            """
            SELECT \(columns) FROM \(tables)
            WHERE c.organisation_id = $1 AND c.id = $2 AND c.ended_at IS NULL
            """, [.id(work.actor.organisation), .id(id)], CashPlan.init)
        guard let found else { throw Refusal(.planUnknown, "No plan with this id lasts.") }
        return found
    }
}
