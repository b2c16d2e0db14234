import Ledger
import Storage
import Wire

/// Books what a person confirms of a paper. The paper, the document and the entry change together
/// or not at all, and what the machine had read is kept beside what the person said.
public struct AcceptPaper: Command {
    public let id: ID<Paper>
    public let documentID: ID<Document>
    public let kind: AcceptedKind
    public let supplier: String
    public let supplierAddress: String?
    public let number: String?
    public let date: Day
    public let dueDate: Day?
    public let currency: Currency?
    public let subtotal: Money?
    public let tax: Money?
    public let total: Money
    public let lines: [AcceptedLine]?
    public let accountID: ID<Account>?
    public let paidFromAccountID: ID<Account>?
    /// `false`: a person has looked, and it is none.
    public var isCreditNote: Bool?

    public static let declaration = Declaration(
        "paper.accept", "Book a paper with the values that a person confirmed.",
        .post("/api/papers/:id/accept"), access: .action(.reviewPapers),
        refusals: [
            .paperUnknown, .paperState, .paperAccepted, .idTaken, .blankName,
            .amountNotPositive, .currencyMismatch, .totalsImpossible, .accountUnknown,
            .accountUnfit, .supplierNumberTaken, .dueBeforeDay, .paperCreditNote,
            .documentUnknown, .notIssued, .alreadyVoid,
        ],
        fields: fields)

    private static let fields: [String: FieldNote] = [
        "id": FieldNote("The paper."),
        "document_id": FieldNote("Made by the client: the document that comes of it."),
        "kind": FieldNote("`receipt`: paid on the spot. `bill`: to be paid."),
        "supplier": FieldNote(
            "Found among the parties, or made.", minimumLength: 1, maximumLength: 200),
        "supplier_address": FieldNote("As printed.", maximumLength: 500),
        "number": FieldNote("The supplier's own number.", maximumLength: 100),
        "date": FieldNote("The day on the paper."),
        "due_date": FieldNote("Of a bill."),
        "currency": FieldNote("Of all amounts."),
        "subtotal": FieldNote(
            "Before tax, as printed: with the tax it comes to the total, or holds it already."),
        "tax": FieldNote("Claimable tax within the total."),
        "total": FieldNote("What was or is to be paid."),
        "lines": FieldNote("As printed.", items: 0...500),
        "lines.description": FieldNote("What was bought.", maximumLength: 500),
        "account_id": FieldNote("Where the cost is booked; the account of purchases unless given."),
        "paid_from_account_id": FieldNote("Of a receipt: cash, bank or mobile money."),
        "is_credit_note": FieldNote(
            "`false` says that it is none though print was read as one's. What an electronic "
                + "invoice states stays."),
    ]

    public func amountAtStake(in work: any Work) throws -> Stake? { Stake(total) }

    public func perform(in work: any Work) throws -> AcceptedPaper {
        guard let (found, reading) = try Paper.find(
            id, of: work.actor.organisation, in: work.transaction)
        else { throw Refusal(.paperUnknown, "There is no such paper.") }
        let paper = found.state == .accepted ? try found.reopened(in: work) : found
        guard paper.state == .toReview, let reading else {
            throw Refusal(
                .paperState, "The paper is \(paper.state.rawValue); it cannot be accepted now.")
        }
        try checkSubtotal()
        let read = try stored(reading, in: work)
        if paper.documentID == nil { try checkKind(read) }
        try keepFields(read.fields, in: work)
        try StoredIdentity(supplier: supplier, number: number, day: date, total: total)
            .keep(for: id, in: work)
        if let attached = paper.documentID {
            // It was sent for a document that exists: it is evidence, not another purchase.
            try keepAgreement(of: read, with: attached, in: work)
            try accepted(paper, attached, in: work)
            return AcceptedPaper(documentID: attached, entryID: nil)
        }
        try checkDocument(in: work)
        let booked = try bookReceipt(try receipt(), in: work)
        try accepted(paper, booked.document, in: work)
        try LearnTemplatePayload(party: booked.party, by: work.actor).enqueue(in: work)
        return AcceptedPaper(documentID: booked.document, entryID: booked.entry)
    }

