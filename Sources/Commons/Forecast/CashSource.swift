import Insight
import Ledger
import Storage

/// Something that knows of money to come besides open papers and the books' own habits. A noun
/// that has such knowledge (loans with their instalments, taxes with their days) declares one and
/// lists it in `CashSources.all`; nothing else changes.
protocol CashSource: Sendable {
    /// What it knows of the days from `question.asOf` on, as far as it was known then.
    static func items(for question: CashQuestion, in snapshot: any Snapshot) throws -> [CashItem]
    /// What a forecast lacks while this source and its like know nothing of that kind.
    static func covered(by question: CashQuestion, in snapshot: any Snapshot) throws
        -> Set<CashBasis.Gap>
}

enum CashSources {
    static let all: [any CashSource.Type] = [CashPlan.self]

    static func items(for question: CashQuestion, in snapshot: any Snapshot) throws -> [CashItem] {
        try all.flatMap { try $0.items(for: question, in: snapshot) }
    }

    /// What nobody has said anything about.
    static func gaps(for question: CashQuestion, in snapshot: any Snapshot) throws
        -> [CashBasis.Gap]
    {
        var gaps: Set<CashBasis.Gap> = [.taxesUndeclared, .loansUndeclared]
        for source in all { gaps.subtract(try source.covered(by: question, in: snapshot)) }
        return CashBasis.Gap.allCases.filter { gaps.contains($0) }
    }
}

/// What a cash forecast is asked about.
struct CashQuestion: Sendable {
    let organisation: ID<Organisation>
    let currency: Currency
    let account: ID<Account>?
    let asOf: Day
    let knownAt: Instant
    let weeks: Int

    var books: CashBooks {
        CashBooks(organisation: organisation, currency: currency, account: account, asOf: asOf)
    }

    /// All facts until `knownAt`, with what was declared by then.
    func history(in snapshot: any Snapshot) throws -> CashHistory {
        var history = try books.history(in: snapshot).known(at: knownAt)
        history.declared = try CashSources.items(for: self, in: snapshot)
        return history
    }

    func basis(of history: CashHistory, gaps: [CashBasis.Gap]) -> CashBasis {
        var basis = CashBasis(history, asOf: asOf, weeks: weeks)
        basis.gaps += gaps
        return basis
    }
}
