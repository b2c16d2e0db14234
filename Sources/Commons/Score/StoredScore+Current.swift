import Insight
import Ledger
import Storage
import Wire

extension StoredScore {
    /// For so many days a score speaks of somebody without another look.
    private static let lastingDays = 30

    /// Whether it was made on the day on which it stands: no look back.
    var isOfItsDay: Bool { ScoreRecord.isOfItsDay(madeAt: madeAt, knownAt: knownAt) }

    /// A decision stands on what is known of somebody now: on the newest score of the last thirty
    /// days, on whatever score says what the books say today, or on the other look that answered
    /// a contest. On a look back anything could be shown.
    ///
    /// - Throws: `score_not_current` with what to do.
    func requireCurrent(in work: any Work) throws {
        if purpose == .contest { return }
        guard isOfItsDay else {
            throw Refusal(
                .scoreNotCurrent,
                "This is a look back at \(asOf.iso), made later. Decide on the score of today.")
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

    /// The day of a later score by the model that scores now.
    private func newerDay(in work: any Work) throws -> Day? {
        let own = work.actor.organisation
        let live = try ModelRecord.inState(.live, of: own, in: work.transaction)
        return try work.transaction.first(
            """
            SELECT n.as_of FROM score n
            WHERE n.organisation_id = $1 AND n.entity_id = $2 AND n.purpose = 'live'
                AND n.model_sha256 = $3 AND n.id <> $4 AND \(ScoreRecord.isOfItsDay("n"))
                AND (n.as_of, n.made_at) > ($5, $6)
            ORDER BY n.as_of DESC, n.made_at DESC LIMIT 1
            """,
            [
                .id(own), .id(entity.id), .text(live?.sha256 ?? ShippedModel.pack.sha256),
                .id(id), .day(asOf), .instant(madeAt),
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
