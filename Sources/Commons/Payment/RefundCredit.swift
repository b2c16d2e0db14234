import Ledger
import Storage
import Wire

/// Pays a customer's credit back, oldest first; no invoice is needed for it.
public struct RefundCredit: Command {
    public let id: ID<Payment>
    public let partyID: ID<Party>
    public let accountID: ID<Account>
    public let day: Day
    public let amount: Money
    public let reference: String?

    public init(
        id: ID<Payment>, partyID: ID<Party>, accountID: ID<Account>, day: Day, amount: Money,
        reference: String? = nil
    ) {
        self.id = id
        self.partyID = partyID
        self.accountID = accountID
        self.day = day
        self.amount = amount
        self.reference = reference
    }

    public static let declaration = Declaration(
        "payment.refund", "Pay a customer's credit back.", .post("/api/refunds"),
        access: .action(.recordPayments), approval: .secondPersonAboveLimit, status: 201,
        refusals: [
            .partyUnfit, .accountUnknown, .accountUnfit, .amountNotPositive, .aboveCredit,
            .dayTooEarly, .dayInFuture,
        ],
        fields: [
            "account_id": FieldNote("The cash, bank or mobile money account."),
            "reference": FieldNote("The bank's or the wallet's own text.", maximumLength: 200),
        ])

    public func amountAtStake(in work: any Work) throws -> Stake? { Stake(amount) }

    public func perform(in work: any Work) throws -> Payment {
        try Settling.checkHasCome(day, in: work)
        let party = try Party.require(partyID, forKind: .invoice, in: work)
        let chart = try work.chart(with: [accountID])
        _ = try chart.requireMoney(accountID, at: "/account_id")
        let sources = try sources(in: work)
        let touched = try spent(sources, in: work)
        let payment = Payment(
            id: id, direction: .out, party: PartyName(id: party.id, name: party.name),
            accountID: accountID, day: day, amount: amount, withheld: .zero(amount.currency),
            unapplied: .zero(amount.currency), isRefund: true, isVoid: false,
            reference: reference)
        try payment.insert(in: work)
        let entryID = work.newID(JournalEntry.self)
        let entry: JournalEntry?
        do throws(PostingRefusal) {
            entry = try Posting.refundCustomerCredit(
                amount, from: accountID, accounts: chart.roles, on: day)
        } catch {
            throw Refusal(posting: error)
        }
        guard let entry else { throw Refusal.amountNotPositive }
        try work.post(
            entry,
            EntryNote(
                id: entryID, kind: .payment, description: "Refund to \(party.name)",
                payment: id))
        for (credit, part) in sources {
            try AllocationRow(
                id: work.newID(AllocationRow.self),
                payment: credit.source == .payment ? ID(credit.id) : nil,
                creditNote: credit.source == .creditNote ? ID(credit.id) : nil,
                refund: id, amount: part, day: day
            ).insert(entry: entryID, in: work)
        }
        work.record(payment.subject, before: nil, after: try WireEncoder.value(payment))
        try touched.record(in: work)
        return payment
    }

    /// The payments and credit notes that it takes from, which have less left then.
    private func spent(
        _ sources: [(Credit, Money)], in work: any Work
    ) throws -> TouchedDocuments {
        var touched = TouchedDocuments()
        for (credit, part) in sources {
            switch credit.source {
            case .payment:
                guard let payment = ID<Payment>(credit.id) else { continue }
                try touched.use(try Payment.require(payment, in: work), part)
            case .creditNote:
                guard let note = ID<Document>(credit.id) else { continue }
                try touched.settle(try StoredDocument.require(note, in: work), part)
            }
        }
        return touched
    }

    private func sources(in work: any Work) throws -> [(Credit, Money)] {
        if !amount.isPositive { throw Refusal.amountNotPositive }
        let organisation = work.actor.organisation
        let credits = try Credit.all(of: partyID, organisation, in: work.transaction)
            .filter { $0.direction == .in && $0.left.currency == amount.currency }
        var wanted = amount
        var parts: [(Credit, Money)] = []
        // Oldest first, of each what is there on the day and stays.
        for credit in credits {
            if wanted.isZero { break }
            let free = try credit.course(of: organisation, in: work.transaction)
                .left(from: day)
            guard free.isPositive else { continue }
            let part = try free.isLess(than: wanted) ? free : wanted
            parts.append((credit, part))
            wanted = try wanted.subtracting(part)
        }
        if !wanted.isZero { try refuse(credits, in: work) }
        return parts
    }

    /// Says from which day on there is so much, or that there never is.
    private func refuse(_ credits: [Credit], in work: any Work) throws {
        let courses = try credits.map {
            try $0.course(of: work.actor.organisation, in: work.transaction)
        }
        for later in Set(courses.flatMap(\.days)).sorted() where later > day {
            let free = try BooksMoney.sum(
                courses.map { try $0.left(from: later) }, amount.currency)
            if try !free.isLess(than: amount) { throw Refusal.creditComes(on: later) }
        }
        let left = try BooksMoney.sum(credits.map(\.left), amount.currency)
        throw Refusal(
            .aboveCredit, "The customer's credit is \(left.decimal).", at: "/amount")
    }
}
