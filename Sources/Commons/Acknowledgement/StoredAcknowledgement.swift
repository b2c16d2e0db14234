import Ledger
import Storage
import Wire

/// A question to a buyer as it stands in the database.
struct StoredAcknowledgement {
    let acknowledgement: ID<Acknowledgement>
    /// The seller.
    let organisation: ID<Organisation>
    let document: ID<Document>
    /// The invoice as it was asked about.
    let content: AcknowledgedInvoice
    let contentSha256: String
    let askedBy: String?
    let askedAt: Instant
    let expiresAt: Instant
    let endedAt: Instant?
    let answer: BuyerAnswer?
    /// By what was booked on the invoice since, or because its buyer has another name now.
    let hasChanged: Bool

    func item(at now: Instant) -> Acknowledgement {
        Acknowledgement(
            id: acknowledgement, documentID: document, state: state(at: now),
            contentSha256: contentSha256, askedBy: askedBy, askedAt: askedAt,
            expiresAt: expiresAt, endedAt: endedAt, answer: answer)
    }

    func state(at now: Instant) -> Acknowledgement.State {
        if endedAt != nil { return .withdrawn }
        if hasChanged { return .lapsed }
        if let answer { return answer.choice == .owed ? .acknowledged : .disputed }
        return expiresAt > now ? .open : .expired
    }
}

extension StoredAcknowledgement {
    /// Whether the invoice was voided, or a credit note on it made or voided, after it was asked;
    /// over `acknowledgement a`.
    ///
    /// - Parameter limits: what is known, as conditions on `entry e`.
    static func hasChanged(_ limits: String = "") -> String {
        """
        (EXISTS (
            SELECT 1 FROM entry e
            WHERE e.organisation_id = a.organisation_id AND e.document_id = a.document_id
                AND e.kind = 'void' AND e.recorded_at > a.asked_at \(limits)
        ) OR EXISTS (
            SELECT 1 FROM document n
            JOIN entry e ON e.organisation_id = n.organisation_id AND e.document_id = n.id
            WHERE n.organisation_id = a.organisation_id AND n.original_id = a.document_id
                AND e.kind IN ('issue', 'void') AND e.recorded_at > a.asked_at \(limits)))
        """
    }

    private static let query = """
        SELECT a.id, a.organisation_id, a.document_id, a.content, a.content_sha256, u.name,
            a.asked_at, a.expires_at, a.ended_at, a.answer, a.reason, a.remark, a.answered_name,
            a.answered_role, o.name, a.answered_at, \(DocumentSQL.partyName), \(hasChanged())
        FROM acknowledgement a
            JOIN document d ON d.organisation_id = a.organisation_id AND d.id = a.document_id
            JOIN party p ON p.organisation_id = d.organisation_id AND p.id = d.party_id
            LEFT JOIN user_account u ON u.id = a.asked_by
            LEFT JOIN organisation o ON o.id = a.answered_organisation_id
        """

