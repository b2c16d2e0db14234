import Ledger

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
