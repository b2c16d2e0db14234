import Ledger
import Storage

/// One attestation.
public struct AttestationDetail: Query {
    public let id: ID<Attestation>

    public init(id: ID<Attestation>) { self.id = id }

    public static let declaration = Declaration(
        "attestation.read", "Show one attestation.", .get("/api/attestations/:id"),
        access: .action(.readAttestations), refusals: [.attestationUnknown],
        fields: ["id": FieldNote("The attestation.")])

    public func answer(in view: View) throws -> Attestation {
        let found = try Attestation.find(id, of: view.actor.organisation, in: view.snapshot)
        guard let found else {
            throw Refusal(.attestationUnknown, "There is no such attestation.")
        }
        return found
    }
}

extension Attestation {
    public static let all: [AnyOperation] = [
        .command(AttestSubject.self), .query(AttestationDetail.self),
        .command(RevokeAttestation.self), .query(IssuerDetail.self), .query(LogHead.self),
    ]
}
