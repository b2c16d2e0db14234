import Ledger
import Storage
import Wire

/// States what a booked document says, in the installation's name.
public struct AttestSubject: Command {
    public let id: ID<Attestation>
    public let subject: Subject

    public init(id: ID<Attestation>, subject: Subject) {
        self.id = id
        self.subject = subject
    }

    public static let declaration = Declaration(
        "attestation.create", "Sign what a booked document says and enter it into the log.",
        .post("/api/attestations"), access: .action(.attest), status: 201,
        refusals: [.idTaken, .attestationSubject, .documentUnknown, .issuerMissing],
        fields: [
            "id": FieldNote("Made by the client, so that a repeated request is recognised."),
            "subject": FieldNote("A document that was issued or booked and is not void."),
            "subject.kind": FieldNote("`document`.", maximumLength: 40),
            "subject.id": FieldNote("Its id.", maximumLength: 64),
        ])

    public func perform(in work: any Work) throws -> Attestation {
        let issuer = try work.requiredIssuer()
        guard subject.kind == "document", let document = ID<Document>(subject.id) else {
            throw Refusal(
                .attestationSubject, "Only documents can be attested.", at: "/subject")
        }
        let owner = work.actor.organisation
        if try Attestation.find(id, of: owner, in: work.transaction) != nil {
            throw Refusal(.idTaken, "An attestation with this id exists.", at: "/id")
        }
        let statement = try DocumentStatement.statement(on: document, in: work)
        try statement.issue(
            id, owner: owner, by: work.actor.user, issuer: issuer,
            logEntry: work.newID(Attestation.self).text, now: work.now, in: work.transaction)
        guard let made = try Attestation.find(id, of: owner, in: work.transaction) else {
            throw StorageFault.engine("The attestation was written and cannot be read.")
        }
        work.record(
            Subject(kind: "attestation", id: id.text), before: nil,
            after: .object([
                ("subject", .string(subject.id)), ("statement_id", .string(made.statementID)),
            ]))
        // Its page shows the proof.
        work.record(subject, before: nil, after: .object([("attestation", .string(id.text))]))
        return made
    }
}

extension Work {
    func requiredIssuer() throws(Refusal) -> Issuer {
        guard let issuer else {
            throw Refusal(.issuerMissing, "Ask the administrator to run commons doctor.")
        }
        return issuer
    }
}
