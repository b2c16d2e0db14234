import Storage
import Wire

/// What the machine read and what the person said of each field of an accepted paper, as one hash
/// that the audit trail keeps.
enum AcceptedFields {
    static func hash(
        of paper: String, _ organisation: String, in snapshot: any Snapshot
    ) throws -> String {
        let fields = try snapshot.rows(
            """
            SELECT name, machine_value, machine_confidence, human_value FROM accepted_field
            WHERE organisation_id = $1 AND paper_id = $2 ORDER BY name
            """, [.text(organisation), .text(paper)]
        ) { row -> JSONValue in
            func text(_ column: Int) throws -> JSONValue {
                guard let text = try row.textIfAny(column) else { return .null }
                return .string(text)
            }
            return JSONValue.array([
                try text(0), try text(1), .integer(try row.integer(2)), try text(3),
            ])
        }
        return sha256(JSONValue.array(fields).canonicalBytes).hex
    }
}
