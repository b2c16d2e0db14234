import Ledger
import Storage

/// A document with everything that belongs to it: what its page shows.
public struct DocumentDetail: Codable, Sendable {
    public struct Line: Codable, Sendable {
        public let description: String
        public let quantity: Quantity
        public let unitPrice: UnitPrice
        public let discount: Rate?
        public let taxes: [String]
        public let accountID: ID<Account>?
        public let net: Money
    }

    public struct TaxLine: Codable, Sendable {
        public let code: String
        public let category: TaxCategory
        public let rate: Rate
        public let isCompound: Bool
        public let isWithholding: Bool
        public let isRecoverable: Bool
        public let base: Money
        public let amount: Money
    }

    public struct AllocationLine: Codable, Sendable {
        public let id: ID<Settled>
        public let paymentID: ID<Payment>?
        public let creditNoteID: ID<Document>?
        public let documentID: ID<Document>?
        public let amount: Money
        public let day: Day
        public let isReleased: Bool
        /// The payment's reference or the credit note's number.
        public let reference: String?
    }

    public struct Step: Codable, Sendable {
        public let kind: String
        public let amount: Money?
        public let note: String?
        /// Who did it, by name.
        public let by: String?
        public let at: Instant
    }

    public struct PaperItem: Codable, Sendable {
        public let id: String
        public let fileName: String?
        public let mediaType: String
    }

    /// What may be done now, or why not.
    public struct AllowedAction: Codable, Sendable {
        public let name: String
        public let isAllowed: Bool
        public let reason: String?
    }

    public let id: ID<Document>
    public let kind: DocumentKind
    public let number: String?
    public let supplierNumber: String?
    public let party: PartyName
    public let originalID: ID<Document>?
    public let day: Day
    public let dueDay: Day?
    public let currency: Currency
    public let pricing: Document.Pricing
    public let taxRounding: Document.TaxRounding
    public let amounts: DocumentAmounts
    public let paid: Money
    public let credited: Money
    public let open: Money
    public let state: DocumentState
    public let note: String?
    public let source: DocumentSource
    public let createdAt: Instant
    public let issuedAt: Instant?
    /// Of a draft: names what it says now. Who changes or issues it may say which it was read as.
    public let version: String?
    public let lines: [Line]
    public let taxes: [TaxLine]
    public let allocations: [AllocationLine]
    public let entries: [EntryItem]
    public let creditNotes: [DocumentItem]
    public let papers: [PaperItem]
    public let attestations: [String]
    /// How well it is witnessed, and by what.
    public let evidence: Evidence
    /// What its buyer was asked and has answered, the newest first; of invoices.
    public let acknowledgements: [Acknowledgement]
    public let timeline: [Step]
    public let actions: [AllowedAction]
}

/// Any document with everything that belongs to it.
public struct ShowDocument: Query {
    public let id: ID<Document>

    public init(id: ID<Document>) { self.id = id }

    public static let declaration = Declaration(
        "document.read", "Show a document with everything that belongs to it.",
        .get("/api/documents/:id"), access: .action(.readBooks), refusals: [.documentUnknown])

    public func answer(in view: View) throws -> DocumentDetail {
        try DocumentDetail.find(id, nil, in: view)
    }
}
