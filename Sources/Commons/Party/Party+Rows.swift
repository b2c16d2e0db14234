import Ledger
import Storage
import Wire

extension Party {
    static let columns = """
        id, name, is_customer, is_supplier, tax_number, email, phone, address
        """

    init(_ row: any Row) throws {
        id = try row.id(0)
        name = try row.text(1)
        isCustomer = try row.bool(2)
        isSupplier = try row.bool(3)
        taxNumber = try row.textIfAny(4)
        email = try row.textIfAny(5)
        phone = try row.textIfAny(6)
        address = try row.textIfAny(7)
    }

    static func find(
        _ id: ID<Party>, of organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> Party? {
        try snapshot.first(
            "SELECT \(columns) FROM party WHERE organisation_id = $1 AND id = $2",
            [.id(organisation), .id(id)], Party.init)
    }

    /// What the audit trail keeps: which fields there are, not what a person's fields hold.
    var trace: JSONValue {
        .object([
            ("name", .string(name)), ("is_customer", .bool(isCustomer)),
            ("is_supplier", .bool(isSupplier)), ("has_tax_number", .bool(taxNumber != nil)),
            ("has_email", .bool(email != nil)), ("has_phone", .bool(phone != nil)),
            ("has_address", .bool(address != nil)),
        ])
    }

    func insert(in work: any Work) throws {
        work.transaction.append(
            [
                .id(work.actor.organisation), .id(id), .text(name), .text(PartyName.key(name)),
                .bool(isCustomer), .bool(isSupplier), .text(taxNumber), .text(email),
                .text(phone), .text(address), .instant(work.now), .instant(work.now),
            ], to: Self.table)
        work.record(subject, before: nil, after: trace)
    }

    var subject: Subject { Subject(kind: "party", id: id.text) }

    private static let table = AppendedTable(
        "party",
        [
            "organisation_id", "id", "name", "name_key", "is_customer", "is_supplier",
            "tax_number", "email", "phone", "address", "created_at", "changed_at",
        ])
}
