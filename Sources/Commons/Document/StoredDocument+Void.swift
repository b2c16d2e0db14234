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
        try checkIsNotCredited(in: work)
        let day = day ?? work.today
        let side: AllocationRow.Side = kind == .creditNote ? .creditNote(id) : .document(id)
        try CreditCourse(
            side, since: self.day, left: open, of: work.actor.organisation, in: work.transaction
        ).checkMayEnd(on: day)
        let settling = try AllocationRow.live(side, in: work)
        var touched = TouchedDocuments()
        for live in settling {
            if live.refund != nil {
                throw Refusal(
                    .hasRefund, "Its credit has been paid back; void that refund first.")
            }
            guard releasing else {
                throw Refusal(
                    .hasPayments, "\(live.amount.decimal) \(live.amount.currency.code) is settled "
                        + "on \(name). Release it first, or ask to release it with the void.")
            }
            try touched.release(live, except: id, in: work)
        }
        for live in settling { try live.release(on: day, reason: reason, in: work) }
        guard let entry = try issueEntry(in: work) else {
            throw Refusal(.notIssued, "\(name) was never posted.")
        }
        try work.reverse(
            entry, as: .void, on: day, reason: reason, description: "Void \(name): \(reason)")
        try DocumentEvent.voided.append(to: id, note: reason, in: work)
        // Not the person's own reason: whoever has the proof reads this one.
        try Attestation.revoke(
            of: id, because: "The document was voided on \(day.iso).", in: work)
        try Paper.giveBack(papersOf: self, because: reason, in: work)
        try PendingApproval.close(naming: subject, in: work)
        let item = item(number: number, state: .void, open: .zero(currency))
        work.record(
            subject, before: trace,
            after: try WireEncoder.value(item).adding("voided_on", .string(day.iso)),
            reason: reason)
        try touched.record(reason: reason, in: work)
        return item
    }

    /// A credit note gives back what its document asked for. Were the document taken back besides,
    /// the customer would be given the same twice, as credit for which nobody ever paid.
    private func checkIsNotCredited(in work: any Work) throws {
        let notes = try work.transaction.rows(
            """
            SELECT d.number FROM document d
            WHERE \(DocumentSQL.takes(from: "$2", of: "$1")) ORDER BY d.day, d.id
            """, [.id(work.actor.organisation), .id(id)]
        ) { try $0.textIfAny(0) ?? "" }
        guard let first = notes.first else { return }
        let said =
            notes.count == 1
            ? "\(first) takes \(name) back; void that credit note first."
            : "\(notes.joined(separator: ", ")) take \(name) back; void these credit notes first."
        throw Refusal(.hasCreditNote, said)
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
