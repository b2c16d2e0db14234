import Ledger
import Storage
import Wire

/// Asks the buyer of an issued invoice to acknowledge it, through a link. Asking again replaces the
/// link that is open.
public struct AskAcknowledgement: Command {
    /// The invoice.
    public let id: ID<Document>
    public let acknowledgementID: ID<Acknowledgement>
    public let token: String
    public let days: Int?

    public init(
        id: ID<Document>, acknowledgementID: ID<Acknowledgement>, token: String, days: Int? = nil
    ) {
        self.id = id
        self.acknowledgementID = acknowledgementID
        self.token = token
        self.days = days
    }

    public static let declaration = Declaration(
        "acknowledgement.ask", "Ask the buyer of an invoice through a link whether it is owed.",
        .post("/api/invoices/:id/acknowledgements"), access: .action(.issueDocuments),
        status: 201,
        refusals: [
            .documentUnknown, .notIssued, .alreadyVoid, .acknowledgementNeedless,
            .acknowledgementGiven, .idTaken, .linkGuessable,
        ],
        fields: [
            "id": FieldNote("The invoice."),
            "acknowledgement_id": FieldNote(
                "Made by the client, so that a repeated request is recognised."),
            "token": LinkToken.note,
            "days": FieldNote("How long the link can be answered; 14 unless given.", range: 1...90),
        ])

    private static let usualDays = 14

    public func perform(in work: any Work) throws -> Acknowledgement {
        let invoice = try StoredDocument.require(id, .invoice, in: work)
        let (organisation, transaction) = (work.actor.organisation, work.transaction)
        if invoice.isDraft { throw Refusal(.notIssued, "It is a draft; issue it first.") }
        if invoice.isVoid { throw Refusal(.alreadyVoid, "\(invoice.name) is void.") }
        guard !invoice.open.isZero else {
            throw Refusal(.acknowledgementNeedless, "\(invoice.name) is settled.")
        }
        guard try StoredAcknowledgement.standing(id, organisation, in: transaction) == nil else {
            throw Refusal(.acknowledgementGiven, "There is nothing left to ask.")
        }
        guard let token = LinkToken(token), !token.isGuessable else {
            throw Refusal(.linkGuessable, "Make it of 32 random bytes, in base64url.", at: "/token")
        }
        try checkIsNew(token, in: work)
        guard let content = try AcknowledgedInvoice.find(id, of: organisation, in: transaction)
        else { throw Refusal(.documentUnknown, "No invoice has this id.") }
        // Also an open link that is too old makes room for the new one.
        let replaced = try transaction.execute(
            """
            UPDATE acknowledgement SET ended_by = $3, ended_at = $4
            WHERE organisation_id = $1 AND document_id = $2 AND ended_at IS NULL
                AND answered_at IS NULL
            """, [.id(organisation), .id(id), .id(work.actor.user), .instant(work.now)])
        try insert(token, try content.canonicalBytes, in: work)
        guard
            let made = try StoredAcknowledgement.find(
                acknowledgementID, of: organisation, in: transaction)
        else { throw StorageFault.engine("The question was written and cannot be read.") }
        work.record(
            invoice.subject, before: nil,
            after: .object([
                ("acknowledgement", .string(acknowledgementID.text)),
                ("content", .string(made.contentSha256)),
                ("expires_at", .string(made.expiresAt.rfc3339)),
                ("replaces_link", .bool(replaced > 0)),
            ]))
        return made.item(at: work.now)
    }

    private func checkIsNew(_ token: LinkToken, in work: any Work) throws {
        let known = try StoredAcknowledgement.find(
            acknowledgementID, of: work.actor.organisation, in: work.transaction)
        guard known == nil else {
            throw Refusal(.idTaken, "A question with this id exists.", at: "/acknowledgement_id")
        }
        guard try StoredAcknowledgement.find(token, in: work.transaction) == nil else {
            throw Refusal(.idTaken, "A link with this secret exists.", at: "/token")
        }
    }

    private func insert(_ token: LinkToken, _ content: [UInt8], in work: any Work) throws {
        let seconds = Int64(days ?? Self.usualDays) * 86_400
        try work.transaction.execute(
            """
            INSERT INTO acknowledgement (organisation_id, id, document_id, token_sha256,
                content, content_sha256, asked_by, asked_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            [
                .id(work.actor.organisation), .id(acknowledgementID), .id(id),
                .bytes(token.hash), .text(String(decoding: content, as: UTF8.self)),
                .text(sha256(content).hex), .id(work.actor.user), .instant(work.now),
                .instant(work.now.adding(seconds: seconds)),
            ])
    }
}
