import Ledger
import Storage
import Wire

/// The newest change of an organisation's books that a forecast depends on.
struct BooksChange: Sendable {
    /// Grows with every such change.
    let sequence: Int64
    let at: Instant

    static func last(
        of organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> BooksChange? {
        try snapshot.first(
            """
            SELECT sequence, at FROM change
            WHERE organisation_id = $1
                AND subject_kind IN ('document', 'payment', 'entry', 'party', 'cash_plan')
            ORDER BY sequence DESC LIMIT 1
            """, [.id(organisation)]
        ) { BooksChange(sequence: try $0.integer(0), at: try $0.instant(1)) }
    }
}

/// An answer as it was given; never changed. Of one day only the last to each scope is kept.
struct ForecastRecord: Sendable {
    enum Kind: String { case cash, backtest }

    let kind: Kind
    let question: CashQuestion
    /// Grows with every change that a forecast depends on.
    let position: Int64

    /// The record that a question has, or would have, in the books that a snapshot shows.
    init(kind: Kind, question: CashQuestion, in snapshot: any Snapshot) throws {
        let change = try BooksChange.last(of: question.organisation, in: snapshot)
        self.kind = kind
        self.question = question.seeing(change)
        position = change?.sequence ?? 0
    }

    /// What was asked, without the state of the books.
    var scope: String {
        Self.hash([
            // Raised when other rules answer the same books.
            "7", kind.rawValue, question.currency.code, question.account?.text ?? "",
            question.asOf.iso, String(question.weeks),
        ])
    }

    var name: String { Self.hash([scope, String(position)]) }

    /// The name among all organisations.
    var place: String { question.organisation.text + name }

    func stored(in snapshot: any Snapshot) throws -> [UInt8]? {
        try snapshot.first(
            "SELECT body FROM forecast WHERE organisation_id = $1 AND question = $2",
            [.id(question.organisation), .text(name)]
        ) { Array(try $0.text(0).utf8) }
    }

    /// Keeps an answer. Whoever answered the same question first is kept.
    func keep(
        _ body: [UInt8], id: ID<CashForecastReply>, inputHash: String, in work: any Work
    ) throws {
        let transaction = work.transaction
        try transaction.execute(
            """
            INSERT INTO forecast (organisation_id, id, kind, question, scope, input_hash, as_of,
                known_at, body, made_by, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT DO NOTHING
            """,
            [
                .id(question.organisation), .id(id), .text(kind.rawValue), .text(name),
                .text(scope), .text(inputHash), .day(question.asOf),
                .instant(question.knownAt), .text(String(decoding: body, as: UTF8.self)),
                .id(work.actor.user), .instant(work.now),
            ])
        try transaction.execute(
            "DELETE FROM forecast WHERE organisation_id = $1 AND scope = $2 AND question <> $3",
            [.id(question.organisation), .text(scope), .text(name)])
    }

    private static func hash(_ parts: [String]) -> String {
        sha256(Array(parts.joined(separator: "|").utf8)).hex
    }
}
