import Ledger
import Storage
import Wire

/// The loans that an organisation decided about with its scores, and what became of them: the one
/// place that says which outcome a decision had.
///
/// A loan is a score and the lender's own reference. A contest is answered with a new score of the
/// same loan, on which the lender may decide again: its outcome is kept once, on either.
struct Loans {
    /// A loan as a decision, or an outcome, names it.
    struct Key: Hashable, Sendable {
        let score: ID<ScoreRecord>
        /// Empty where the lender gave none.
        let reference: String
    }

    struct Outcome: Sendable {
        let key: Key
        let isBad: Bool
        let recordedAt: Instant
    }

    /// Whoever a key leads to stands for the loan.
    private var same: [Key: Key] = [:]
    /// By whoever stands for the loan, in the order in which they were kept.
    private var outcomes: [Key: [Outcome]] = [:]
    private var onScore: [ID<ScoreRecord>: [Outcome]] = [:]

    /// - Parameter entity: only loans of this one; nil: all.
    init(
        of organisation: ID<Organisation>, to entity: ID<ScoreEntity>? = nil,
        in snapshot: any Snapshot
    ) throws {
        let values: [Value] = [.id(organisation)] + (entity.map { [.id($0)] } ?? [])
        func only(_ alias: String) -> String {
            entity == nil ? "" : "AND \(alias).entity_id = $2"
        }
        try snapshot.each(
            """
            SELECT n.score_id, c.rescore_id, d.loan FROM contest c
            JOIN notice n ON n.organisation_id = c.organisation_id AND n.id = c.notice_id
            JOIN score_decision d
                ON d.organisation_id = n.organisation_id AND d.id = n.decision_id
            WHERE c.organisation_id = $1 AND c.rescore_id IS NOT NULL \(only("n"))
            """, values
        ) { row in
            let loan = try row.text(2)
            join(
                Key(score: try row.id(0), reference: loan),
                Key(score: try row.id(1), reference: loan))
        }
        try snapshot.each(
            """
            SELECT o.score_id, o.loan, o.is_bad, o.recorded_at FROM score_outcome o
            JOIN score s ON s.organisation_id = o.organisation_id AND s.id = o.score_id
            WHERE o.organisation_id = $1 \(only("s"))
            ORDER BY o.recorded_at, o.score_id, o.loan
            """, values
        ) { row in
            let key = Key(score: try row.id(0), reference: try row.text(1))
            let outcome = Outcome(
                key: key, isBad: try row.bool(2), recordedAt: try row.instant(3))
            outcomes[loan(key), default: []].append(outcome)
            onScore[key.score, default: []].append(outcome)
        }
    }

    /// Who stands for the loan: equal for every key that names it.
    func loan(_ key: Key) -> Key {
        var key = key
        while let next = same[key] { key = next }
        return key
    }

    private mutating func join(_ one: Key, _ other: Key) {
        let (first, second) = (loan(one), loan(other))
        if first != second { same[second] = first }
    }

    /// What became of a loan; nil while nobody kept it. Where releases that let both have one kept
    /// one on a score and another on its contest's new one, that of the score that was asked about.
    func outcome(of key: Key) -> Outcome? {
        let kept = outcomes[loan(key)] ?? []
        return kept.first { $0.key == key } ?? kept.first
    }

    /// What was kept on a score itself, a loan each, in the order in which it was kept.
    func outcomes(on score: ID<ScoreRecord>) -> [Outcome] { onScore[score] ?? [] }
}

extension Loans {
    /// What was decided about a loan last on one score.
    struct Decided: Sendable {
        let key: Key
        let decision: CreditDecision
    }

    /// The last decision of each score and loan of somebody, the latest first.
    static func decided(
        about entity: ID<ScoreEntity>, by organisation: ID<Organisation>,
        in snapshot: any Snapshot
    ) throws -> [Decided] {
        try snapshot.rows(
            """
            SELECT d.score_id, d.loan, d.decision FROM score s
            JOIN score_decision d ON d.organisation_id = s.organisation_id AND d.score_id = s.id
            WHERE s.organisation_id = $1 AND s.entity_id = $2 AND \(DecisionRecord.isLast())
            ORDER BY d.decided_at DESC, d.id DESC
            """, [.id(organisation), .id(entity)]
        ) { row in
            Decided(
                key: Key(score: try row.id(0), reference: try row.text(1)),
                decision: try row.choice(2))
        }
    }

    /// The lender's reference as it is kept: blanks at its ends say nothing, and blanks alone are
    /// none.
    static func reference(_ loan: String?) -> String { loan?.trimmed ?? "" }

    /// What the trail says of it: nothing where none was given, as before there were any.
    static func trace(of loan: String) -> [(String, JSONValue)] {
        loan.isEmpty ? [] : [("loan", .string(loan))]
    }

    static let referenceNote = FieldNote(
        "Your own reference of the loan, such as its number. A score stays the same while nothing "
            + "moves: decisions about different loans on one stand beside each other, and each "
            + "has an outcome of its own.",
        minimumLength: 1, maximumLength: 40)
}

extension RefusalCode {
    public static let loanUnknown = RefusalCode(
        "loan_unknown", 422, "Nothing was decided about this loan on this score")
}
