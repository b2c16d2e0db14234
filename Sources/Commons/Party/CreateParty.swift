import Ledger
import Storage

public struct CreateParty: Command {
    public let id: ID<Party>
    public let name: String
    public let isCustomer: Bool
    public let isSupplier: Bool
    public let taxNumber: String?
    public let email: String?
    public let phone: String?
    public let address: String?

    public init(
        id: ID<Party>, name: String, isCustomer: Bool, isSupplier: Bool, taxNumber: String? = nil,
        email: String? = nil, phone: String? = nil, address: String? = nil
    ) {
        self.id = id
        self.name = name
        self.isCustomer = isCustomer
        self.isSupplier = isSupplier
        self.taxNumber = taxNumber
        self.email = email
        self.phone = phone
        self.address = address
    }

    public static let declaration = Declaration(
        "party.create", "Add a customer or supplier.", .post("/api/parties"),
        access: .action(.writeDocuments), status: 201, refusals: [.idTaken],
        fields: fields)

    static let fields: [String: FieldNote] = [
        "id": FieldNote("Made by the client, so that a repeated request is recognised."),
        "name": FieldNote("As it stands on papers.", minimumLength: 1, maximumLength: 200),
        "is_customer": FieldNote("May receive invoices."),
        "is_supplier": FieldNote("May send bills and receipts."),
        "tax_number": FieldNote("Tax registration, as printed.", maximumLength: 40),
        "email": FieldNote("Where reminders go.", maximumLength: 254),
        "phone": FieldNote("In the international form.", maximumLength: 40),
        "address": FieldNote("Postal address.", maximumLength: 500),
    ]

    public func perform(in work: any Work) throws -> Party {
        let taken = try work.transaction.first(
            "SELECT 1 FROM party WHERE organisation_id = $1 AND id = $2",
            [.id(work.actor.organisation), .id(id)], { _ in true })
        if taken != nil { throw Refusal(.idTaken, "A party with this id exists.", at: "/id") }
        try PartyRules.check(name: name)
        let party = Party(
            id: id, name: name, isCustomer: isCustomer, isSupplier: isSupplier,
            taxNumber: taxNumber, email: email, phone: phone, address: address)
        try party.insert(in: work)
        return party
    }
}

enum PartyRules {
    static func check(name: String) throws {
        if name.isBlank {
            throw Refusal(.blankName, "A name needs at least one letter.", at: "/name")
        }
    }
}
