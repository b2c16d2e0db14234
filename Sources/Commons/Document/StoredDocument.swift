import Ledger
import Storage

/// A document as it stands in the books, with the sums that say where it stands.
struct StoredDocument {
    let id: ID<Document>
    let kind: DocumentKind
    let party: PartyName
    let original: ID<Document>?
    let number: String?
    let supplierNumber: String?
    let day: Day
    let dueDay: Day?
    let pricing: Document.Pricing
    let taxRounding: Document.TaxRounding
    let hasStatedTax: Bool
    let amounts: DocumentAmounts
    let note: String?
    let source: DocumentSource
    let createdAt: Instant
    let issuedAt: Instant?
    let settlement: Settlement
    private let changedAt: Instant

    var currency: Currency { amounts.payable.currency }
    var isDraft: Bool { issuedAt == nil }
    var isVoid: Bool { settlement.life == .void }
    /// Names what a draft says now; another after each change.
    var version: String? { isDraft ? changedAt.rfc3339 : nil }
    /// What is still to be settled; nothing on a draft or a void document.
    var open: Money { settlement.shownOpen }
    /// As people call it.
    var name: String { number ?? "the draft" }

    static func find(
        _ id: ID<Document>, of organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> StoredDocument? {
        try snapshot.first(
            """
            SELECT d.id, d.kind, d.party_id, \(DocumentSQL.partyName), d.original_id, d.number,
                d.supplier_number, d.day, d.due_day, d.pricing, d.tax_rounding, d.tax_basis,
                d.currency, d.net, d.tax, d.total, d.rounding, d.payable, d.withheld, d.note,
                d.source, d.created_at, d.issued_at, \(DocumentSQL.settled),
                \(DocumentSQL.credited), \(DocumentSQL.isVoid), d.changed_at
            FROM document d
            JOIN party p ON p.organisation_id = d.organisation_id AND p.id = d.party_id
            WHERE d.organisation_id = $1 AND d.id = $2
            """, [.id(organisation), .id(id)], StoredDocument.init)
    }

    /// The document, of this kind, or the refusal that there is none.
    static func require(
        _ id: ID<Document>, _ kind: DocumentKind? = nil, in work: any Work,
        at pointer: String? = nil
    ) throws -> StoredDocument {
        let found = try find(id, of: work.actor.organisation, in: work.transaction)
        guard let found, kind == nil || found.kind == kind else {
            let noun = kind.map { $0.noun } ?? "document"
            throw Refusal(.documentUnknown, "No \(noun) has this id.", at: pointer)
        }
        return found
    }

    private init(_ row: any Row) throws {
        let currency = try row.currency(12)
        id = try row.id(0)
        kind = try row.choice(1)
        party = PartyName(id: try row.id(2), name: try row.text(3))
        original = row.isNull(4) ? nil : try row.id(4)
        number = try row.textIfAny(5)
        supplierNumber = try row.textIfAny(6)
        day = try row.day(7)
        dueDay = row.isNull(8) ? nil : try row.day(8)
        pricing = try row.choice(9)
        taxRounding = try row.choice(10)
        hasStatedTax = try row.text(11) == "stated"
        func money(_ column: Int) throws -> Money {
            Money(minorUnits: try row.integer(column), currency: currency)
        }
        amounts = DocumentAmounts(
            net: try money(13), tax: try money(14), total: try money(15),
            rounding: try money(16), payable: try money(17), withheld: try money(18))
        note = try row.textIfAny(19)
        source = try row.choice(20)
        createdAt = try row.instant(21)
        issuedAt = try row.instantIfAny(22)
        changedAt = try row.instant(26)
        let credited = try money(24)
        settlement = try Settlement(
            issuedAt == nil ? .draft : try row.bool(25) ? .void : .issued,
            payable: amounts.payable, paid: try money(23).subtracting(credited),
            credited: credited, writtenOff: .zero(currency))
    }
}

/// What a document comes to.
public struct DocumentAmounts: Codable, Sendable, Hashable {
    public let net: Money
    public let tax: Money
    public let total: Money
    public let rounding: Money
    /// What settles it, with the tax that the payer keeps back.
    public let payable: Money
    public let withheld: Money
}

extension DocumentAmounts {
    init(_ totals: DocumentTotals) {
        net = totals.net
        tax = totals.tax
        total = totals.total
        rounding = totals.rounding
        payable = totals.payable
        withheld = totals.withheld
    }
}

/// How a document came into the books.
public enum DocumentSource: String, Codable, Sendable, CaseIterable {
    case typed, paper
    case imported = "import"
}

extension DocumentKind {
    /// As a sentence names it.
    var noun: String {
        switch self {
        case .invoice: "invoice"
        case .bill: "bill"
        case .purchaseOrder: "purchase order"
        case .receipt: "receipt"
        case .creditNote: "credit note"
        }
    }
}
