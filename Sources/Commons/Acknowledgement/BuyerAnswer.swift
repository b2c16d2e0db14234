import Ledger

/// What the buyer said, and who said it.
public struct BuyerAnswer: Codable, Sendable, Equatable {
    public enum Choice: String, Codable, Sendable, CaseIterable { case owed, disputed }

    /// Why an invoice is disputed.
    public enum Reason: String, Codable, Sendable, CaseIterable {
        case notReceived = "not_received"
        case amountDiffers = "amount_differs"
        case paidAlready = "paid_already"
        case notOurs = "not_ours"
        case other
    }

    public let choice: Choice
    public let reason: Reason?
    public let remark: String?
    /// As written by whoever had the link, or of the signed-in member.
    public let name: String
    /// What they are at the buyer's.
    public let role: String
    /// The buyer's organisation, where a signed-in member of it answered.
    public let organisation: String?
    public let at: Instant
}

/// An answer on its way in.
struct NewAnswer: Sendable {
    /// A member who answers signed in.
    struct Member: Sendable {
        let user: ID<User>
        let organisation: ID<Organisation>
        let organisationName: String
    }

    let choice: BuyerAnswer.Choice
    let reason: BuyerAnswer.Reason?
    let remark: String?
    let name: String
    let role: String
    let member: Member?

    static let fields: [String: FieldNote] = [
        "token": LinkToken.linkNote,
        "choice": FieldNote("`owed`: yes, we owe this; `disputed`: no."),
        "reason": FieldNote("Why not; only and always with `disputed`."),
        "remark": FieldNote(
            "In words; needed with the reason `other`.", minimumLength: 1, maximumLength: 1_000),
    ]

    init(
        _ choice: BuyerAnswer.Choice, _ reason: BuyerAnswer.Reason?, _ remark: String?,
        name: String, role: String, member: Member? = nil
    ) throws(Refusal) {
        self.choice = choice
        self.reason = reason
        self.remark = Self.trimmed(remark)
        self.name = Self.trimmed(name) ?? ""
        self.role = Self.trimmed(role) ?? ""
        self.member = member
        for (text, pointer) in [(self.name, "/name"), (self.role, "/role")] where text.isEmpty {
            throw Refusal(.blankName, "Say who answers, and what you are there.", at: pointer)
        }
        guard (choice == .disputed) == (reason != nil) else {
            throw Refusal(
                .acknowledgementReason,
                choice == .disputed ? "Choose why it is not owed." : "A yes has no reason.",
                at: "/reason")
        }
        guard reason != .other || self.remark != nil else {
            throw Refusal(.acknowledgementReason, "Say in words why not.", at: "/remark")
        }
    }

    private static func trimmed(_ text: String?) -> String? {
        text.flatMap { $0.isBlank ? nil : $0.trimmed }
    }

    /// Whether a kept answer says the same.
    func isSame(as kept: BuyerAnswer) -> Bool {
        kept == self.kept(at: kept.at)
    }

    func kept(at now: Instant) -> BuyerAnswer {
        BuyerAnswer(
            choice: choice, reason: reason, remark: remark, name: name, role: role,
            organisation: member?.organisationName, at: now)
    }
}
