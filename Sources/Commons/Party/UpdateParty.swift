import Ledger
import Storage

/// Replaces what is known of a party. Documents keep pointing at it; issued papers that were
/// already sent or attested keep the text that they were sent with.
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
