import Ledger
import Storage
import Wire

/// What an allocation says.
public struct Settled: Codable, Sendable {
    public let id: ID<Settled>
    public let document: DocumentItem
}

/// Sets credit of a party against one of its documents.
public struct ApplyCredit: Command {
    public let id: ID<Settled>
    public let paymentID: ID<Payment>?
    public let creditNoteID: ID<Document>?
    public let documentID: ID<Document>
    public let amount: Money
    public let day: Day?

    public init(
        id: ID<Settled>, paymentID: ID<Payment>? = nil, creditNoteID: ID<Document>? = nil,
        documentID: ID<Document>, amount: Money, day: Day? = nil
    ) {
        self.id = id
        self.paymentID = paymentID
        self.creditNoteID = creditNoteID
        self.documentID = documentID
        self.amount = amount
        self.day = day
    }

    public static let declaration = Declaration(
        "allocation.create", "Set a party's credit against one of its documents.",
        .post("/api/allocations"), access: .action(.recordPayments), status: 201,
        refusals: [
            .paymentUnknown, .documentUnknown, .aboveCredit, .aboveOpen, .currencyMismatch,
            .amountNotPositive, .notIssued, .alreadyVoid, .partyUnfit, .dayTooEarly, .dayInFuture,
        ],
        fields: [
            "payment_id": FieldNote("The payment whose credit is used; this or `credit_note_id`."),
            "credit_note_id": FieldNote("The credit note whose credit is used."),
            "document_id": FieldNote("The invoice or bill that it settles."),
            "day": FieldNote("The day on which it takes effect; today unless given."),
        ])

    public func perform(in work: any Work) throws -> Settled {
        let source = try CreditSource(payment: paymentID, creditNote: creditNoteID, in: work)
        let document = try Settling.require(
            documentID, source.settles, party: source.party.id, in: work, at: "/document_id")
        try Settling.check(amount, open: document.open, of: document, at: "/amount")
        try source.check(amount)
        let day = day ?? work.today
        try Settling.checkHasCome(day, in: work)
        try source.course(in: work)?.check(amount, isThereOn: day)
        try Settling.check(day, isNotBefore: document.day, of: document.name)
        var touched = TouchedDocuments()
        try touched.settle(document, amount, byCreditNote: source.creditNote != nil)
        if let note = source.creditNote { try touched.settle(note, amount) }
        if let payment = source.payment { try touched.use(payment, amount) }
        try source.apply(
            amount, to: document, as: id.rebound(to: AllocationRow.self), on: day, in: work)
        try touched.record(in: work)
        let zero = Money.zero(amount.currency)
        let after = try document.settlement.settled(
            paid: source.creditNote == nil ? amount : zero,
            credited: source.creditNote == nil ? zero : amount)
        return Settled(
            id: id,
            document: document.item(
                number: document.number, state: after.state, open: after.shownOpen))
    }
}

/// Where credit comes from.
struct CreditSource {
    let payment: Payment?
    let creditNote: StoredDocument?

    init(
        payment: ID<Payment>?, creditNote: ID<Document>?, in work: any Work
    ) throws {
        guard (payment == nil) != (creditNote == nil) else {
            throw Refusal(
                .paymentUnknown, "Name either a payment or a credit note.", at: "/payment_id")
        }
        self.payment = try payment.map { try Payment.require($0, in: work, at: "/payment_id") }
        self.creditNote = try creditNote.map {
            try StoredDocument.require($0, .creditNote, in: work, at: "/credit_note_id")
        }
    }

    init(creditNote: StoredDocument) {
        payment = nil
        self.creditNote = creditNote
    }

    var party: PartyName { payment?.party ?? creditNote?.party ?? PartyName(id: ID(0), name: "") }
    var settles: DocumentKind { payment?.direction == .out ? .bill : .invoice }
    var day: Day? { payment?.day ?? creditNote?.day }
    var left: Money? { payment?.unapplied ?? creditNote?.open }

    /// What of it is left on which day.
    func course(in work: any Work) throws -> CreditCourse? {
        let side: AllocationRow.Side? =
            payment.map { .payment($0.id) } ?? creditNote.map { .creditNote($0.id) }
        guard let side, let day, let left else { return nil }
        return try CreditCourse(
            side, since: day, left: left, of: work.actor.organisation, in: work.transaction)
    }

    func check(_ amount: Money) throws {
        guard let left, left.currency == amount.currency else {
            throw Refusal(
                .currencyMismatch, "The credit is in \(left?.currency.code ?? "another currency").",
                at: "/amount")
        }
        guard try !left.isLess(than: amount) else {
            throw Refusal(.aboveCredit, "\(left.decimal) is left of this credit.", at: "/amount")
        }
    }

    func apply(
        _ amount: Money, to document: StoredDocument, as id: ID<AllocationRow>, on day: Day,
        in work: any Work
    ) throws {
        try Settling.check(amount, open: document.open, of: document, isOpenOn: day, in: work)
        let entry = try CreditTransfer.entry(
            amount, settles, isRelease: false, roles: try work.chart().roles, on: day)
        let entryID = work.newID(JournalEntry.self)
        try work.post(
            entry,
            EntryNote(
                id: entryID, kind: .allocation,
                description: "Credit of \(party.name) set against \(document.name)",
                document: creditNote?.id, payment: payment?.id))
        try AllocationRow(
            id: id, payment: payment?.id, creditNote: creditNote?.id, document: document.id,
            amount: amount, day: day
        ).insert(entry: entryID, in: work)
        try (creditNote == nil ? DocumentEvent.paid : .credited).append(
            to: document.id, amount: amount, note: creditNote?.number ?? payment?.reference,
            in: work)
    }
}
