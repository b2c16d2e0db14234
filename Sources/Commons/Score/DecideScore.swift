import Insight
import Ledger
import Storage
import Wire

public enum CreditDecision: String, Codable, Sendable, CaseIterable {
    case approved
    case worseTerms = "worse_terms"
    case declined

    /// In the words of a refusal's detail.
    var told: String {
        switch self {
        case .approved: "approved"
        case .worseTerms: "worse terms"
        case .declined: "declined"
        }
    }
}

/// What somebody decided with a score before their eyes.
public struct DecisionRecord: Codable, Sendable {
    public let id: ID<DecisionRecord>
    public let scoreID: ID<ScoreRecord>
    public let decision: CreditDecision
    public let overrideReason: String?
    /// The lender's reference of the loan, as it is kept; absent where none was given.
    public let loan: String?
    /// What the applicant is told; absent where nothing adverse was decided.
    public let noticeID: ID<NoticeRecord>?

    /// SQL: whether the decision `d` is the last one about its score and loan; what was decided
    /// again until `end` counts no more.
    static func isLast(until end: String? = nil) -> String {
        """
        NOT EXISTS (
            SELECT 1 FROM score_decision l
            WHERE l.organisation_id = d.organisation_id AND l.score_id = d.score_id
                AND l.loan = d.loan
                AND (l.decided_at > d.decided_at OR l.decided_at = d.decided_at AND l.id > d.id)
                \(end.map { "AND l.decided_at <= \($0)" } ?? ""))
        """
    }
}

/// Keeps a decision about a score. Anything adverse makes the notice that the applicant must get;
/// whatever goes against the band, or against a score that gives no reason, needs one.
public struct DecideScore: Command {
    /// The score.
    public let id: ID<ScoreRecord>
    public let decisionID: ID<DecisionRecord>
    public let decision: CreditDecision
    public let overrideReason: String?
    public let loan: String?
    public let language: ScoreLanguage?

    public init(
        id: ID<ScoreRecord>, decisionID: ID<DecisionRecord>, decision: CreditDecision,
        overrideReason: String? = nil, loan: String? = nil, language: ScoreLanguage? = nil
    ) {
        self.id = id
        self.decisionID = decisionID
        self.decision = decision
        self.overrideReason = overrideReason
        self.loan = loan
        self.language = language
    }

    /// A reason of blanks is none.
    private var reason: String? { overrideReason.flatMap { $0.isBlank ? nil : $0 } }

    public static let declaration = Declaration(
        "score.decide", "Keep what was decided with a score, and make the notice if it is adverse.",
        .post("/api/scores/:id/decision"), access: .action(.decideScores), status: 201,
        refusals: [
            .scoreUnknown, .idTaken, .overrideReasonNeeded, .scoreIsOwn, .scoreNotCurrent,
            .loanUnknown, .outcomeKnown,
        ],
        fields: [
            "id": FieldNote("The score."),
            "decision_id": FieldNote("Made by the client, so that a repeat is recognised."),
            "decision": FieldNote("Worse terms are adverse too."),
            "override_reason": FieldNote(
                "Why, in the decider's words: needed against the band (A to C suggest approval, "
                    + "D and E do not), and for a notice that the score gives no reason for. A "
                    + "notice gives it first.",
                minimumLength: 1, maximumLength: 500),
            "loan": Loans.referenceNote,
            "language": FieldNote("Of the notice; the applicant's own unless given."),
        ])

