import Ledger
import Storage

extension AllocationRow {
    /// Frees the money again: it becomes the party's credit, and the document is open again.
    @discardableResult
    func release(on day: Day, reason: String, in work: any Work) throws -> ID<JournalEntry> {
        guard let document else {
            throw Refusal(.hasRefund, "Void the refund instead; its credit is free again then.")
        }
        guard day >= self.day else {
            throw Refusal(
                .reversedBefore, "It is dated \(self.day.iso); choose that day or later.",
                at: "/day")
        }
        let settled = try StoredDocument.require(document, in: work)
        let entry = try CreditTransfer.entry(
            amount, settled.kind, isRelease: true, roles: try work.chart().roles, on: day)
        let id = work.newID(JournalEntry.self)
        try work.post(
            entry,
            EntryNote(
                id: id, kind: .release, description: "Released from \(settled.name): \(reason)",
                document: creditNote, payment: payment, reason: nil))
        try insertRelease(entry: id, on: day, in: work)
        try DocumentEvent.released.append(
            to: document, amount: amount, note: reason, in: work)
        return id
    }
}

/// Between a party's credit and what it owes or is owed.
enum CreditTransfer {
    static func entry(
        _ amount: Money, _ kind: DocumentKind, isRelease: Bool, roles: RoleAccounts, on day: Day
    ) throws -> JournalEntry {
        let (control, credit): (AccountRole, AccountRole) =
            kind == .bill ? (.payable, .supplierCredit) : (.receivable, .customerCredit)
        let controlAccount = try roles.require(control)
        let creditAccount = try roles.require(credit)
        // Customers' money is a liability, our credit with suppliers an asset: the sides differ.
        let debitsControl = (kind == .bill) != isRelease
        let entry = try Posting.transfer(
            amount, debit: debitsControl ? controlAccount : creditAccount,
            credit: debitsControl ? creditAccount : controlAccount, on: day)
        guard let entry else { throw Refusal.amountNotPositive }
        return entry
    }
}

extension RoleAccounts {
    func require(_ role: AccountRole) throws -> ID<Account> {
        guard let account = self[role] else {
            throw Refusal(
                .accountUnknown, "The chart has no account for \(role.rawValue).")
        }
        return account
    }
}

extension Refusal {
    static let amountNotPositive = Refusal(
        .amountNotPositive, "Give an amount above zero.", at: "/amount")
}
