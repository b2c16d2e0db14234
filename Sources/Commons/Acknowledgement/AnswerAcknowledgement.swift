import Ledger
import Storage

/// Answers a link without an account.
public struct AnswerAcknowledgement: Procedure {
    public let token: String
    public let choice: BuyerAnswer.Choice
    public let reason: BuyerAnswer.Reason?
    public let remark: String?
    public let name: String
    public let role: String

    public init(
        token: String, choice: BuyerAnswer.Choice, reason: BuyerAnswer.Reason? = nil,
        remark: String? = nil, name: String, role: String
    ) {
        self.token = token
        self.choice = choice
        self.reason = reason
        self.remark = remark
        self.name = name
        self.role = role
    }

    public static let declaration = Declaration(
        "acknowledgement.answer", "Answer for the buyer, with the link, whether it is owed.",
        .post("/api/acknowledgements/answer"), access: .everyone,
        refusals: OpenAcknowledgement.linkRefusals + [
            .acknowledgementAnswered, .acknowledgementReason, .blankName,
        ],
        fields: NewAnswer.fields.merging([
            "name": FieldNote("Who says so.", minimumLength: 1, maximumLength: 200),
            "role": FieldNote(
                "What they are at the buyer's, such as accountant.", minimumLength: 1,
                maximumLength: 100),
        ]) { first, _ in first })

    public func run(in scene: Scene) async throws -> BuyerAnswer {
        try await scene.countLinkUse()
        let given = try NewAnswer(choice, reason, remark, name: name, role: role)
        let seller = try await scene.database.read { [token] snapshot in
            try StoredAcknowledgement.require(token, in: snapshot).organisation
        }
        return try await scene.transact(
            Self.declaration.name, as: .visitor(of: seller)
        ) { [token] work in
            try StoredAcknowledgement.require(token, in: work.transaction).keep(given, in: work)
        }
    }
}

extension Actor {
    /// Somebody without an account, let in by a link of the organisation.
    static func visitor(of organisation: ID<Organisation>) -> Actor {
        Actor(user: nobody.user, organisation: organisation, role: nobody.role)
    }
}
