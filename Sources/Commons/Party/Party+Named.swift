import Ledger
import Storage

extension Party {
    /// The supplier of that name, made if there is none: a paper knows names only.
    static func supplier(named name: String, in work: any Work) throws -> Party {
        let organisation = work.actor.organisation
        if name.isBlank { throw Refusal(.blankName, "The supplier needs a name.", at: "/supplier") }
        let key = PartyName.key(name)
        let known = try work.transaction.first(
            """
            SELECT \(columns) FROM party WHERE organisation_id = $1 AND name_key = $2
            ORDER BY is_supplier DESC, id LIMIT 1
            """, [.id(organisation), .text(key)], Party.init)
        guard let known else {
            let party = Party(
                id: work.newID(Party.self), name: name, isCustomer: false, isSupplier: true,
                taxNumber: nil, email: nil, phone: nil, address: nil)
            try party.insert(in: work)
            return party
        }
        if !known.isSupplier {
            try work.transaction.execute(
                """
                UPDATE party SET is_supplier = 1, changed_at = $3
                WHERE organisation_id = $1 AND id = $2
                """, [.id(organisation), .id(known.id), .instant(work.now)])
        }
        return known
    }

    /// The other side of a new document.
    static func require(
        _ id: ID<Party>, forKind kind: DocumentKind, in work: any Work
    ) throws -> Party {
        guard let party = try find(id, of: work.actor.organisation, in: work.transaction) else {
            throw Refusal(.partyUnfit, "No customer or supplier has this id.", at: "/party_id")
        }
        let isSale = kind == .invoice || kind == .creditNote
        guard isSale ? party.isCustomer : party.isSupplier else {
            let role = isSale ? "customer" : "supplier"
            throw Refusal(
                .partyUnfit, "\(party.name) is not marked as a \(role).", at: "/party_id")
        }
        return party
    }
}

extension Refusal {
    static func partyUnknown() -> Refusal {
        Refusal(.partyUnknown, "No customer or supplier has this id.")
    }
}
