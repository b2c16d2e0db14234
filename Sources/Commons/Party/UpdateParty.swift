import Ledger
import Storage

/// Replaces what is known of a party. Documents keep pointing at it; those that were issued before
/// keep the name, tax number and address that they were issued with.
public struct UpdateParty: Command {
    public let id: ID<Party>
    public let name: String
    public let isCustomer: Bool
    public let isSupplier: Bool
    public let taxNumber: String?
    public let email: String?
    public let phone: String?
    public let address: String?

    public static let declaration = Declaration(
        "party.update", "Correct a customer or supplier.", .put("/api/parties/:id"),
        access: .action(.writeDocuments), refusals: [.partyUnknown, .blankName],
        fields: CreateParty.fields)

    public func perform(in work: any Work) throws -> Party {
        let organisation = work.actor.organisation
        guard let before = try Party.find(id, of: organisation, in: work.transaction) else {
            throw Refusal.partyUnknown()
        }
        try PartyRules.check(name: name)
        let after = Party(
            id: id, name: name, isCustomer: isCustomer, isSupplier: isSupplier,
            taxNumber: taxNumber, email: email, phone: phone, address: address)
        if before.isOnPaper(otherThan: after) { try before.keepPast(in: work) }
        try work.transaction.execute(
            """
            UPDATE party SET name = $3, name_key = $4, is_customer = $5, is_supplier = $6,
                tax_number = $7, email = $8, phone = $9, address = $10, changed_at = $11
            WHERE organisation_id = $1 AND id = $2
            """,
            [
                .id(organisation), .id(id), .text(name), .text(PartyName.key(name)),
                .bool(isCustomer), .bool(isSupplier), .text(taxNumber), .text(email),
                .text(phone), .text(address), .instant(work.now),
            ])
        work.record(after.subject, before: before.trace, after: after.trace)
        return after
    }
}

extension Party {
    /// Whether what documents print of it differs.
    fileprivate func isOnPaper(otherThan other: Party) -> Bool {
        name != other.name || taxNumber != other.taxNumber || address != other.address
    }

    /// Keeps what documents issued so far say of it.
    fileprivate func keepPast(in work: any Work) throws {
        try work.transaction.execute(
            """
            INSERT INTO party_past
                (organisation_id, party_id, until_at, name, tax_number, address, name_key)
            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING
            """,
            [
                .id(work.actor.organisation), .id(id), .instant(work.now), .text(name),
                .text(taxNumber), .text(address), .text(PartyName.key(name)),
            ])
    }
}
