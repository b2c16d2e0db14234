extension Posting {
    /// Money that came in from a customer. `withheld` is the tax that the customer kept back;
    /// what is not allocated to documents becomes the customer's credit.
    public static func paymentIn(
        _ amount: Money, withheld: Money? = nil, into account: ID<Account>,
        allocations: [Money], accounts: RoleAccounts, on day: Day
    ) throws(PostingRefusal) -> JournalEntry? {
        let parts = try split(amount, withheld: withheld, allocations: allocations)
        var lines = LineCollector()
        lines.debit(account, amount)
        if !parts.withheld.isZero {
            lines.debit(try accounts.account(for: .withholdingReceivable), parts.withheld)
        }
        if !parts.allocated.isZero {
            lines.credit(try accounts.account(for: .receivable), parts.allocated)
        }
        if !parts.rest.isZero {
            lines.credit(try accounts.account(for: .customerCredit), parts.rest)
        }
        return try lines.entry(on: day)
    }

    /// Money that went out to a supplier. `withheld` is the tax that we kept back; what is not
    /// allocated to documents becomes our credit with the supplier.
    public static func paymentOut(
        _ amount: Money, withheld: Money? = nil, from account: ID<Account>,
        allocations: [Money], accounts: RoleAccounts, on day: Day
    ) throws(PostingRefusal) -> JournalEntry? {
        let parts = try split(amount, withheld: withheld, allocations: allocations)
        var lines = LineCollector()
        if !parts.allocated.isZero {
            lines.debit(try accounts.account(for: .payable), parts.allocated)
        }
        if !parts.rest.isZero {
            lines.debit(try accounts.account(for: .supplierCredit), parts.rest)
        }
        lines.credit(account, amount)
        if !parts.withheld.isZero {
            lines.credit(try accounts.account(for: .withholdingPayable), parts.withheld)
        }
        return try lines.entry(on: day)
    }

    /// A customer's credit set against an invoice.
    public static func applyCustomerCredit(
        _ amount: Money, accounts: RoleAccounts, on day: Day
    ) throws(PostingRefusal) -> JournalEntry? {
        try transfer(
            amount, debit: accounts.account(for: .customerCredit),
            credit: accounts.account(for: .receivable), on: day)
    }

    /// A customer's credit paid back.
    public static func refundCustomerCredit(
        _ amount: Money, from account: ID<Account>, accounts: RoleAccounts, on day: Day
    ) throws(PostingRefusal) -> JournalEntry? {
        try transfer(
            amount, debit: accounts.account(for: .customerCredit), credit: account, on: day)
    }

    /// A receivable that will not be paid any more.
    public static func writeOff(
        _ amount: Money, accounts: RoleAccounts, on day: Day
    ) throws(PostingRefusal) -> JournalEntry? {
        try transfer(
            amount, debit: accounts.account(for: .badDebts),
            credit: accounts.account(for: .receivable), on: day)
    }

    /// A positive amount from one account to another.
    public static func transfer(
        _ amount: Money, debit: ID<Account>, credit: ID<Account>, on day: Day
    ) throws(PostingRefusal) -> JournalEntry? {
        guard amount.isPositive else { throw .amountNotPositive }
        var lines = LineCollector()
        lines.debit(debit, amount)
        lines.credit(credit, amount)
        return try lines.entry(on: day)
    }

    private static func split(_ amount: Money, withheld: Money?, allocations: [Money])
        throws(PostingRefusal) -> (withheld: Money, allocated: Money, rest: Money)
    {
        guard amount.isPositive else { throw .amountNotPositive }
        let withheld = withheld ?? .zero(amount.currency)
        guard !withheld.isNegative else { throw .withheldNegative }
        for (index, allocation) in allocations.enumerated() where !allocation.isPositive {
            throw .allocationNotPositive(index: index)
        }
        let allocated: Money
        let rest: Money
        do throws(MoneyError) {
            allocated = try Money.sum(allocations, currency: amount.currency)
            rest = try amount.adding(withheld).subtracting(allocated)
        } catch {
            throw PostingRefusal(error)
        }
        if rest.isNegative { throw .allocationsExceedPayment }
        return (withheld, allocated, rest)
    }
}
