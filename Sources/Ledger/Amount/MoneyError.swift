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