    private func accepted(
        _ paper: Paper, _ document: ID<Document>, in work: any Work
    ) throws {
        let hash = try AcceptedFields.hash(
            of: id.text, work.actor.organisation.text, in: work.transaction)
        try PaperStep(
            to: .accepted, attempts: paper.attempts, document: document,
            hashes: [("fields_sha256", hash)]
        ).take(paper, by: work.actor.user, in: work)
    }

    private func checkDocument(in work: any Work) throws {
        let taken = try work.transaction.first(
            "SELECT 1 FROM document WHERE organisation_id = $1 AND id = $2",
            [.id(work.actor.organisation), .id(documentID)], { try $0.integer(0) })
        if taken != nil {
            throw Refusal(.idTaken, "Another document has this id.", at: "/document_id")
        }
        if let currency, currency != total.currency {
            throw Refusal(
                .currencyMismatch, "The total is in \(total.currency.code).", at: "/currency")
        }
    }

    private func receipt() throws -> ReceiptDraft {
        let lines = (self.lines ?? []).compactMap { line in
            line.amount.map {
                ReceiptDraft.Line(
                    description: line.description, quantity: line.quantity,
                    unitPrice: line.unitPrice, amount: $0)
            }
        }
        return ReceiptDraft(
            documentID: documentID, kind: try bookedKind(), supplier: supplier,
            supplierNumber: number, day: date, total: total, tax: tax, lines: lines,
            expenseAccount: accountID)
    }

    private func bookedKind() throws -> ReceiptDraft.Kind {
        switch kind {
        case .bill: return .bill(dueDay: dueDate)
        case .receipt:
            guard let paidFromAccountID else {
                throw Refusal(
                    .accountUnknown, "Say from which account it was paid.",
                    at: "/paid_from_account_id")
            }
            return .receipt(paidFrom: paidFromAccountID)
        }
    }
}

extension AcceptPaper {
    /// One row a field: what the machine read with its confidence, and what the person said.
    private func keepFields(_ machine: PaperFields, in work: any Work) throws {
        for (name, read, said) in pairs(with: machine) {
            try keep(
                name, read.value, Int64((min(max(read.confidence, 0), 1) * 1_000).rounded()),
                said, in: work)
        }
    }

    func keep(
        _ name: String, _ read: String?, _ confidence: Int64, _ said: String?, in work: any Work
    ) throws {
        try work.transaction.execute(
            """
            INSERT INTO accepted_field (organisation_id, paper_id, name, machine_value,
                machine_confidence, human_value)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            [
                .id(work.actor.organisation), .id(id), .text(name), .text(read),
                .integer(confidence), .text(said),
            ])
    }

    private func pairs(
        with machine: PaperFields
    ) -> [(name: String, read: PaperField, said: String?)] {
        [
            ("supplier", machine.supplier, supplier),
            ("supplier_address", machine.supplierAddress, supplierAddress),
            ("number", machine.number, number),
            ("date", machine.date, date.iso),
            ("due_date", machine.dueDate, dueDate?.iso),
            ("currency", machine.currency, total.currency.code),
            ("subtotal", machine.subtotal, subtotal?.decimal),
            ("tax", machine.tax, tax?.decimal),
            ("total", machine.total, total.decimal),
        ]
    }
}

public enum AcceptedKind: String, Codable, Sendable, CaseIterable {
    case receipt, bill
}

public struct AcceptedLine: Codable, Sendable {
    public let description: String
    public let quantity: Quantity?
    public let unitPrice: UnitPrice?
    public let amount: Money?
}

public struct AcceptedPaper: Codable, Sendable {
    public let documentID: ID<Document>
    /// None when the paper was attached to a document that exists.
    public let entryID: ID<JournalEntry>?
}
