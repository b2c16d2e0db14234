import Dispatch
import Insight
import Ledger
import Storage
import Wire

/// Answers one question about an organisation's cash: checks who asks, reads the facts, and keeps
/// what was answered.
struct ForecastDesk: Sendable {
    private let executor: CommandExecutor
    /// Who asks, as a member of the organisation that is asked about.
    private let actor: Actor
    private let question: CashQuestion
    private let now: Instant

    init(
        _ executor: CommandExecutor, as asking: Actor, _ organisation: ID<Organisation>,
        currency: Currency?, account: ID<Account>?, asOf: Day?, weeks: Int?
    ) async throws {
        actor = try await Self.member(asking, of: organisation, in: executor.database)
        let zone = try await executor.calendar.zone(of: organisation, in: executor.database)
        now = executor.clock.now()
        let own = try await executor.database.read { snapshot in
            if let account {
                _ = try Chart.read(organisation, in: snapshot)
                    .requireMoney(account, at: "/account_id")
            }
            return try snapshot.first(
                "SELECT base_currency FROM organisation WHERE id = $1", [.id(organisation)]
            ) { try $0.currency(0) }
        }
        guard let currency = currency ?? own else {
            throw Refusal(.notFound, "There is no such organisation.")
        }
        self.executor = executor
        question = try CashQuestion(
            organisation, currency: currency, account: account, asOf: asOf, weeks: weeks, in: zone,
            now: now, pointer: "/as_of")
        if question.isOver { _ = try await executor.settled(question.knownAt) }
    }

    /// The acting organisation, or another in which the user has a role that reads the books. What
    /// the role is in the acting one says nothing of another.
    private static func member(
        _ actor: Actor, of organisation: ID<Organisation>, in database: any Database
    ) async throws -> Actor {
        if actor.organisation == organisation {
            return try Access.check(.action(.readBooks), actor)
        }
        let other = try await database.readOne { snapshot in
            try Membership.actor(actor.user, in: organisation, snapshot, device: actor.device)
        }
        guard let other, Action.readBooks.roles.contains(other.role) else {
            throw Refusal(.notFound, "There is no such organisation.")
        }
        return other
    }

    func scenario(_ text: String?) throws -> CashScenario {
        try CashScenario.asked(text ?? "", currency: question.currency, at: "/scenario")
    }

    func facts() async throws -> ForecastFacts {
        let (question, now) = (question, now)
        return try await executor.database.read { snapshot in
            let change = try BooksChange.last(of: question.organisation, in: snapshot)
            return try ForecastFacts(question.seeing(change), computedAt: now, in: snapshot)
        }
    }

    private static let rememberedSeconds = 86_400

    /// The answer to a question of which there is no record, from the same state of the books.
    private func remembered(_ kind: ForecastRecord.Kind) async throws -> [UInt8]? {
        guard !question.isKept else { return nil }
        let question = question
        let place = try await executor.database.read { snapshot in
            try ForecastRecord(kind: kind, question: question, in: snapshot).place
        }
        return try await executor.forecasts.get(place)
    }

    /// The record of the question, made now if there is none; what is not kept is computed, and
    /// remembered for a while.
    func recorded(
        _ kind: ForecastRecord.Kind, requestID: String,
        _ answer: @escaping @Sendable (
            ForecastFacts, ID<CashForecastReply>?
        ) throws -> ForecastFacts.Answer
    ) async throws -> [UInt8] {
        let (question, now) = (question, now)
        if let known = try await remembered(kind) { return known }
        let found = try await executor.database.read {
            snapshot -> (ForecastRecord, [UInt8]?, ForecastFacts?) in
            let record = try ForecastRecord(kind: kind, question: question, in: snapshot)
            if let stored = try record.stored(in: snapshot) {
                return (record, stored, nil)
            }
            let facts = try ForecastFacts(record.question, computedAt: now, in: snapshot)
            return (record, nil, facts)
        }
        if let stored = found.1 { return stored }
        guard let facts = found.2 else { return [] }
        guard question.isKept, !facts.history.isEmpty else {
            let body = try await ForecastThread.run { try answer(facts, nil).body }
            try await executor.forecasts.set(
                found.0.place, to: body, expiresIn: Self.rememberedSeconds)
            return body
        }
        let id = executor.ids.next(CashForecastReply.self, at: now)
        let made = try await ForecastThread.run { try answer(facts, id) }
        let record = found.0
        return try await executor.transact(
            "forecast.keep", as: actor, requestID: requestID
        ) { work in
            try record.keep(made.body, id: id, inputHash: made.inputHash, in: work)
            // Whoever answered the same question first is answered to all.
            return try record.stored(in: work.transaction) ?? made.body
        }
    }
}

/// Computes one forecast at a time on a thread of its own, so that no request waits behind one.
enum ForecastThread {
    private static let queue = DispatchQueue(label: "commons.forecast", qos: .utility)

    static func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try body() }) }
        }
    }
}

extension CashScenario {
    /// With the ids that a basis has.
    func resolved(as basis: CashBasis) throws(Refusal) -> CashScenario {
        do throws(CashScenarioRefusal) {
            return try resolved(for: basis)
        } catch {
            throw Refusal(.scenarioUnknown, "The scenario \(error.message).", at: "/scenario")
        }
    }

    /// A scenario that somebody wrote.
    static func asked(
        _ text: String, currency: Currency, at pointer: String?
    ) throws(Refusal) -> CashScenario {
        do throws(CashScenarioRefusal) {
            return try CashScenario(text, currency: currency)
        } catch {
            throw Refusal(.scenarioUnknown, "The scenario \(error.message).", at: pointer)
        }
    }
}
