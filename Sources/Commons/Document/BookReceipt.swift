import Ledger
import Storage
import Wire

/// Books an accepted paper: finds or makes the supplier, gives the number and posts the entry.
/// Called by the command that accepts a paper, inside its transaction.
///
/// - Throws: `Refusal` with `blank_name`, `amount_not_positive`, `currency_mismatch`,
///   `totals_impossible`, `account_unknown`, `account_unfit`, `supplier_number_taken`,
///   `due_before_day`.
func bookReceipt(_ receipt: ReceiptDraft, in work: any Work) throws -> BookedReceipt {
    try receipt.check(in: work)
    let party = try Party.supplier(named: receipt.supplier, in: work)
    let name = PartyName(id: party.id, name: party.name)
    try DocumentDuplicate.check(
        party: name, number: receipt.supplierNumber, except: receipt.documentID, in: work)
    let draft = try receipt.draft(party: name)
    let kind = draft.document.kind
    let number = try DocumentNumber.next(kind, on: receipt.day, in: work)
    try draft.insert(in: work, issued: number)
    let entry = work.newID(JournalEntry.self)
    try work.post(
        try receipt.entry(draft, roles: try work.chart().roles),
        EntryNote(
            id: entry, kind: .issue, description: "\(number.text) \(party.name)",
            document: receipt.documentID))
    try DocumentEvent.booked.append(
        to: receipt.documentID, amount: draft.amounts.payable, in: work)
    work.record(draft.subject, before: nil, after: draft.trace)
    return BookedReceipt(
        document: receipt.documentID, entry: entry, party: party.id, number: number.text)
}

extension ReceiptDraft {
    private var currency: Currency { total.currency }

    func check(in work: any Work) throws {
        if !total.isPositive {
            throw Refusal(.amountNotPositive, "A paper is booked with its total.", at: "/total")
        }
        for (amount, pointer) in [(tax, "/tax"), (rounding, "/rounding")] {
            if let amount, amount.currency != currency {
                throw Refusal(
                    .currencyMismatch, "The total is in \(currency.code).", at: pointer)
            }
        }
        try EntryLimit.check(total, at: "/total")
        if let rounding { try EntryLimit.check(rounding, at: "/rounding") }
        for (index, line) in lines.enumerated() {
            let pointer = "/lines/\(index)/amount"
            guard line.amount.currency == currency else {
                throw Refusal(
                    .currencyMismatch, "The total is in \(currency.code).", at: pointer)
            }
            try EntryLimit.check(line.amount, at: pointer)
        }
        if let tax, try tax.isNegative || total.isLess(than: tax) {
            throw Refusal(.totalsImpossible, "Tax lies between 0 and the total.", at: "/tax")
        }
        try checkAccounts(in: work)
    }

    private func checkAccounts(in work: any Work) throws {
        var named: [ID<Account>] = []
        if let expenseAccount { named.append(expenseAccount) }
        if case .receipt(let paidFrom) = kind { named.append(paidFrom) }
        let chart = try work.chart(with: named)
        if let expenseAccount {
            let account = try chart.requireBookable(expenseAccount, at: "/account_id")
            guard account.kind == .expense || account.kind == .asset else {
                throw Refusal(
                    .accountUnfit, "\(account.code) \(account.name) takes no cost.",
                    at: "/account_id")
            }
        }
        switch kind {
        case .receipt(let paidFrom):
            _ = try chart.requireMoney(paidFrom, at: "/paid_from_account_id")
        case .bill(let dueDay):
            if let dueDay, dueDay < day {
                throw Refusal(
                    .dueBeforeDay, "It is dated \(day.iso); it cannot be due before.",
                    at: "/due_date")
            }
        }
    }

