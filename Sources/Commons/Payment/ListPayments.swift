import Ledger
import Storage

/// Payments, newest first.
public struct ListPayments: Query {
    public let partyID: ID<Party>?
    public let after: String?
    public let limit: Int?

    public init(partyID: ID<Party>? = nil, after: String? = nil, limit: Int? = nil) {
        self.partyID = partyID
        self.after = after
        self.limit = limit
    }

    public static let declaration = Declaration(
        "payment.list", "List payments, newest first.", .get("/api/payments"),
        access: .action(.readBooks), refusals: [.cursorUnknown],
        fields: [
            "party_id": FieldNote("Only payments with this customer or supplier."),
            "after": Cursor.note, "limit": Cursor.limitNote,
        ])

    public func answer(in view: View) throws -> Page<Payment> {
        let count = limit ?? Cursor.usualLimit
        let place = try Cursor(after, start: [Cursor.end, Cursor.end])
        var values: [Value] = [
            .id(view.actor.organisation), .text(place[0]), .text(place[1]),
            .integer(Int64(count) + 1),
        ]
        var filter = ""
        if let partyID {
            values.append(.id(partyID))
            filter = "AND p.party_id = $5"
        }
        let found = try view.snapshot.rows(
            """
            SELECT \(Payment.columns) FROM payment p
            JOIN party y ON y.organisation_id = p.organisation_id AND y.id = p.party_id
            WHERE p.organisation_id = $1 AND (p.day, p.id) < ($2, $3) \(filter)
            ORDER BY p.day DESC, p.id DESC LIMIT $4
            """, values, Payment.init)
        return Page(found, limit: count) { Cursor([$0.day.iso, $0.id.text]).text }
    }
}
