import Insight
import Ledger
import Storage

/// Who is scored: a business of this installation, from its own books, or a customer of the
/// scorer, from what it owes there.
public struct ScoreEntity: Codable, Sendable, Hashable {
    public enum Kind: String, Codable, Sendable, CaseIterable {
        case organisation, party

        /// As the registry of features calls it.
        var subject: CreditFeature.Subject { self == .party ? .customer : .business }
    }

    public let kind: Kind
    public let id: ID<ScoreEntity>
    public let name: String

    public init(kind: Kind, id: ID<ScoreEntity>, name: String) {
        self.kind = kind
        self.id = id
        self.name = name
    }

    /// One's own organisation, one's own customers, and businesses that gave their consent; nobody
    /// else exists.
    ///
    /// - Parameter isContested: to answer a contest: whoever contests a decision and waits for
    ///   another look exists for that, whatever consent there is.
    /// - Throws: `score_subject_unknown`.
    static func require(
        _ id: ID<ScoreEntity>, for actor: Actor, on today: Day, isContested: Bool = false,
        in snapshot: any Snapshot
    ) throws -> ScoreEntity {
        let business = try snapshot.first(
            """
            SELECT o.name FROM organisation o
            WHERE o.id = $1 AND (o.id = $2 OR EXISTS (
                SELECT 1 FROM score_share s
                WHERE s.organisation_id = o.id AND s.lender_id = $2 AND s.ended_at IS NULL
                    AND s.until >= $3)
                OR $4 = 1 AND EXISTS (
                    SELECT 1 FROM contest c JOIN notice n
                        ON n.organisation_id = c.organisation_id AND n.id = c.notice_id
                    WHERE c.organisation_id = $2 AND c.state = 'open' AND n.entity_id = o.id))
            """, [.id(id), .id(actor.organisation), .day(today), .bool(isContested)]
        ) { ScoreEntity(kind: .organisation, id: id, name: try $0.text(0)) }
        if let business { return business }
        let customer = try snapshot.first(
            """
            SELECT p.name FROM party p
            WHERE p.organisation_id = $1 AND p.id = $2 AND (p.is_customer = 1
                OR $3 = 1 AND EXISTS (
                    SELECT 1 FROM contest c JOIN notice n
                        ON n.organisation_id = c.organisation_id AND n.id = c.notice_id
                    WHERE c.organisation_id = $1 AND c.state = 'open' AND n.entity_id = p.id))
            """, [.id(actor.organisation), .id(id), .bool(isContested)]
        ) { ScoreEntity(kind: .party, id: id, name: try $0.text(0)) }
        guard let customer else {
            throw Refusal(
                .scoreSubjectUnknown,
                "No customer has this id, and no business of this id lets you score it.")
        }
        return customer
    }

    /// Also those of whom the organisation keeps scores that it made while it could: whoever ended
    /// a consent, or is no customer any more, does not take these records away.
    ///
    /// - Throws: `score_subject_unknown`.
    static func requireScored(
        _ id: ID<ScoreEntity>, for actor: Actor, on today: Day, in snapshot: any Snapshot
    ) throws {
        let isKept = try snapshot.first(
            "SELECT 1 FROM score WHERE organisation_id = $1 AND entity_id = $2 LIMIT 1",
            [.id(actor.organisation), .id(id)]
        ) { _ in true }
        if isKept == nil { _ = try require(id, for: actor, on: today, in: snapshot) }
    }

    /// Whose books say what is known of it.
    func books(for actor: Actor) -> ID<Organisation> {
        kind == .party ? actor.organisation : ID(id.value)
    }
}

extension RefusalCode {
    public static let scoreSubjectUnknown = RefusalCode(
        "score_subject_unknown", 404, "Nobody of this id can be scored here")
    public static let scoreUnknown = RefusalCode("score_unknown", 404, "No such score")
    public static let scoreLater = RefusalCode(
        "score_later", 422, "The books do not know the future")
    public static let shareUnknown = RefusalCode(
        "share_unknown", 404, "No such consent, or it has ended")
    public static let lenderUnknown = RefusalCode(
        "lender_unknown", 422, "No lender of this installation has this id")
    public static let shareExists = RefusalCode(
        "share_exists", 409, "This lender has your consent already")
    public static let shareOver = RefusalCode(
        "share_over", 422, "The consent would be over already")

    static let scores: [RefusalCode] = [
        .scoreSubjectUnknown, .scoreUnknown, .scoreLater, .shareUnknown, .lenderUnknown,
        .shareExists, .shareOver, .outcomeTableUnreadable,
    ]
}

extension Action {
    /// To see and make scores.
    public static let readScores = Action(
        "score.read",
        [
            .owner, .admin, .accountant, .loanOfficer, .branchManager, .creditCommittee, .smeUser,
            .auditor, .supervisor, .apiClient,
        ])
    /// To let a lender score one's books.
    public static let shareScores = Action("score.share", [.owner, .admin])
}
