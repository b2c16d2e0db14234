import Insight
import Ledger
import Storage

/// The cash forecast for whoever owns the data folder: an organisation by name, without sign-in
/// and without a record.
public struct CashReport: Sendable {
    public let organisation: OrganisationSummary
    private let facts: ForecastFacts

    /// - Parameters:
    ///   - name: the organisation's, a part of it that only one has, or its id.
    ///   - weeks: of the forecast; 13 unless given.
    ///   - account: the code of one money account; all of them without.
    public init(
        _ name: String, weeks: Int?, asOf: Day?, currency: Currency?, account: String? = nil,
        of executor: CommandExecutor
    ) async throws {
        let organisation = try await Self.organisation(name, in: executor.database)
        let zone = try await executor.calendar.zone(of: organisation.id, in: executor.database)
        let now = executor.clock.now()
        let account = try await executor.database.read { snapshot in
            let chart = try Chart.read(organisation.id, in: snapshot)
            return try account.map { code in
                guard let known = chart.accounts.values.first(where: { $0.code == code }) else {
                    throw Refusal(.accountUnknown, "There is no account \(code).")
                }
                return try chart.requireMoney(known.id, at: "/account").id
            }
        }
        let question = try CashQuestion(
            organisation.id, currency: currency ?? organisation.baseCurrency, account: account,
            asOf: asOf, weeks: weeks, in: zone, now: now, pointer: nil)
        if question.isOver { _ = try await executor.settled(question.knownAt) }
        facts = try await executor.database.read { snapshot in
            let change = try BooksChange.last(of: question.organisation, in: snapshot)
            return try ForecastFacts(question.seeing(change), computedAt: now, in: snapshot)
        }
        self.organisation = organisation
    }

    /// As `GET /api/forecast/:org_id` answers.
    public func forecast(_ scenario: String) throws -> [UInt8] {
        let currency = facts.question.currency
        let changes = try CashScenario.asked(scenario, currency: currency, at: nil)
        return try facts.forecast(changes, as: nil).body
    }

    /// As `GET /api/forecast/:org_id/backtest` answers.
    public func backtest() throws -> [UInt8] { try facts.backtest(as: nil).body }

    private static func organisation(
        _ name: String, in database: any Database
    ) async throws -> OrganisationSummary {
        let all = try await database.read { snapshot in
            try snapshot.rows(
                """
                SELECT id, name, kind, base_currency, time_zone FROM organisation
                ORDER BY name, id
                """, []
            ) { try OrganisationSummary($0, from: 0) }
        }
        let exact = all.filter { $0.name == name || $0.id.text == name }
        let found =
            exact.isEmpty
            ? all.filter { $0.name.lowercased().contains(name.lowercased()) } : exact
        guard found.count == 1 else {
            let names = (found.isEmpty ? all : found).map { "\($0.name) (\($0.id.text))" }
                .joined(separator: ", ")
            throw Refusal(
                .notFound, found.isEmpty
                    ? "No organisation is called \(name). There are: \(names)."
                    : "Several organisations fit \(name): \(names). Give the id of one.")
        }
        return found[0]
    }
}
