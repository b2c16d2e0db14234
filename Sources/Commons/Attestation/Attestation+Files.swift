import Ledger
import Proof
import Storage
import Wire

extension Attestation {
    /// The proof as a file to keep and as a code to print.
    public static let files: [FileRoute] = [bundle, code]

    private static let bundle = FileRoute(
        Declaration(
            "attestation.bundle", "Download the proof, to be verified anywhere without us.",
            .get("/api/attestations/:id/bundle"), access: .action(.readAttestations),
            refusals: [.attestationUnknown, .issuerMissing],
            fields: ["id": FieldNote("The attestation.")]),
        parameters: AttestationDetail.self, gives: ["application/cbor"], reply: Done.self
    ) { parameters, request, executor in
        let bundle = try await executor.proofMaker().bundle(
            of: parameters.id, organisation: request.actor.organisation)
        return FileReply(
            .bytes(bundle.encoded()), mediaType: "application/cbor",
            fileName: "\(bundle.statementID.hex.prefix(16)).commonsproof")
    }

    private static let code = FileRoute(
        Declaration(
            "attestation.qr", "Show the proof as the text of one QR code.",
            .get("/api/attestations/:id/qr"), access: .action(.readAttestations),
            refusals: [.attestationUnknown, .issuerMissing],
            fields: ["id": FieldNote("The attestation.")]),
        parameters: AttestationDetail.self, reply: ProofCode.self
    ) { parameters, request, executor in
        let code = try await executor.proofMaker().code(
            of: parameters.id, organisation: request.actor.organisation)
        return .json(Outcome(status: 200, body: try WireEncoder.encode(code)))
    }
}

extension CommandExecutor {
    /// - Throws: `issuer_missing` where nobody signs.
    public func proofMaker() throws(Refusal) -> ProofMaker {
        guard let issuer = installation.currentIssuer else {
            throw Refusal(.issuerMissing, "Ask the administrator to run commons doctor.")
        }
        return ProofMaker(
            integrator: LogIntegrator(database: database, current: issuer, clock: clock))
    }
}
