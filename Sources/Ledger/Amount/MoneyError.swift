/// Why an amount of money cannot be had.
public enum MoneyError: Error, Hashable, Sendable {
    /// The result is beyond Int64 minor units.
    case overflow
    case currencyMismatch(expected: Currency, found: Currency)
    case malformed(DecimalError)

    /// A stable, lowercase code.
    public var code: String {
        switch self {
        case .overflow: "money_overflow"
        case .currencyMismatch: "currency_mismatch"
        case .malformed(let error): error.code
        }
    }
}

extension MoneyError {
    /// One English sentence for whoever must mend the amount.
    public var message: String {
        switch self {
        case .overflow: "the amount is too large"
        case .currencyMismatch(let expected, let found):
            "the amount must be in \(expected.code), not in \(found.code)"
        case .malformed(let error): error.message
        }
    }
}
