import Insight
import Ledger
import Storage
import Wire

/// Everything that an answer is computed from, read in one snapshot.
struct ForecastFacts: Sendable {
    struct Answer: Sendable {
        let body: [UInt8]
        /// SHA-256 of what it was computed from; empty of trials that are not kept.
        let inputHash: String
    }

    let question: CashQuestion
    let computedAt: Instant
    let history: CashHistory
    private let gaps: [CashBasis.Gap]
    private let accounts: [CashAccount]
    /// The question's own first, then the others of which something could be forecast.
    private let currencies: [Currency]

    /// `question`: as these books see it (`CashQuestion.seeing`).
    init(
        _ question: CashQuestion, computedAt: Instant, in snapshot: any Snapshot
    ) throws {
        self.question = question
        self.computedAt = max(computedAt, question.knownAt)
        history = try question.history(in: snapshot)
        gaps = try CashSources.gaps(for: question, in: snapshot)
        accounts = try question.books.accounts(in: snapshot)
        currencies = [question.currency]
            + (try question.books.currencies(in: snapshot)).filter { $0 != question.currency }
    }

    var basis: CashBasis { question.basis(of: history, gaps: gaps) }

    func forecast(_ scenario: CashScenario, as id: ID<CashForecastReply>?) throws -> Answer {
        let basis = basis
        let scenario = try scenario.resolved(as: basis)
        var facts = JSONWriter()
        basis.write(to: &facts)
        let inputHash = sha256(facts.bytes).hex
        var writer = JSONWriter(reservingCapacity: facts.bytes.count * 2)
        writer.beginObject()
        begin(id, to: &writer)
        writer.key("known_at")
        writer.string(question.knownAt.rfc3339)
        writer.key("input_hash")
        writer.string(inputHash)
        if let account = question.account {
            writer.key("account_id")
            writer.string(account.text)
        }
        writer.key("currencies")
        writer.beginArray()
        for currency in currencies { writer.string(currency.code) }
        writer.endArray()
        writer.key("accounts")
        let own = accounts.filter { $0.balance.currency == question.currency }
        writer.raw(try WireEncoder.encode(own))
        writer.key("scenario")
        writer.string(scenario.text(currency: question.currency))
        CashForecast(basis, scenario: scenario).writeMembers(for: basis, to: &writer)
        writer.key("basis")
        writer.raw(facts.bytes)
        writer.endObject()
        return Answer(body: writer.bytes, inputHash: inputHash)
    }

    /// Books that are too young have no trials.
    func backtest(as id: ID<CashForecastReply>?) throws -> Answer {
        let past = CashBacktest(
            history, asOf: question.asOf, weeks: question.weeks, days: question.days)
        var writer = JSONWriter()
        writer.beginObject()
        begin(id, to: &writer)
        writer.key("as_of")
        writer.string(question.asOf.iso)
        if let past {
            past.writeMembers(in: question.currency, to: &writer)
        } else {
            writer.key("weeks")
            writer.integer(0)
            writer.key("trials")
            writer.raw(Array("[]".utf8))
        }
        writer.endObject()
        // Trials do not ask for today's basis, which is as much work as several of them.
        guard id != nil else { return Answer(body: writer.bytes, inputHash: "") }
        var facts = JSONWriter()
        basis.write(to: &facts)
        return Answer(body: writer.bytes, inputHash: sha256(facts.bytes).hex)
    }

    private func begin(_ id: ID<CashForecastReply>?, to writer: inout JSONWriter) {
        if let id {
            writer.key("id")
            writer.string(id.text)
        }
        writer.key("organisation_id")
        writer.string(question.organisation.text)
        writer.key("computed_at")
        writer.string(computedAt.rfc3339)
    }
}
