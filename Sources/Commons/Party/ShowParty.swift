import Ledger
import Storage

public struct PartyAccount: Codable, Sendable {
    public let party: Party
    /// What issued invoices still wait for, by currency.
    public let receivable: [Money]
    /// What approved bills still ask for, by currency.
    public let payable: [Money]
    /// Money received or credited that settles nothing yet.
    public let credits: [Credit]
}

public struct ShowParty: Query {
    public let id: ID<Party>

    public init(id: ID<Party>) { self.id = id }

    public static let declaration = Declaration(
        "party.read", "Show a customer or supplier and what is open.", .get("/api/parties/:id"),
        access: .action(.readBooks), refusals: [.partyUnknown])

    public func answer(in view: View) throws -> PartyAccount {
        let organisation = view.actor.organisation
        guard let party = try Party.find(id, of: organisation, in: view.snapshot) else {
            throw Refusal.partyUnknown()
        }
        return PartyAccount(
            party: party,
            receivable: try open(of: .invoice, in: view),
            payable: try open(of: .bill, in: view),
            credits: try Credit.all(of: id, organisation, in: view.snapshot))
    }

    private func open(of kind: DocumentKind, in view: View) throws -> [Money] {
        try view.snapshot.rows(
            """
            SELECT currency, \(WideSum.columns("open")) FROM (
                SELECT d.currency, d.payable - \(DocumentSQL.settled) AS open
                FROM document d
                WHERE d.organisation_id = $1 AND d.party_id = $2 AND d.kind = $3
                    AND d.issued_at IS NOT NULL AND NOT \(DocumentSQL.isVoid)
            ) AS opened
            GROUP BY currency ORDER BY currency
            """, [.id(view.actor.organisation), .id(id), .text(kind.rawValue)]
        ) { row in
            Money(minorUnits: try WideSum.read(row, from: 1), currency: try row.currency(0))
        }.filter { !$0.isZero }
    }
}
