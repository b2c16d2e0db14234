import Ledger
import Proof
import Storage
import Wire

/// A statement that was signed says of its document what the document says today: what is issued
/// is never changed.
struct StatementCheck {
    let snapshot: any Snapshot

    func findings() throws -> [Finding] {
        try snapshot.rows(
            """
            SELECT a.id, a.envelope, d.kind, d.number, d.supplier_number, d.day, d.due_day,
                d.currency, d.net, d.tax, d.total
            FROM attestation a LEFT JOIN document d
                ON d.organisation_id = a.organisation_id AND d.id = a.subject_id
            WHERE a.subject_kind = 'document' ORDER BY a.id
            """
        ) { row -> Finding? in
            // One that cannot be read is named by the check of the statements themselves.
            guard let envelope = try? COSESign1(decoding: try row.bytes(1)),
                let payload = try? AttestationPayload(decoding: envelope.payload)
            else { return nil }
            let said = Dictionary(
                payload.publicFields.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
            let differing = try Self.fields(row).filter { said[$0.name] != $0.value }
            guard !differing.isEmpty else { return nil }
            return Finding(
                .attestations, "document_differs",
                Subject(kind: "attestation", id: try row.text(0)),
                row.isNull(2)
                    ? "Its document is gone."
                    : "Its document says otherwise today: "
                        + differing.map(\.name).joined(separator: ", ") + ".")
        }.compactMap { $0 }
    }

    private static func fields(_ row: any Row) throws -> [(name: String, value: String?)] {
        func amount(_ column: Int) throws -> String? {
            row.isNull(column) ? nil : try row.money(column, currency: 7).decimal
        }
        return [
            ("kind", try row.textIfAny(2)), ("number", try row.textIfAny(3)),
            ("supplier_number", try row.textIfAny(4)), ("date", try row.textIfAny(5)),
            ("due_date", try row.textIfAny(6)), ("currency", try row.textIfAny(7)),
            ("net", try amount(8)), ("tax", try amount(9)), ("total", try amount(10)),
        ]
    }
}
