/// The five kinds of accounts.
public enum AccountKind: String, Hashable, Sendable, CaseIterable {
    case asset
    case liability
    case equity
    case income
    case expense

    /// Whether a debit makes the account larger.
    public var isDebitNormal: Bool { self == .asset || self == .expense }

    /// Whether the year's close moves its balance to retained earnings.
    public var isTemporary: Bool { self == .income || self == .expense }
}
