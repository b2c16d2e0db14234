import Ledger
import Storage
import Wire

/// Takes back an issued invoice, wholly or in part, by a credit note with a number of its own.
/// It settles what is open on the invoice; what is above that becomes the customer's credit.
public struct CreditInvoice: Command {
    public struct Line: Codable, Sendable, Hashable {
        /// Position of the invoice's line, from 0.
        public let line: Int
        public let quantity: Quantity
        /// The invoice's own price unless given; never above it.
        public let unitPrice: UnitPrice?

        public init(line: Int, quantity: Quantity, unitPrice: UnitPrice? = nil) {
            self.line = line
            self.quantity = quantity
            self.unitPrice = unitPrice
        }
    }

    public let id: ID<Document>
    public let creditNoteID: ID<Document>
    public let day: Day?
    public let reason: String
    public let lines: [Line]?

    public init(
        id: ID<Document>, creditNoteID: ID<Document>, day: Day? = nil, reason: String,
        lines: [Line]? = nil
    ) {
        self.id = id
        self.creditNoteID = creditNoteID
        self.day = day
        self.reason = reason
        self.lines = lines
    }

    public static let declaration = Declaration(
        "invoice.credit", "Take back an invoice by a credit note.",
        .post("/api/invoices/:id/credit"), access: .action(.issueDocuments),
        approval: .secondPersonAboveLimit, status: 201,
        refusals: [
            .documentUnknown, .notIssued, .alreadyVoid, .aboveOriginal, .totalsImpossible,
            .nothingToIssue, .reversedBefore, .amountTooLarge, .issuerMissing, .dayTooEarly,
            .dayInFuture,
        ],
        fields: [
            "credit_note_id": FieldNote("The id of the credit note, made by the client."),
            "day": FieldNote("The date on the credit note; today unless given."),
            "reason": FieldNote("Why, for the customer.", minimumLength: 1, maximumLength: 500),
            "lines": FieldNote("Which lines; the whole invoice unless given.", items: 1...500),
            "lines.line": FieldNote("Position of the invoice's line, from 0.", range: 0...499),
            "lines.quantity": FieldNote("How much of it is taken back."),
        ])

    /// One credit note at a time waits for a second person: what is left to take back depends on
    /// what was taken back before.
    public var step: Subject? { Subject(kind: "document", id: id.text) }

    public func amountAtStake(in work: any Work) throws -> Stake? {
        try StoredDocument.require(id, .invoice, in: work).stake(in: work)
    }

    /// What it comes to, of a part too: whoever agrees would have to reckon it otherwise.
    public func matter(in work: any Work) throws -> JSONValue? {
        let invoice = try creditable(in: work)
        let note = try CreditNoteDraft.make(of: invoice, self, on: invoice.day, in: work)
        return .object([("credited", try WireEncoder.value(note.totals.payable))])
    }

    private func creditable(in work: any Work) throws -> StoredDocument {
        let invoice = try StoredDocument.require(id, .invoice, in: work)
        if invoice.isDraft { throw Refusal(.notIssued, "It is a draft; change or delete it.") }
        if invoice.isVoid { throw Refusal(.alreadyVoid, "\(invoice.name) is void.") }
        return invoice
    }

    public func perform(in work: any Work) throws -> DocumentItem {
        let invoice = try creditable(in: work)
        let day = day ?? work.today
        if day < invoice.day {
            throw Refusal(
                .reversedBefore,
                "The invoice is dated \(invoice.day.iso); choose that day or later.",
                at: "/day")
        }
        try Settling.checkHasCome(day, in: work)
        let note = try CreditNoteDraft.make(of: invoice, self, on: day, in: work)
        return try book(note, of: invoice, on: day, in: work)
    }

    private func book(
        _ credited: CreditNoteDraft, of invoice: StoredDocument, on day: Day, in work: any Work
    ) throws -> DocumentItem {
        let draft = credited.draft
        let number = try DocumentNumber.next(.creditNote, on: day, in: work)
        try draft.insert(in: work, issued: number)
        try work.post(
            try entry(draft, credited.totals, on: day, in: work),
            EntryNote(
                id: work.newID(JournalEntry.self), kind: .issue,
                description: "\(number.text) \(invoice.party.name): \(reason)",
                document: creditNoteID))
        try DocumentEvent.issued.append(
            to: creditNoteID, amount: draft.amounts.payable, note: reason, in: work)
        let note = try StoredDocument.require(creditNoteID, .creditNote, in: work)
        let amount =
            try invoice.open.isLess(than: note.open) ? invoice.open : note.open
        if amount.isPositive {
            try CreditSource(creditNote: note).apply(
                amount, to: invoice, as: work.newID(AllocationRow.self), on: day, in: work)
        }
        if credited.takesAll {
            try Attestation.revoke(
                of: invoice.id, because: "The document was credited in full on \(day.iso).",
                in: work)
        }
        work.record(draft.subject, before: nil, after: draft.trace, reason: reason)
        // Also where nothing was open: it has one more credit note, and perhaps no proof any more.
        let after = try invoice.settlement.settled(
            paid: .zero(invoice.currency), credited: amount)
        work.record(
            invoice.subject, before: invoice.trace, after: invoice.trace(after), reason: reason)
        let left = try note.open.subtracting(amount)
        return note.item(
            number: number.text,
            state: left.isZero ? .paid : amount.isZero ? .issued : .partlyPaid, open: left)
    }

    /// The mirror of an invoice's entry, against the customer's credit: what it settles is moved
    /// from there by an entry of its own, so that either can be taken back alone.
    private func entry(
        _ draft: DocumentDraft, _ totals: DocumentTotals, on day: Day, in work: any Work
    ) throws -> JournalEntry {
        let roles = try work.chart().roles
        let receivable = try roles.require(.receivable)
        let credit = try roles.require(.customerCredit)
        let mirror = try Posting.creditNote(draft.document, totals, accounts: roles, on: day)
        guard let mirror else {
            throw Refusal(.nothingToIssue, "It comes to nothing, so there is nothing to book.")
        }
        return try JournalEntry(
            day: day,
            lines: mirror.lines.map { line in
                line.account == receivable
                    ? JournalLine(account: credit, amount: line.amount) : line
            })
    }
}