    public func perform(in work: any Work) throws -> DecisionRecord {
        let own = work.actor.organisation
        guard let score = try StoredScore.find(id, of: own, in: work.transaction) else {
            throw Refusal(.scoreUnknown, "No score has this id.")
        }
        guard score.purpose != .shadow else {
            throw Refusal(.scoreUnknown, "A model in the shadow decides nothing.")
        }
        guard score.entity.id.text != own.text else {
            throw Refusal(.scoreIsOwn, "Nobody decides about their own business.")
        }
        let loan = Loans.reference(loan)
        try score.requireCurrent(for: loan, in: work)
        let taken = try work.transaction.first(
            "SELECT 1 FROM score_decision WHERE organisation_id = $1 AND id = $2",
            [.id(own), .id(decisionID)]
        ) { _ in true }
        if taken != nil {
            throw Refusal(.idTaken, "A decision with this id exists.", at: "/decision_id")
        }
        try requireOpen(loan, of: score, in: work)
        let record = try score.record(in: .english)
        if Self.isOverride(decision, record.band), reason == nil {
            throw Refusal(
                .overrideReasonNeeded,
                "Band \(record.band?.rawValue ?? "") suggests otherwise: say why.",
                at: "/override_reason")
        }
        try work.transaction.execute(
            """
            INSERT INTO score_decision (organisation_id, id, score_id, decision,
                override_reason, loan, decided_by, decided_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                .id(own), .id(decisionID), .id(id), .text(decision.rawValue),
                .text(reason), .text(loan), .id(work.actor.user), .instant(work.now),
            ])
        work.record(
            Subject(kind: "score", id: id.text), before: nil,
            after: .object(
                [("decision", .string(decision.rawValue))] + Loans.trace(of: loan)))
        let notice =
            decision == .approved
            ? nil
            : try NewNotice(
                decision: decisionID, kind: decision, score: score, because: reason,
                language: try language(of: score.entity, in: work)
            ).insert(in: work)
        return DecisionRecord(
            id: decisionID, scoreID: id, decision: decision, overrideReason: reason,
            loan: loan.isEmpty ? nil : loan, noticeID: notice)
    }

    /// A loan of which it is known what became of it is over.
    private func requireOpen(_ loan: String, of score: StoredScore, in work: any Work) throws {
        let loans = try Loans(
            of: work.actor.organisation, to: score.entity.id, in: work.transaction)
        guard let outcome = loans.outcome(of: Loans.Key(score: id, reference: loan)) else {
            return
        }
        throw Refusal(
            .outcomeKnown,
            "The loan \(loan.isEmpty ? "without a reference " : "")turned out "
                + "\(outcome.isBad ? "bad" : "good"). Give a new loan a reference of its own.",
            at: "/loan")
    }

    /// Where no number was shown nothing is suggested.
    static func isOverride(_ decision: CreditDecision, _ band: ScoreBand?) -> Bool {
        guard let band else { return false }
        return decision == (band.suggestsApproval ? .declined : .approved)
    }

    private func language(of entity: ScoreEntity, in work: any Work) throws -> ScoreLanguage {
        if let language { return language }
        let books = entity.books(for: work.actor)
        let own = try work.transaction.first(
            "SELECT language FROM organisation WHERE id = $1", [.id(books)]
        ) { try $0.text(0) }
        return ScoreLanguage(code: own ?? "en")
    }
}

extension RefusalCode {
    public static let overrideReasonNeeded = RefusalCode(
        "override_reason_needed", 422, "A reason of your own is needed")
    public static let scoreIsOwn = RefusalCode(
        "score_is_own", 422, "Nobody decides about their own business")
    public static let noticeUnknown = RefusalCode("notice_unknown", 404, "No such notice")
    public static let noticeReplaced = RefusalCode(
        "notice_replaced", 409, "The decision was replaced by a later one")
    public static let contestUnknown = RefusalCode("contest_unknown", 404, "No such contest")
    public static let contestLate = RefusalCode(
        "contest_late", 409, "The time to contest is over")
    public static let contestOpen = RefusalCode(
        "contest_open", 409, "It is contested already")
    public static let contestAnswered = RefusalCode(
        "contest_answered", 409, "The contest was answered already")

    public static let outcomeKnown = RefusalCode(
        "outcome_known", 409, "The outcome is known already")

    static let notices: [RefusalCode] = [
        .outcomeKnown, .loanUnknown, .scoreNotCurrent,
        .overrideReasonNeeded, .scoreIsOwn, .noticeUnknown, .noticeReplaced, .contestUnknown,
        .contestLate,
        .contestOpen, .contestAnswered,
    ]
}

extension Action {
    /// To decide with a score, and to answer who contests it.
    public static let decideScores = Action(
        "score.decide", [.owner, .admin, .loanOfficer, .branchManager, .creditCommittee])
    /// To read notices and contest them, for oneself or for who stands at the counter.
    public static let readNotices = Action(
        "notice.read",
        [
            .owner, .admin, .accountant, .loanOfficer, .branchManager, .creditCommittee, .smeUser,
            .auditor, .supervisor,
        ])
    public static let contestNotices = Action(
        "notice.contest",
        [.owner, .admin, .accountant, .loanOfficer, .branchManager, .creditCommittee, .smeUser])
}
