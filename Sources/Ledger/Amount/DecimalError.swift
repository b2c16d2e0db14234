/// Why a decimal text was refused.
public enum DecimalError: Error, Hashable, Sendable {
    /// Not digits with at most one point and a minus sign: `1,000`, `1e3`, `+1`, `.5`, `05`.
    case malformed
    /// More decimals than the number keeps.
    case tooManyDecimals(limit: Int)
    case overflow

    /// A stable, lowercase code.
    public var code: String {
        switch self {
        case .malformed: "decimal_malformed"
        case .tooManyDecimals: "decimal_too_many_decimals"
        case .overflow: "decimal_overflow"
        }
    }
}

extension DecimalError {
    /// One English sentence for whoever must mend the text.
    public var message: String {
        switch self {
        case .malformed: "expected digits with at most one point, such as 1250.00"
        case .tooManyDecimals(let limit): "at most \(limit) decimals are kept"
        case .overflow: "the number is too large"
        }
    }
}