    /// All of an invoice, the newest first.
    static func of(
        _ document: ID<Document>, _ organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> [StoredAcknowledgement] {
        try snapshot.rows(
            """
            \(query) WHERE a.organisation_id = $1 AND a.document_id = $2
            ORDER BY a.asked_at DESC, a.id DESC
            """, [.id(organisation), .id(document)], StoredAcknowledgement.init)
    }

    /// The one by which the buyer owes the invoice as it is, if there is one.
    static func standing(
        _ document: ID<Document>, _ organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> StoredAcknowledgement? {
        try snapshot.rows(
            """
            \(query) WHERE a.organisation_id = $1 AND a.document_id = $2 AND a.answer = 'owed'
            ORDER BY a.asked_at DESC, a.id DESC
            """, [.id(organisation), .id(document)], StoredAcknowledgement.init
        ).first { !$0.hasChanged }
    }

    static func find(
        _ id: ID<Acknowledgement>, of organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> StoredAcknowledgement? {
        try snapshot.first(
            "\(query) WHERE a.organisation_id = $1 AND a.id = $2", [.id(organisation), .id(id)],
            StoredAcknowledgement.init)
    }

    /// Whoever has the link may ask: it alone says which organisation is meant.
    static func find(
        _ token: LinkToken, in snapshot: any Snapshot
    ) throws -> StoredAcknowledgement? {
        try snapshot.first(
            "\(query) WHERE a.token_sha256 = $1", [.bytes(token.hash)],
            StoredAcknowledgement.init)
    }

    /// - Throws: `acknowledgement_unknown`, for texts that are no token too.
    static func require(
        _ token: String, in snapshot: any Snapshot
    ) throws -> StoredAcknowledgement {
        guard let token = LinkToken(token), let found = try find(token, in: snapshot) else {
            throw Refusal(.acknowledgementUnknown, "Ask the seller for the whole link.")
        }
        return found
    }

    private init(_ row: any Row) throws {
        acknowledgement = try row.id(0)
        organisation = try row.id(1)
        document = try row.id(2)
        content = try WireDecoder.stored.decode(
            AcknowledgedInvoice.self, from: Array(try row.text(3).utf8))
        contentSha256 = try row.text(4)
        askedBy = try row.textIfAny(5)
        askedAt = try row.instant(6)
        expiresAt = try row.instant(7)
        endedAt = try row.instantIfAny(8)
        answer = row.isNull(9) ? nil : BuyerAnswer(
            choice: try row.choice(9), reason: row.isNull(10) ? nil : try row.choice(10),
            remark: try row.textIfAny(11), name: try row.text(12), role: try row.text(13),
            organisation: try row.textIfAny(14), at: try row.instant(15))
        hasChanged = try row.text(16) != content.buyer || row.bool(17)
    }

    /// That the link can be read still.
    ///
    /// - Throws: a refusal in the buyer's words where it is good for nothing any more.
    func check(at now: Instant) throws(Refusal) {
        guard endedAt == nil else {
            throw Refusal(
                .acknowledgementWithdrawn, "The seller has ended it or sent another one.")
        }
        guard !hasChanged else {
            throw Refusal(
                .acknowledgementLapsed, "Ask the seller for a link to the invoice as it is now.")
        }
        guard expiresAt > now else {
            throw Refusal(.acknowledgementExpired, "Ask the seller for another one.")
        }
    }

    /// Keeps the answer. The same one again changes nothing.
    ///
    /// - Parameter work: in the seller's name, whoever answers.
    func keep(_ given: NewAnswer, in work: any Work) throws -> BuyerAnswer {
        if let answer {
            guard given.isSame(as: answer) else { throw Self.isAnswered }
            return answer
        }
        try check(at: work.now)
        let answer = given.kept(at: work.now)
        let changed = try work.transaction.execute(
            """
            UPDATE acknowledgement SET answer = $3, reason = $4, remark = $5, answered_name = $6,
                answered_role = $7, answered_user_id = $8, answered_organisation_id = $9,
                answered_day = $10, answered_at = $11
            WHERE organisation_id = $1 AND id = $2 AND answered_at IS NULL AND ended_at IS NULL
            """,
            [
                .id(organisation), .id(acknowledgement), .text(given.choice.rawValue),
                .text(given.reason?.rawValue), .text(given.remark), .text(given.name),
                .text(given.role), .text(given.member?.user.text),
                .text(given.member?.organisation.text), .day(work.today), .instant(work.now),
            ])
        guard changed == 1 else { throw Self.isAnswered }
        // What the trail keeps: what was said about which content, not who a person is.
        work.record(
            Subject(kind: "document", id: document.text), before: nil,
            after: .object([
                ("acknowledgement", .string(acknowledgement.text)),
                ("answer", .string(given.choice.rawValue)),
                ("reason", given.reason.map { .string($0.rawValue) } ?? .null),
                ("content", .string(contentSha256)), ("signed_in", .bool(given.member != nil)),
            ]))
        return answer
    }

    private static let isAnswered = Refusal(
        .acknowledgementAnswered, "Talk to the seller if the answer was wrong.")
}
