/// What stands behind a figure of the books, and how far it is believed: good news counts in full
/// only where somebody else has written it down too.
public enum EvidenceGrade: String, Sendable, CaseIterable {
    /// Somebody entered it.
    case typed
    /// The paper itself was captured.
    case paper
    /// A bank or a mobile-money operator says so.
    case statement

    public var weight: Double {
        switch self {
        case .typed: 0.6
        case .paper: 0.8
        case .statement: 1
        }
    }
}

/// Amounts by the proof behind them.
struct EvidenceSum: Sendable {
    private var total: Int128 = 0
    private var weighed = 0.0

    mutating func add(_ amount: Int64, _ grade: EvidenceGrade) {
        total += Int128(amount)
        weighed += Double(amount) * grade.weight
    }

    /// The mean weight, in hundredths; nil for no amount.
    var proof: Double? {
        total > 0 ? (weighed / Double(total) * 100).rounded() / 100 : nil
    }
}
