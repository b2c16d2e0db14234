import Ledger

/// Writes a draft anew, with everything that it says.
public struct UpdateInvoice: Command {
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
    /// What the draft was when it was read: `version` of its detail.
    public let version: String?

    public init(
        id: ID<Document>, partyID: ID<Party>, day: Day, dueDay: Day? = nil,
        currency: Currency, pricing: Document.Pricing? = nil,
        taxRounding: Document.TaxRounding? = nil, taxes: [DraftTax]? = nil, lines: [DraftLine],
        note: String? = nil, version: String? = nil
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
        self.version = version
    }

    public static let declaration = Declaration(
        "invoice.update", "Change a draft of an invoice.", .put("/api/invoices/:id"),
        access: .action(.writeDocuments),
        refusals: [
            .documentUnknown, .notADraft, .draftChanged, .partyUnfit, .accountUnknown,
            .accountUnfit, .totalsImpossible, .amountTooLarge, .dueBeforeDay,
        ],
        fields: DocumentContent.fields.merging(["version": StoredDocument.versionNote]) {
            first, _ in first
        })

    public func perform(in work: any Work) throws -> DocumentItem {
        try content.replace(id, version: version, in: work)
    }

    private var content: DocumentContent {
        DocumentContent(
            kind: .invoice, partyID: partyID, supplierNumber: nil, day: day,
            dueDay: dueDay, currency: currency, pricing: pricing, taxRounding: taxRounding,
            taxes: taxes, lines: lines, note: note)
    }
}
