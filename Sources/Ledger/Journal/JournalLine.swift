/// One side of a journal entry.
public struct JournalLine: Hashable, Sendable {
    public let account: ID<Account>
    /// Debits are positive, credits negative.
    public let amount: Money

    public init(account: ID<Account>, amount: Money) {
        self.account = account
        self.amount = amount
    }
}
