import Proof
import Storage
import Wire

/// Each statement is what the log took in, under the signature of a key of this installation, and
/// its personal fields are those that it committed to.
struct AttestationCheck {
    let snapshot: any Snapshot

    func run(_ report: inout FsckReport) throws {
        var findings: [Finding] = []
        var count = 0
        try snapshot.each(
            """
            SELECT a.id, a.statement_id, a.envelope, a.fields, k.public_key, l.leaf
            FROM attestation a LEFT JOIN issuer_key k ON k.key_id = a.key_id
                LEFT JOIN log_entry l ON l.id = a.log_entry_id ORDER BY a.id
            """, []
        ) { row in
            count += 1
            if let fault = try Self.fault(row) {
                findings.append(Self.finding(try row.text(0), fault))
            }
        }
        try snapshot.each(
            """
            SELECT r.attestation_id, r.envelope, l.leaf FROM revocation r
                LEFT JOIN log_entry l ON l.id = r.log_entry_id ORDER BY r.attestation_id
            """, []
        ) { row in
            if try MerkleTree.leafHash(row.bytes(1)).bytes != row.bytesIfAny(2) {
                findings.append(
                    Self.finding(try row.text(0), "its revocation is not what the log took in"))
            }
        }
        findings += try StatementCheck(snapshot: snapshot).findings()
        report.add(.attestations, checked: count, findings)
    }

    private static func finding(_ id: String, _ fault: String) -> Finding {
        Finding(
            .attestations, "statement_differs", Subject(kind: "attestation", id: id), fault + ".")
    }

    private static func fault(_ row: any Row) throws -> String? {
        let bytes = try row.bytes(2)
        guard let leaf = try row.bytesIfAny(5) else { return "it has no leaf in the log" }
        guard MerkleTree.leafHash(bytes).bytes == leaf else {
            return "it is not what the log took in"
        }
        guard let envelope = try? COSESign1(decoding: bytes),
            let payload = try? AttestationPayload(decoding: envelope.payload)
        else { return "it cannot be read" }
        guard ProofBundle.statementID(of: envelope).hex == (try row.text(1)) else {
            return "its statement has another hash"
        }
        guard let key = try row.bytesIfAny(4) else { return "its key is unknown" }
        guard Issuer.verify(
            envelope.toBeSigned, signature: envelope.signature, publicKey: key)
        else { return "its signature does not verify" }
        // Erased fields are gone on purpose; fields that are there must be the right ones.
        guard let text = try row.textIfAny(3) else { return nil }
        guard let fields = try? StoredFields(text: text).disclosed,
            FieldCommitments(fields)?.digest == payload.commitmentsDigest
        else { return "its personal fields are not those it committed to" }
        return nil
    }
}
