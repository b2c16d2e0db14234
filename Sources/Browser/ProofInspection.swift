import Ledger
import Proof
import Wire

/// The answer of `proof_inspect`: everything that a proof shows, and the signatures on which its
/// verdict depends. The input is a bundle's bytes or a QR code's text.
struct ProofInspection {
    private let check: ProofCheck

    init(_ input: [UInt8]) {
        check = ProofBundle.check(input)
    }

    func write(to writer: inout JSONWriter) {
        writer.key("statement")
        if let bundle = check.bundle, let payload = check.payload {
            writeStatement(payload, of: bundle, to: &writer)
        } else {
            writer.null()
        }
        writer.key("disclosed")
        writePairs(check.bundle?.disclosed.map { ($0.name, $0.value) } ?? [], to: &writer)
        writer.key("withheld")
        writer.beginArray()
        for name in withheld { writer.string(name) }
        writer.endArray()
        writer.key("log")
        writeLog(to: &writer)
        writer.key("status")
        writeStatus(to: &writer)
        writer.key("signatures")
        writeSignatures(to: &writer)
        writer.key("defects")
        writer.beginArray()
        for defect in check.defects { defect.write(to: &writer) }
        writer.endArray()
    }

    private var withheld: [String] {
        guard let bundle = check.bundle, let commitments = bundle.commitments else { return [] }
        return commitments.entries.map { $0.name }.filter { name in
            !bundle.disclosed.contains { $0.name == name }
        }
    }

    private func writeStatement(
        _ payload: AttestationPayload, of bundle: ProofBundle, to writer: inout JSONWriter
    ) {
        writer.beginObject()
        writer.key("id")
        writer.string(bundle.statementID.hex)
        writer.key("kind")
        writer.string(payload.kind)
        writer.key("issuer")
        writer.beginObject()
        writer.key("id")
        writer.string(payload.issuerID)
        writer.key("name")
        writer.string(payload.issuerName)
        writer.key("public_key")
        writer.string(Base64URL.encode(bundle.issuerPublicKey))
        writer.endObject()
        writer.key("subject_id")
        writer.string(payload.subjectID)
        writer.key("issued_at")
        writer.string(payload.issuedAt.rfc3339)
        writer.key("fields")
        writePairs(payload.publicFields.map { ($0.name, $0.value) }, to: &writer)
        writer.key("has_personal_fields")
        writer.bool(payload.commitmentsDigest != nil)
        writer.key("content_sha256")
        writeOptional(payload.contentHash?.hex, to: &writer)
        writer.key("previous_statement")
        writeOptional(payload.previousStatement?.hex, to: &writer)
        writer.endObject()
    }

    private func writeLog(to writer: inout JSONWriter) {
        guard let bundle = check.bundle, let log = check.checkpoint else { return writer.null() }
        writer.beginObject()
        writer.key("origin")
        writer.string(log.origin)
        writer.key("size")
        writer.string(String(log.size))
        writer.key("root")
        writer.string(log.root.hex)
        writer.key("leaf_index")
        writer.string(String(bundle.leafIndex))
        writer.endObject()
    }

    private func writeStatus(to writer: inout JSONWriter) {
        guard let status = check.status else { return writer.null() }
        writer.beginObject()
        writer.key("as_of")
        writer.string(status.asOf.rfc3339)
        writer.key("revoked_at")
        writeOptional(status.revocation?.at.rfc3339, to: &writer)
        writer.key("reason")
        writeOptional(status.revocation?.reason, to: &writer)
        writer.endObject()
    }

    private func writeSignatures(to writer: inout JSONWriter) {
        writer.beginArray()
        for signature in check.signatures {
            writer.beginObject()
            writer.key("role")
            writer.string(signature.role.code)
            writer.key("message")
            writer.string(Base64URL.encode(signature.message))
            writer.key("public_key")
            writer.string(Base64URL.encode(signature.publicKey))
            writer.key("signature")
            writer.string(Base64URL.encode(signature.signature))
            writer.endObject()
        }
        writer.endArray()
    }

    private func writePairs(_ pairs: [(name: String, value: String)], to writer: inout JSONWriter) {
        writer.beginArray()
        for pair in pairs {
            writer.beginObject()
            writer.key("name")
            writer.string(pair.name)
            writer.key("value")
            writer.string(pair.value)
            writer.endObject()
        }
        writer.endArray()
    }

    private func writeOptional(_ text: String?, to writer: inout JSONWriter) {
        if let text { writer.string(text) } else { writer.null() }
    }
}

extension Defect {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("code")
        writer.string(code)
        writer.key("message")
        writer.string(message)
        writer.endObject()
    }
}