    func draft(party: PartyName) throws -> DocumentDraft {
        let tax = tax ?? .zero(currency)
        let rounding = rounding ?? .zero(currency)
        let net = try total.subtracting(rounding).subtracting(tax)
        if net.isNegative {
            throw Refusal(
                .totalsImpossible, "Without tax and rounding nothing is left.", at: "/total")
        }
        let (lines, nets) = try bookedLines(net: net, beforeTax: net.adding(tax))
        let document = Document(
            kind: documentKind, currency: currency, lines: lines,
            payableRounding: rounding.isZero ? .none : .stated(rounding))
        let taxes =
            tax.isZero
            ? [] : [DocumentDraft.TaxRow(tax: Self.printedTax, base: net, amount: tax)]
        var draft = DocumentDraft(
            id: documentID, party: party, day: day, document: document, nets: nets, taxes: taxes,
            amounts: DocumentAmounts(
                net: net, tax: tax, total: try net.adding(tax), rounding: rounding,
                payable: total, withheld: .zero(currency)))
        draft.supplierNumber = supplierNumber
        draft.note = note
        draft.source = .paper
        if case .bill(let dueDay) = kind { draft.dueDay = dueDay }
        return draft
    }

    private var documentKind: DocumentKind {
        if case .bill = kind { .bill } else { .receipt }
    }

    /// Papers print amounts of tax, not always a rate that leads to them.
    private static let printedTax = Tax(code: "PRINTED", rate: .zero)

    /// The lines as printed where they sum to what they must; their prices are without tax then.
    private func bookedLines(
        net: Money, beforeTax: Money
    ) throws -> ([DocumentLine], [Money]) {
        let sum = try? Money.sum(lines.map(\.amount), currency: currency)
        guard !lines.isEmpty, let sum, sum == net || sum == beforeTax else {
            let line = DocumentLine(
                description: "As on the paper", quantity: .one,
                unitPrice: try price(net), account: expenseAccount)
            return ([line], [net])
        }
        let nets = sum == net ? lines.map(\.amount) : try sharedNets(of: net)
        let booked = try zip(lines, nets).map { line, net in
            DocumentLine(
                description: line.description,
                quantity: net.isNegative ? .minusOne : .one,
                unitPrice: try price(net.isNegative ? net.negated() : net),
                account: expenseAccount)
        }
        return (booked, nets)
    }

    /// Prices that hold their tax, without it: shared by amount, so that they sum to the net.
    private func sharedNets(of net: Money) throws -> [Money] {
        do throws(Allocation.Refusal) {
            return try Allocation.split(
                net, byWeights: lines.map { max(0, $0.amount.minorUnits) }, remainder: .largest)
        } catch {
            throw Refusal(.totalsImpossible, "The lines come to nothing.", at: "/lines")
        }
    }

    private func price(_ amount: Money) throws -> UnitPrice {
        do throws(MoneyError) {
            return try UnitPrice(amount)
        } catch {
            throw Refusal(.amountTooLarge, "The amount is too large.", at: "/total")
        }
    }

    /// Cost and claimable tax against the account that paid, or against what is owed.
    func entry(_ draft: DocumentDraft, roles: RoleAccounts) throws -> JournalEntry {
        var lines = [
            JournalLine(
                account: try expenseAccount ?? roles.require(.purchases),
                amount: draft.amounts.net)
        ]
        lines.append(
            JournalLine(account: try roles.require(.inputTax), amount: draft.amounts.tax))
        lines.append(
            JournalLine(
                account: try roles.require(.roundingDifference), amount: draft.amounts.rounding))
        let against: ID<Account> =
            switch kind {
            case .receipt(let paidFrom): paidFrom
            case .bill: try roles.require(.payable)
            }
        lines.append(JournalLine(account: against, amount: try total.negated()))
        return try JournalEntry.checked(day: day, lines.filter { !$0.amount.isZero })
    }
}

extension Quantity {
    /// One unit that is taken back: a discount that a paper prints as a line of its own.
    fileprivate static let minusOne = Quantity(millionths: -Quantity.one.millionths)
}
