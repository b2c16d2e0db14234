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
            .dayTooEarly,
        ],
        fields: [
            "account_id": FieldNote("The cash, bank or mobile money account."),
            "reference": FieldNote("The bank's or the wallet's own text.", maximumLength: 200),
        ])

    public func amountAtStake(in work: any Work) throws -> Stake? { Stake(amount) }

    public func perform(in work: any Work) throws -> Payment {
        let party = try Party.require(partyID, forKind: .invoice, in: work)
        let chart = try work.chart(with: [accountID])
        _ = try chart.requireMoney(accountID, at: "/account_id")
        let sources = try sources(in: work)
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
        return payment
    }

    private func sources(in work: any Work) throws -> [(Credit, Money)] {
        if !amount.isPositive { throw Refusal.amountNotPositive }
        var wanted = amount
        var parts: [(Credit, Money)] = []
        // Oldest first: the day from which more of it is there.
        var later: Day?
        let credits = try Credit.all(of: partyID, work.actor.organisation, in: work.transaction)
        for credit in credits
        where credit.direction == .in && credit.left.currency == amount.currency {
            if wanted.isZero { break }
            if credit.day > day {
                later = later ?? credit.day
                continue
            }
            let part = try credit.left.isLess(than: wanted) ? credit.left : wanted
            parts.append((credit, part))
            wanted = try wanted.subtracting(part)
        }
        if let later, !wanted.isZero {
            try Settling.check(day, isNotBefore: later, of: "The credit")
        }
        guard wanted.isZero else {
            throw Refusal(
                .aboveCredit, "The customer's credit is \(try amount.subtracting(wanted).decimal).",
                at: "/amount")
        }
        return parts
    }
}
