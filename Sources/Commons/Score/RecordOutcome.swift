import Ledger
import Storage
import Wire

/// Keeps what became of somebody who was scored: calibration and vintages are made of it.
public struct RecordOutcome: Command {
    public let id: ID<ScoreRecord>
    public let isBad: Bool
    public let day: Day
    public let loan: String?

    public init(id: ID<ScoreRecord>, isBad: Bool, day: Day, loan: String? = nil) {
        self.id = id
        self.isBad = isBad
        self.day = day
        self.loan = loan
    }

    public static let declaration = Declaration(
        "score.outcome", "Keep what became of somebody who was scored.",
        .post("/api/scores/:id/outcome"), access: .action(.decideScores), status: 204,
        refusals: [
            .scoreUnknown, .outcomeKnown, .scoreLater, .scoreNotCurrent, .loanUnknown, .scoreIsOwn,
        ],
        fields: [
            "id": FieldNote("The score."),
            "is_bad": FieldNote("Whether the model's bad outcome came true."),
            "day": FieldNote("When it was known."),
            "loan": FieldNote(
                "The loan, as a decision on the score named it; absent where none did.",
                minimumLength: 1, maximumLength: 40),
        ])

    public func perform(in work: any Work) throws -> Done {
        let own = work.actor.organisation
        guard let score = try StoredScore.find(id, of: own, in: work.transaction) else {
            throw Refusal(.scoreUnknown, "No score has this id.")
        }
        guard score.purpose != .shadow else {
            throw Refusal(.scoreUnknown, "Nothing was decided by a model in the shadow.")
        }
        guard score.entity.id.text != own.text else {
            throw Refusal(.scoreIsOwn, "Nobody lends to their own business.")
        }
        guard score.isOfItsDay || score.purpose == .contest else {
            throw Refusal(
                .scoreNotCurrent,
                "This is a look back at \(score.asOf.iso), made later: no loan was given on it. "
                    + "Loans of the past become a table to train on from a list.")
        }
        guard day <= work.today else {
            throw Refusal(.scoreLater, "Outcomes are of the past.", at: "/day")
        }
        // What was known already when the score was made is no outcome of it.
        guard day >= score.asOf else {
            throw Refusal(
                .scoreLater, "The score is of \(score.asOf.iso): its outcome came later.",
                at: "/day")
        }
        let key = Loans.Key(score: id, reference: Loans.reference(loan))
        let loans = try Loans(of: own, to: score.entity.id, in: work.transaction)
        if let kept = loans.outcome(of: key) {
            throw Refusal(
                .outcomeKnown,
                kept.key == key
                    ? "An outcome is kept once and stays."
                    : "It is kept with another look at the same day, of a contest.")
        }
        try Self.requireDecided(
            key, in: loans,
            decided: try Loans.decided(
                about: score.entity.id, by: own, in: work.transaction
            ).map(\.key))
        let inserted = try work.transaction.execute(
            """
            INSERT INTO score_outcome (organisation_id, score_id, loan, is_bad, day, recorded_by,
                recorded_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (organisation_id, score_id, loan) DO NOTHING
            """,
            [
                .id(own), .id(id), .text(key.reference), .bool(isBad), .day(day),
                .id(work.actor.user), .instant(work.now),
            ])
        guard inserted == 1 else {
            throw Refusal(.outcomeKnown, "An outcome is kept once and stays.")
        }
        work.record(
            Subject(kind: "score", id: id.text), before: nil,
            after: .object(
                [("is_bad", .bool(isBad)), ("day", .string(day.iso))]
                    + Loans.trace(of: key.reference)))
        return Done()
    }

    /// A loan is known by a decision about it, on the score or on the other look at the same day
    /// that a contest led to. Where nothing was decided here, the only loan has no name.
    ///
    /// - Throws: `loan_unknown` with the loans that there are.
    private static func requireDecided(
        _ key: Loans.Key, in loans: Loans, decided: [Loans.Key]
    ) throws(Refusal) {
        let named = decided.filter {
            loans.loan($0) == loans.loan(Loans.Key(score: key.score, reference: $0.reference))
        }
        if key.reference.isEmpty && named.isEmpty { return }
        if named.contains(where: { $0.reference == key.reference }) { return }
        let known = Set(named.map(\.reference)).filter { !$0.isEmpty }.sorted()
        throw Refusal(
            .loanUnknown,
            known.isEmpty
                ? "No decision on this score names a loan: leave it out."
                : "Decisions on this score name \(known.joined(separator: ", ")).",
            at: "/loan")
    }
}
