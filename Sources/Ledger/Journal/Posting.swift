/// The rules by which documents become journal entries. Each gives nil where nothing is to be
/// booked (a document that comes to zero).
///
/// Withheld tax is booked with the payment, when it is really kept back.
public enum Posting {
    /// The issue of an invoice: receivable against sales and output tax. What was prepaid is
    /// taken from the customer's credit.
    public static func invoice(
        _ document: Document, _ totals: DocumentTotals, accounts: RoleAccounts, on day: Day
    ) throws(PostingRefusal) -> JournalEntry? {
        var lines = LineCollector()
        lines.debit(try accounts.account(for: .receivable), totals.payable)
        if !totals.prepaid.isZero {
            lines.debit(try accounts.account(for: .customerCredit), totals.prepaid)
        }
        for (account, net) in try nets(document, totals, usual: .sales, accounts) {
            lines.credit(account, net)
        }
        if !totals.tax.isZero {
            lines.credit(try accounts.account(for: .outputTax), totals.tax)
        }
        if !totals.rounding.isZero {
            lines.credit(try accounts.account(for: .roundingDifference), totals.rounding)
        }
        return try lines.entry(on: day)
    }

    /// A credit note to a customer: the mirror image of its invoice.
    public static func creditNote(
        _ document: Document, _ totals: DocumentTotals, accounts: RoleAccounts, on day: Day
    ) throws(PostingRefusal) -> JournalEntry? {
        try invoice(document, totals, accounts: accounts, on: day)?.reversed(on: day)
    }

    /// The approval of a bill: purchases and input tax against payable. What was prepaid is taken
    /// from the credit with the supplier.
    public static func bill(
        _ document: Document, _ totals: DocumentTotals, accounts: RoleAccounts, on day: Day
    ) throws(PostingRefusal) -> JournalEntry? {
        var lines = try costs(document, totals, accounts)
        lines.credit(try accounts.account(for: .payable), totals.payable)
        if !totals.prepaid.isZero {
            lines.credit(try accounts.account(for: .supplierCredit), totals.prepaid)
        }
        return try lines.entry(on: day)
    }

    /// A credit note from a supplier: the mirror image of its bill.
    public static func supplierCreditNote(
        _ document: Document, _ totals: DocumentTotals, accounts: RoleAccounts, on day: Day
    ) throws(PostingRefusal) -> JournalEntry? {
        try bill(document, totals, accounts: accounts, on: day)?.reversed(on: day)
    }

    /// A receipt for something paid on the spot, from that account of cash, bank or mobile money.
    public static func expense(
        _ document: Document, _ totals: DocumentTotals, paidFrom account: ID<Account>,
        accounts: RoleAccounts, on day: Day
    ) throws(PostingRefusal) -> JournalEntry? {
        var lines = try costs(document, totals, accounts)
        lines.credit(account, totals.payable)
        if !totals.prepaid.isZero {
            lines.credit(try accounts.account(for: .supplierCredit), totals.prepaid)
        }
        return try lines.entry(on: day)
    }
}

extension Posting {
    /// The debits of a purchase: its lines, the tax that can be claimed back, and the rounding.
    private static func costs(
        _ document: Document, _ totals: DocumentTotals, _ accounts: RoleAccounts
    ) throws(PostingRefusal) -> LineCollector {
        var lines = LineCollector()
        for (account, net) in try nets(document, totals, usual: .purchases, accounts) {
            lines.debit(account, net)
        }
        for tax in totals.taxes where !tax.amount.isZero {
            if tax.tax.isRecoverable {
                lines.debit(try accounts.account(for: .inputTax), tax.amount)
            } else {
                let shares = try costShares(of: tax, document, totals, accounts)
                for (account, share) in shares { lines.debit(account, share) }
            }
        }
        if !totals.rounding.isZero {
            lines.debit(try accounts.account(for: .roundingDifference), totals.rounding)
        }
        return lines
    }

    /// The net amounts by account: a line's own one, else the usual one.
    private static func nets(
        _ document: Document, _ totals: DocumentTotals, usual role: AccountRole,
        _ accounts: RoleAccounts
    ) throws(PostingRefusal) -> [(ID<Account>, Money)] {
        var nets: [(ID<Account>, Money)] = []
        for (line, net) in zip(document.lines, totals.lineNets) where !net.isZero {
            nets.append((try accounts.account(of: line, usual: role), net))
        }
        for net in totals.adjustmentNets where !net.isZero {
            nets.append((try accounts.account(for: role), net))
        }
        return nets
    }

    /// Tax that cannot be claimed back is a cost of the lines that bear it.
    private static func costShares(
        of tax: DocumentTotals.TaxTotal, _ document: Document, _ totals: DocumentTotals,
        _ accounts: RoleAccounts
    ) throws(PostingRefusal) -> [(ID<Account>, Money)] {
        var holders: [ID<Account>] = []
        var weights: [Int64] = []
        for (line, net) in zip(document.lines, totals.lineNets)
        where line.taxes.contains(tax.tax.code) && net.minorUnits != .min {
            holders.append(try accounts.account(of: line, usual: .purchases))
            weights.append(abs(net.minorUnits))
        }
        do throws(Allocation.Refusal) {
            let shares = try Allocation.split(
                tax.amount, byWeights: weights, remainder: .largest)
            return Array(zip(holders, shares))
        } catch {
            // Only adjustments bear the tax, or its lines come to nothing.
            return [(try accounts.account(for: .purchases), tax.amount)]
        }
    }
}
