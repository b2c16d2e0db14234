import Insight
import Ledger
import Storage
import Wire

extension StoredScore {
    /// For so many days a score speaks of somebody without another look.
    private static let lastingDays = 30

    /// Whether it was made on the day on which it stands: no look back.
    var isOfItsDay: Bool { ScoreRecord.isOfItsDay(madeAt: madeAt, knownAt: knownAt) }

    /// A decision stands on what is known of somebody now, as the live model sees it: on the newest
    /// score of the last thirty days, or on whatever score says what the books say today. On a look
    /// back anything could be shown. What answered a contest is about the contested loan alone.
    ///
    /// - Throws: `score_not_current` or `loan_unknown` with what to do.
    func requireCurrent(for loan: String, in work: any Work) throws {
        if purpose == .contest { return try requireContested(loan, in: work) }
        guard isOfItsDay else {
            throw Refusal(
                .scoreNotCurrent,
                "This is a look back at \(asOf.iso), made later. Decide on the score of today.")
        }
        let scoring = try ModelRecord.scoring(
            for: work.actor.organisation, in: work.transaction)
        guard model.sha256 == scoring.sha256 else {
            throw Refusal(
                .scoreNotCurrent,
                "\(model.name) scores no more; \(scoring.name) does. "
                    + "Decide on its score.")
        }
        let newer = try newerDay(in: work)
        if newer == nil, asOf >= work.today.adding(days: -Self.lastingDays) { return }
        guard let known = try knownNow(in: work) else {
            throw Refusal(
                .scoreNotCurrent,
                (newer.map { "There is a newer score, of \($0.iso)" }
                    ?? "This score is of \(asOf.iso)")
                    + ", and the books may not be read any more: nothing says whether this one "
                    + "still holds.")
        }
        if known == snapshotHash { return }
        throw Refusal(
            .scoreNotCurrent,
            newer.map { "There is a newer score, of \($0.iso). Decide on that one." }
                ?? "This score is of \(asOf.iso), and the books have moved. Look at it again.")
    }

    /// A score that answered a contest is about the loan of the notice, for as long as another one
    /// would speak of somebody.
    private func requireContested(_ loan: String, in work: any Work) throws {
        let contested = try work.transaction.first(
            """
            SELECT d.loan, c.answered_at FROM contest c
            JOIN notice n ON n.organisation_id = c.organisation_id AND n.id = c.notice_id
            JOIN score_decision d ON d.organisation_id = n.organisation_id AND d.id = n.decision_id
            WHERE c.organisation_id = $1 AND c.rescore_id = $2
            """, [.id(work.actor.organisation), .id(id)]
        ) { (loan: try $0.text(0), at: try $0.instant(1)) }
        guard let contested else {
            throw Refusal(
                .scoreNotCurrent, "The contest was answered with another score than this one.")
        }
        guard contested.loan == loan else {
            let own = contested.loan.isEmpty ? "the loan without a reference" : contested.loan
            throw Refusal(
                .loanUnknown,
                "This score answered a contest about \(own); for another loan ask for a new one.",
                at: "/loan")
        }
        guard contested.at.adding(seconds: Int64(Self.lastingDays) * 86_400) >= work.now else {
            throw Refusal(
                .scoreNotCurrent,
                "The contest was answered more than \(Self.lastingDays) days ago. "
                    + "Ask for a new score.")
        }
    }

    /// The day of a later score by the model that scores now, which is this one's.
    private func newerDay(in work: any Work) throws -> Day? {
        let own = work.actor.organisation
        return try work.transaction.first(
            """
            SELECT n.as_of FROM score n
            WHERE n.organisation_id = $1 AND n.entity_id = $2 AND n.purpose = 'live'
                AND n.model_sha256 = $3 AND n.id <> $4 AND \(ScoreRecord.isOfItsDay("n"))
                AND (n.as_of, n.made_at) > ($5, $6)
            ORDER BY n.as_of DESC, n.made_at DESC LIMIT 1
            """,
            [
                .id(own), .id(entity.id), .text(model.sha256), .id(id), .day(asOf),
                .instant(madeAt),
            ]
        ) { try $0.day(0) }
    }

    /// The hash of what the books say today; nil where they may be read no more, because a consent
    /// has ended or somebody is no customer now.
    private func knownNow(in work: any Work) throws -> String? {
        let subject: ScoreEntity
        do {
            subject = try ScoreEntity.require(
                entity.id, for: work.actor, on: work.today, in: work.transaction)
        } catch let refusal as Refusal where refusal.code == .scoreSubjectUnknown {
            return nil
        }
        return try CreditBooks(
            entity: subject, books: subject.books(for: work.actor), asOf: work.today,
            knownAt: work.now, snapshot: work.transaction
        ).history().snapshot().hash.hex
    }
}

extension RefusalCode {
    public static let scoreNotCurrent = RefusalCode(
        "score_not_current", 409, "The score does not say what is known now")
}
