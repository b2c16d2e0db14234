import Ledger
import Storage
import Wire

/// Answers a link as a signed-in member of the buyer's organisation, whose identity is kept with
/// the answer. Whoever may approve bills may say what is owed.
public struct ConfirmAcknowledgement: Command {
    public let token: String
    public let choice: BuyerAnswer.Choice
    public let reason: BuyerAnswer.Reason?
    public let remark: String?

    public init(
        token: String, choice: BuyerAnswer.Choice, reason: BuyerAnswer.Reason? = nil,
        remark: String? = nil
    ) {
        self.token = token
        self.choice = choice
        self.reason = reason
        self.remark = remark
    }

    public static let declaration = Declaration(
        "acknowledgement.confirm",
        "Answer a link as a member of the buyer's organisation, with your name.",
        .post("/api/acknowledgements/confirm"), access: .action(.issueDocuments),
        refusals: [
            .acknowledgementUnknown, .acknowledgementExpired, .acknowledgementWithdrawn,
            .acknowledgementLapsed, .acknowledgementAnswered, .acknowledgementReason,
            .acknowledgementOwn,
        ],
        fields: NewAnswer.fields)

    /// Who says that a debt is owed is held to their limit as if they approved the bill.
    public func amountAtStake(in work: any Work) throws -> Stake? {
        guard choice == .owed, let token = LinkToken(token),
            let found = try StoredAcknowledgement.find(token, in: work.transaction)
        else { return nil }
        return Stake(found.content.owed)
    }

    public func perform(in work: any Work) throws -> BuyerAnswer {
        let found = try StoredAcknowledgement.require(token, in: work.transaction)
        let buyer = work.actor.organisation
        guard found.organisation != buyer else {
            throw Refusal(.acknowledgementOwn, "Give the link to the buyer.")
        }
        let names = try work.transaction.first(
            """
            SELECT u.name, o.name FROM user_account u, organisation o
            WHERE u.id = $1 AND o.id = $2
            """, [.id(work.actor.user), .id(buyer)]
        ) { (try $0.text(0), try $0.text(1)) }
        guard let names else { throw Refusal.unauthenticated }
        let given = try NewAnswer(
            choice, reason, remark, name: names.0, role: work.actor.role.rawValue,
            member: .init(
                user: work.actor.user, organisation: buyer, organisationName: names.1))
        // The trace belongs to both: to the seller, whose invoice it is, and to the buyer.
        let seller = Actor(
            user: work.actor.user, organisation: found.organisation, role: work.actor.role)
        guard let live = work as? LiveWork else {
            throw StorageFault.engine("Only a live transaction can answer for two organisations.")
        }
        let isNew = found.answer == nil
        let answer = try found.keep(given, in: live.standingIn(as: seller))
        if isNew {
            work.record(
                Subject(kind: "acknowledgement", id: found.acknowledgement.text), before: nil,
                after: .object([
                    ("answer", .string(choice.rawValue)),
                    ("content", .string(found.contentSha256)),
                ]))
        }
        return answer
    }
}
