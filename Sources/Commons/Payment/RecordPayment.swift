import Ledger
import Storage
import Wire

/// Money that came in from a customer or went out to a supplier, and what it settles. What it
/// does not settle becomes credit, in its own currency.
public struct RecordPayment: Command {
    public struct Part: Codable, Sendable, Hashable {
        public let documentID: ID<Document>
        public let amount: Money

        public init(documentID: ID<Document>, amount: Money) {
            self.documentID = documentID
            self.amount = amount
        }
    }

    public let id: ID<Payment>
    public let direction: Payment.Direction
    public let partyID: ID<Party>
    public let accountID: ID<Account>
    public let day: Day
    public let amount: Money
    public let withheld: Money?
    public let reference: String?
    public let allocations: [Part]?

    public init(
        id: ID<Payment>, direction: Payment.Direction, partyID: ID<Party>,
        accountID: ID<Account>, day: Day, amount: Money, withheld: Money? = nil,
        reference: String? = nil, allocations: [Part]? = nil
    ) {
        self.id = id
        self.direction = direction
        self.partyID = partyID
        self.accountID = accountID
        self.day = day
        self.amount = amount
        self.withheld = withheld
        self.reference = reference
        self.allocations = allocations
    }

    public static let declaration = Declaration(
        "payment.record", "Record a payment and what it settles.", .post("/api/payments"),
        access: .action(.recordPayments), approval: .secondPersonAboveLimit, status: 201,
        refusals: [
            .partyUnfit, .accountUnknown, .accountUnfit, .amountNotPositive, .documentUnknown,
            .notIssued, .alreadyVoid, .currencyMismatch, .aboveOpen, .aboveCredit,
            .amountTooLarge, .dayTooEarly, .dayInFuture,
        ],
        fields: [
            "id": FieldNote("Made by the client, so that a repeated request is recognised."),
            "direction": FieldNote("`in` from a customer, `out` to a supplier."),
            "account_id": FieldNote("The cash, bank or mobile money account."),
            "amount": FieldNote("What changed hands."),
            "withheld": FieldNote("Tax that the payer kept back, in the same currency."),
            "reference": FieldNote("The bank's or the wallet's own text.", maximumLength: 200),
            "allocations": FieldNote("Documents that it settles, in whole or part.",
                items: 0...200),
        ])

    /// Of money that goes out all that it settles, and of money that comes in what did not come:
    /// tax that the payer kept back settles as money does.
    public func amountAtStake(in work: any Work) throws -> Stake? {
        let withheld = withheld.map { [$0] } ?? []
        if direction == .in { return Stake(withheld.filter(\.isPositive)) }
        return try Stake(debitsOf: [amount] + withheld)
    }

    public func perform(in work: any Work) throws -> Payment {
        let (party, chart) = try checked(in: work)
        let parts = allocations ?? []
        let touched = try settle(parts, party: party, in: work)
        let total = try BooksMoney.sum(parts.map(\.amount), amount.currency)
        let withheld = withheld ?? .zero(amount.currency)
        let available = try BooksMoney.sum([amount, withheld], amount.currency)
        let payment = Payment(
            id: id, direction: direction, party: PartyName(id: party.id, name: party.name),
            accountID: accountID, day: day, amount: amount, withheld: withheld,
            unapplied: try available.subtracting(total), isRefund: false, isVoid: false,
            reference: reference)
        try payment.insert(in: work)
        let entry = work.newID(JournalEntry.self)
        try work.post(
            try journalEntry(parts.map(\.amount), chart.roles),
            EntryNote(
                id: entry, kind: .payment, description: description(party), payment: id))
        for part in parts {
            try AllocationRow(
                id: work.newID(AllocationRow.self), payment: id, document: part.documentID,
                amount: part.amount, day: day
            ).insert(entry: entry, in: work)
            try DocumentEvent.paid.append(
                to: part.documentID, amount: part.amount, note: reference, in: work)
        }
        work.record(payment.subject, before: nil, after: try WireEncoder.value(payment))
        try touched.record(in: work)
        return payment
    }

    private func checked(in work: any Work) throws -> (Party, Chart) {
        if !amount.isPositive { throw Refusal.amountNotPositive }
        try Settling.checkHasCome(day, in: work)
        if let withheld, withheld.isNegative || withheld.currency != amount.currency {
            throw Refusal(
                .currencyMismatch, "Withheld tax is not negative, in the payment's currency.",
                at: "/withheld")
        }
        let kind: DocumentKind = direction == .in ? .invoice : .bill
        let party = try Party.require(partyID, forKind: kind, in: work)
        let chart = try work.chart(with: [accountID])
        _ = try chart.requireMoney(accountID, at: "/account_id")
        return (party, chart)
    }

    /// Each part fits what is open on its document, also where a document is named twice.
    private func settle(
        _ parts: [Part], party: Party, in work: any Work
    ) throws -> TouchedDocuments {
        var settled: [ID<Document>: Money] = [:]
        var touched = TouchedDocuments()
        for (index, part) in parts.enumerated() {
            let pointer = "/allocations/\(index)"
            let document = try Settling.require(
                part.documentID, direction == .in ? .invoice : .bill, party: party.id, in: work,
                at: pointer + "/document_id")
            try Settling.check(day, isNotBefore: document.day, of: document.name)
            let open = try document.open.subtracting(
                settled[part.documentID] ?? .zero(document.currency))
            try Settling.check(part.amount, open: open, of: document, at: pointer + "/amount")
            try Settling.check(part.amount, open: open, of: document, isOpenOn: day, in: work)
            settled[part.documentID] = try part.amount.adding(
                settled[part.documentID] ?? .zero(document.currency))
            try touched.settle(document, part.amount)
        }
        return touched
    }

    private func journalEntry(_ parts: [Money], _ roles: RoleAccounts) throws -> JournalEntry {
        let entry: JournalEntry?
        do throws(PostingRefusal) {
            entry =
                switch direction {
                case .in:
                    try Posting.paymentIn(
                        amount, withheld: withheld, into: accountID, allocations: parts,
                        accounts: roles, on: day)
                case .out:
                    try Posting.paymentOut(
                        amount, withheld: withheld, from: accountID, allocations: parts,
                        accounts: roles, on: day)
                }
        } catch {
            throw Refusal(posting: error)
        }
        guard let entry else { throw Refusal.amountNotPositive }
        return entry
    }

    private func description(_ party: Party) -> String {
        let what = direction == .in ? "Received from \(party.name)" : "Paid to \(party.name)"
        return reference.map { "\(what): \($0)" } ?? what
    }
}
