/// Why something cannot be booked.
public enum PostingRefusal: Error, Hashable, Sendable {
    /// The chart has no account for a role that the entry needs.
    case roleWithoutAccount(AccountRole)
    case amountNotPositive
    case withheldNegative
    case allocationNotPositive(index: Int)
    /// More is allocated than was paid and kept back.
    case allocationsExceedPayment
    case currencyMismatch(expected: Currency, found: Currency)
    case overflow
    case journal(JournalRefusal)

    init(_ error: MoneyError) {
        switch error {
        case .currencyMismatch(let expected, let found):
            self = .currencyMismatch(expected: expected, found: found)
        case .overflow, .malformed: self = .overflow
        }
    }

    /// A stable, lowercase code.
    public var code: String {
        switch self {
        case .roleWithoutAccount: "role_without_account"
        case .amountNotPositive: "amount_not_positive"
        case .withheldNegative: "withheld_negative"
        case .allocationNotPositive: "allocation_not_positive"
        case .allocationsExceedPayment: "allocations_exceed_payment"
        case .currencyMismatch: "currency_mismatch"
        case .overflow: "total_overflow"
        case .journal(let refusal): refusal.code
        }
    }
}

extension PostingRefusal {
    /// One English sentence for whoever must mend it.
    public var message: String {
        switch self {
        case .roleWithoutAccount(let role): "no account has the role \(role.rawValue)"
        case .amountNotPositive: "the amount must be positive"
        case .withheldNegative: "the withheld tax must not be negative"
        case .allocationNotPositive(let index): "allocation \(index) must be positive"
        case .allocationsExceedPayment: "more is allocated than was paid"
        case .currencyMismatch(let expected, let found):
            "the amount must be in \(expected.code), not in \(found.code)"
        case .overflow: "the amounts are too large to be added up"
        case .journal(let refusal): refusal.message
        }
    }
}
