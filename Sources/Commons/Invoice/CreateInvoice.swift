import Ledger

/// A new invoice, as a draft: it has no number and is not in the books yet.
public struct CreateInvoice: Command {
    public let id: ID<Document>
    public let partyID: ID<Party>
    public let day: Day
    public let dueDay: Day?
    public let currency: Currency
    public let pricing: Document.Pricing?
    public let taxRounding: Document.TaxRounding?
    public let taxes: [DraftTax]?
    public let lines: [DraftLine]
    public let note: String?

    public init(
        id: ID<Document>, partyID: ID<Party>, day: Day, dueDay: Day? = nil,
        currency: Currency, pricing: Document.Pricing? = nil,
        taxRounding: Document.TaxRounding? = nil, taxes: [DraftTax]? = nil, lines: [DraftLine],
        note: String? = nil
    ) {
        self.id = id
        self.partyID = partyID
        self.day = day
        self.dueDay = dueDay
        self.currency = currency
        self.pricing = pricing
        self.taxRounding = taxRounding
        self.taxes = taxes
        self.lines = lines
        self.note = note
    }

    public static let declaration = Declaration(
        "invoice.create", "Write a draft of an invoice.", .post("/api/invoices"),
        access: .action(.writeDocuments), status: 201,
        refusals: [
            .partyUnfit, .accountUnknown, .accountUnfit, .totalsImpossible, .amountTooLarge,
            .dueBeforeDay,
        ],
        fields: DocumentContent.fields)

    public func perform(in work: any Work) throws -> DocumentItem {
        try content.create(id, in: work)
    }

    private var content: DocumentContent {
        DocumentContent(
            kind: .invoice, partyID: partyID, supplierNumber: nil, day: day,
            dueDay: dueDay, currency: currency, pricing: pricing, taxRounding: taxRounding,
            taxes: taxes, lines: lines, note: note)
    }
}
