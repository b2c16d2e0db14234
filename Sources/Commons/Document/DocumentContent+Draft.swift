import Ledger
import Storage

extension DocumentContent {
    /// Works the content out and checks everything that it names.
    func draft(_ id: ID<Document>, in work: any Work) throws -> DocumentDraft {
        let document = try document()
        let totals = try document.checkedTotals()
        if totals.payable.isNegative {
            throw Refusal(
                .totalsImpossible, "It comes to \(totals.payable.decimal); make a credit note for "
                    + "money that goes back.", at: "/lines", .totalNegative)
        }
        try totals.checkWithholding(document)
        let party = try Party.require(partyID, forKind: kind, in: work)
        try checkAccounts(in: work)
        var draft = DocumentDraft(
            id: id, party: PartyName(id: party.id, name: party.name), day: day,
            document: document, totals: totals)
        draft.supplierNumber = supplierNumber
        draft.dueDay = dueDay
        draft.note = note
        return draft
    }

    private func checkAccounts(in work: any Work) throws {
        let named = lines.compactMap(\.accountID)
        if named.isEmpty { return }
        let chart = try work.chart(with: named)
        for (index, line) in lines.enumerated() {
            guard let id = line.accountID else { continue }
            try chart.requireBookable(id, at: "/lines/\(index)/account_id")
        }
    }

    /// Adds it to the books as a draft.
    func create(_ id: ID<Document>, in work: any Work) throws -> DocumentItem {
        let draft = try draft(id, in: work)
        try draft.insert(in: work)
        try DocumentEvent.drafted.append(to: id, in: work)
        work.record(draft.subject, before: nil, after: draft.trace)
        return draft.item
    }

    /// Puts it in the place of the draft that it changes.
    func replace(
        _ id: ID<Document>, version: String?, in work: any Work
    ) throws -> DocumentItem {
        let before = try StoredDocument.require(id, kind, in: work)
        try before.checkIsDraft()
        try before.check(version: version)
        let draft = try draft(id, in: work)
        try draft.replace(in: work)
        try DocumentEvent.changed.append(to: id, in: work)
        work.record(draft.subject, before: before.trace, after: draft.trace)
        return draft.item
    }
}

extension StoredDocument {
    static let versionNote = FieldNote(
        "The draft's `version` as it was read; refused when it was changed since. Left out: "
            + "whatever it says by now.", maximumLength: 40)

    /// That the draft still is what somebody has read, where they say what that was.
    func check(version known: String?) throws(Refusal) {
        guard let known, known != version else { return }
        throw Refusal(
            .draftChanged, "Somebody has changed it since you opened it. Look at it again.",
            at: "/version")
    }

    func checkIsDraft() throws {
        guard !isDraft else { return }
        throw Refusal(
            .notADraft, "\(name) has been issued. Void it, or make a credit note, instead.")
    }
}
