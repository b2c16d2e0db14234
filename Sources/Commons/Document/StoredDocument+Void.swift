import Ledger
import Storage
import Wire

extension StoredDocument {
    /// Takes it back on a day of its own. What settles it is released first if that is asked
    /// for; otherwise it is refused while anything does.
    func void(
        on day: Day?, reason: String, releasing: Bool, in work: any Work
    ) throws -> DocumentItem {
        if isDraft { throw Refusal(.notIssued, "It is a draft; delete it instead.") }
        if isVoid { throw Refusal(.alreadyVoid, "\(name) is void already.") }
        let day = day ?? work.today
        let side: AllocationRow.Side = kind == .creditNote ? .creditNote(id) : .document(id)
        for live in try AllocationRow.live(side, in: work) {
            if live.refund != nil {
                throw Refusal(
                    .hasRefund, "Its credit has been paid back; void that refund first.")
            }
            guard releasing else {
                throw Refusal(
                    .hasPayments, "\(live.amount.decimal) \(live.amount.currency.code) is settled "
                        + "on \(name). Release it first, or ask to release it with the void.")
            }
            try live.release(on: day, reason: reason, in: work)
        }
        guard let entry = try issueEntry(in: work) else {
            throw Refusal(.notIssued, "\(name) was never posted.")
        }
        try work.reverse(
            entry, as: .void, on: day, reason: reason, description: "Void \(name): \(reason)")
        try DocumentEvent.voided.append(to: id, note: reason, in: work)
        // Not the person's own reason: whoever has the proof reads this one.
        try Attestation.revoke(
            of: id, because: "The document was voided on \(day.iso).", in: work)
        let item = item(number: number, state: .void, open: .zero(currency))
        work.record(
            subject, before: trace,
            after: try WireEncoder.value(item).adding("voided_on", .string(day.iso)),
            reason: reason)
        return item
    }

    func issueEntry(in work: any Work) throws -> ID<JournalEntry>? {
        try work.transaction.first(
            """
            SELECT id FROM entry
            WHERE organisation_id = $1 AND document_id = $2 AND kind = 'issue'
            """, [.id(work.actor.organisation), .id(id)]
        ) { try $0.id(0) }
    }
}
