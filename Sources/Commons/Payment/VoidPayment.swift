import Ledger
import Storage
import Wire

/// Takes a payment back, as when a cheque bounces: everything that it posted is reversed and what
/// it settled is open again.
public struct VoidPayment: Command {
    public let id: ID<Payment>
    public let day: Day?
    public let reason: String

    public init(id: ID<Payment>, day: Day? = nil, reason: String) {
        self.id = id
        self.day = day
        self.reason = reason
    }

    public static let declaration = Declaration(
        "payment.void", "Void a payment that did not hold.", .post("/api/payments/:id/void"),
        access: .action(.recordPayments), approval: .secondPersonAboveLimit,
        refusals: [.paymentUnknown, .alreadyVoid, .hasRefund, .reversedBefore, .approvalWaiting],
        fields: ["day": VoidDocument.fields["day"], "reason": VoidDocument.fields["reason"]]
            .compactMapValues { $0 })

    public var step: Subject? { Subject(kind: "payment", id: id.text) }

    public func amountAtStake(in work: any Work) throws -> Stake? {
        let payment = try Payment.require(id, in: work)
        return try Stake(debitsOf: [payment.amount, payment.withheld])
    }

    public func perform(in work: any Work) throws -> Payment {
        let before = try Payment.require(id, in: work)
        if before.isVoid { throw Refusal(.alreadyVoid, "This payment is void already.") }
        let day = day ?? work.today
        let live = try AllocationRow.live(before.isRefund ? .refund(id) : .payment(id), in: work)
        if live.contains(where: { $0.refund != nil && !before.isRefund }) {
            throw Refusal(.hasRefund, "Its credit has been paid back; void that refund first.")
        }
        if !before.isRefund {
            try CreditCourse(
                .payment(id), since: before.day, left: before.unapplied,
                of: work.actor.organisation, in: work.transaction
            ).checkMayEnd(on: day)
        }
        var touched = TouchedDocuments()
        for row in live { try touched.release(row, payment: id, in: work) }
        let reversal = try reverseEntries(before, on: day, in: work)
        for row in live {
            try row.insertRelease(entry: reversal, on: day, in: work)
            if let document = row.document {
                try DocumentEvent.released.append(
                    to: document, amount: row.amount, note: reason, in: work)
            }
        }
        let after = before.leaving(.zero(before.amount.currency), isVoid: true)
        work.record(
            before.subject, before: try WireEncoder.value(before),
            after: try WireEncoder.value(after).adding("voided_on", .string(day.iso)),
            reason: reason)
        try touched.record(reason: reason, in: work)
        return after
    }

    /// Reverses each entry that this payment led to; returns the one that voids the payment.
    private func reverseEntries(
        _ payment: Payment, on day: Day, in work: any Work
    ) throws -> ID<JournalEntry> {
        let entries = try work.transaction.rows(
            """
            SELECT e.id, e.kind FROM entry e
            WHERE e.organisation_id = $1 AND e.payment_id = $2
                AND e.kind IN ('payment', 'allocation', 'release')
                AND NOT EXISTS (
                    SELECT 1 FROM entry r
                    WHERE r.organisation_id = e.organisation_id AND r.reverses_id = e.id)
            ORDER BY e.id
            """, [.id(work.actor.organisation), .id(id)]
        ) { (try $0.id(0) as ID<JournalEntry>, try $0.text(1)) }
        var void: ID<JournalEntry>?
        for (entry, kind) in entries {
            let isPayment = kind == "payment"
            let reversal = try work.reverse(
                entry, as: isPayment ? .void : .reversal, on: day, reason: reason,
                description: "Void payment of \(payment.party.name): \(reason)")
            if isPayment { void = reversal }
        }
        guard let void else { throw Refusal(.alreadyVoid, "This payment is void already.") }
        return void
    }
}
