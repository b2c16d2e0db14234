import Ledger

/// What the books know of one business, or of one customer of a business, at one moment, as plain
/// rows; and the features that follow from it. All amounts are minor units of one currency.
public struct CreditHistory: Sendable {
    /// Money in hand and what usually leaves.
    public struct Cash: Sendable {
        public let balance: Int64
        /// What left all money accounts together in the last 90 days.
        public let spent: Int64
        public let movements: Int

        public init(balance: Int64, spent: Int64, movements: Int) {
            self.balance = balance
            self.spent = spent
            self.movements = movements
        }
    }

    public let today: Day
    /// What whoever is scored had to pay: a business's bills, or our invoices to a customer.
    public var owed: [OwedPaper] = []
    /// What others had to pay: a business's invoices. Empty for a customer.
    public var sales: [OwedPaper] = []
    /// A customer's purchases stand for its trade, because its own sales are not known here.
    public var subject = CreditFeature.Subject.business
    /// Since when the books are kept without a long pause; nil for no paper.
    public var first: Day?
    /// What credit notes of the last twelve months took back.
    public var credited: (amount: Int64, rows: Int) = (0, 0)
    /// Nil where the cash is not known, as of a customer.
    public var cash: Cash?

    public init(today: Day) { self.today = today }

    private var trade: [OwedPaper] { subject == .customer ? owed : sales }
    private static let fewestMovements = 10
    private static let spendingDays = 90

    /// Every feature that the books can hold of whoever is scored, in the catalogue's order;
    /// missing ones too.
    public func snapshot() -> FeatureSnapshot {
        var items: [FeatureSnapshot.Item] = []
        for feature in CreditFeature.allCases where feature.isPossible(of: subject) {
            let found = value(of: feature)
            items.append(
                FeatureSnapshot.Item(
                    name: feature.rawValue,
                    value: found.map { feature.rounded($0.value) } ?? .nan,
                    proof: found?.proof ?? 0, rows: found?.rows ?? 0))
        }
        return FeatureSnapshot(items)
    }

    private typealias Found = (value: Double, proof: Double, rows: Int)

    private func value(of feature: CreditFeature) -> Found? {
        switch feature {
        case .onTimeShare:
            habit(owed).map { ($0.onTimeShare, EvidenceGrade.statement.weight, $0.rows) }
        case .daysBeyondTerms:
            habit(owed).map { ($0.daysBeyond, EvidenceGrade.statement.weight, $0.rows) }
        case .buyerDelay:
            habit(sales).map { ($0.daysBeyond, EvidenceGrade.statement.weight, $0.rows) }
        case .buyerConcentration: proven(Revenue(sales, today: today).concentration)
        case .revenueTrend: first.flatMap { proven(Revenue(trade, today: today).trend(since: $0)) }
        case .revenueVolatility:
            first.flatMap { proven(Revenue(trade, today: today).volatility(since: $0)) }
        case .cashBufferDays: cashBuffer
        case .creditNoteRate: creditNoteRate
        case .tenureMonths: tenure
        case .statementCoverage, .savingsRegularity, .guarantors, .pastLoanArrears: nil
        }
    }

    /// Payments are entered by hand, whatever papers stand behind the debts.
    private func habit(_ papers: [OwedPaper]) -> PaymentHabit? {
        PaymentHabit(papers, after: today.adding(months: -12), through: today)
    }

    private func proven(_ found: (value: Double, rows: Int)?) -> Found? {
        guard let found else { return nil }
        return (found.value, tradeProof, found.rows)
    }

    private var tradeProof: Double {
        let start = today.adding(months: -12)
        var sum = EvidenceSum()
        for paper in trade where paper.day > start { sum.add(paper.amount, paper.grade) }
        return sum.proof ?? EvidenceGrade.statement.weight
    }

    /// At most a year: beyond that more days say nothing more.
    private var cashBuffer: Found? {
        guard let cash, cash.movements >= Self.fewestMovements, cash.spent > 0 else { return nil }
        let aDay = Double(cash.spent) / Double(Self.spendingDays)
        return (
            min(365, max(0, Double(cash.balance) / aDay)), EvidenceGrade.statement.weight,
            cash.movements
        )
    }

    private var creditNoteRate: Found? {
        let start = today.adding(months: -12)
        var (sum, rows): (Int128, Int) = (0, 0)
        for paper in trade where paper.day > start && paper.amount > 0 {
            sum += Int128(paper.amount)
            rows += 1
        }
        guard rows >= Revenue.fewest, sum > 0 else { return nil }
        return (min(1, Double(credited.amount) / Double(sum)), tradeProof, rows)
    }

    private var tenure: Found? {
        guard let first, first <= today else { return nil }
        var months = (today.year - first.year) * 12 + today.month - first.month
        if today.day < first.day && !today.isMonthEnd { months -= 1 }
        return (Double(max(0, months)), tradeProof, trade.count)
    }
}
