import Ledger
import Storage
import Wire

extension StoredDocument {
    var subject: Subject { Subject(kind: "document", id: id.text) }

    var trace: JSONValue { trace(settlement) }

    /// As the trail keeps it, where it stands so.
    func trace(_ settlement: Settlement) -> JSONValue {
        .object([
            ("kind", .string(kind.rawValue)), ("party_id", .string(party.id.text)),
            ("number", number.map { .string($0) } ?? .null),
            ("day", .string(day.iso)), ("due_day", dueDay.map { .string($0.iso) } ?? .null),
            ("supplier_number", supplierNumber.map { .string($0) } ?? .null),
            ("total", .string(amounts.payable.decimal)), ("currency", .string(currency.code)),
            ("state", .string(settlement.state.rawValue)),
            ("open", .string(settlement.shownOpen.decimal)),
        ])
    }

    /// A draft was never in the books: it may go without a trace but the audit's.
    func deleteDraft(in work: any Work) throws {
        try checkIsDraft()
        try DocumentDraft.deleteLines(of: id, in: work)
        for (table, column) in [("document_event", "document_id"), ("document", "id")] {
            try work.transaction.execute(
                "DELETE FROM \(table) WHERE organisation_id = $1 AND \(column) = $2",
                [.id(work.actor.organisation), .id(id)])
        }
        work.record(subject, before: trace, after: nil)
    }

    /// Gives the number and posts the entry.
    func issue(in work: any Work) throws -> DocumentItem {
        try checkIsDraft()
        let organisation = work.actor.organisation
        let document = try document(of: organisation, in: work.transaction)
        let totals = try document.checkedTotals()
        if kind == .bill { try DocumentDuplicate.check(self, in: work) }
        let named = document.lines.compactMap(\.account)
        let chart = try work.chart(with: named)
        for (index, account) in document.lines.map(\.account).enumerated() {
            // A draft may have been made before this was asked.
            guard let account else { continue }
            try chart.requireBookable(account, at: "/lines/\(index)/account_id")
        }
        let roles = chart.roles
        guard let entry = try Self.entry(kind, document, totals, roles, on: day) else {
            throw Refusal(.nothingToIssue, "It comes to nothing, so there is nothing to book.")
        }
        let number = try DocumentNumber.next(kind, on: day, in: work)
        let changed = try work.transaction.execute(
            """
            UPDATE document SET number = $3, fiscal_year = $4, sequence = $5, issued_at = $6,
                changed_at = $6
            WHERE organisation_id = $1 AND id = $2 AND issued_at IS NULL
            """,
            [
                .id(organisation), .id(id), .text(number.text), .integer(number.fiscalYear),
                .integer(number.sequence), .instant(work.now),
            ])
        guard changed == 1 else { throw Refusal(.notADraft, "It has been issued meanwhile.") }
        try work.post(
            entry,
            EntryNote(
                id: work.newID(JournalEntry.self), kind: .issue,
                description: "\(number.text) \(party.name)", document: id))
        try DocumentEvent.issued.append(to: id, amount: totals.payable, in: work)
        let item = item(number: number.text, state: .issued, open: totals.payable)
        work.record(subject, before: trace, after: try WireEncoder.value(item))
        return item
    }

    func item(number: String?, state: DocumentState, open: Money) -> DocumentItem {
        DocumentItem(
            id: id, kind: kind, number: number, supplierNumber: supplierNumber, party: party,
            day: day, dueDay: dueDay, total: amounts.payable, open: open, state: state)
    }

    private static func entry(
        _ kind: DocumentKind, _ document: Document, _ totals: DocumentTotals,
        _ roles: RoleAccounts, on day: Day
    ) throws -> JournalEntry? {
        switch kind {
        case .invoice: try Posting.invoice(document, totals, accounts: roles, on: day)
        case .bill: try Posting.bill(document, totals, accounts: roles, on: day)
        case .creditNote, .receipt, .purchaseOrder: nil
        }
    }
}

/// The same paper of a supplier must not be booked twice.
enum DocumentDuplicate {
    static func check(_ document: StoredDocument, in work: any Work) throws {
        try check(
            party: document.party, number: document.supplierNumber, except: document.id, in: work)
    }

    static func check(
        party: PartyName, number: String?, except id: ID<Document>, in work: any Work
    ) throws {
        guard let number, !number.isEmpty else { return }
        let known = try work.transaction.first(
            """
            SELECT d.number FROM document d
            WHERE d.organisation_id = $1 AND d.party_id = $2 AND d.supplier_number = $3
                AND d.kind IN ('bill', 'receipt') AND d.id <> $4 AND d.issued_at IS NOT NULL
                AND NOT \(DocumentSQL.isVoid)
            LIMIT 1
            """,
            [.id(work.actor.organisation), .id(party.id), .text(number), .id(id)]
        ) { try $0.textIfAny(0) }
        if let known {
            throw Refusal(
                .supplierNumberTaken,
                "\(party.name)'s \(number) is booked as \(known ?? "a draft").",
                at: "/supplier_number")
        }
    }
}
