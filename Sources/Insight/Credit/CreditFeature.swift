/// What a score may know of a business or a customer. Snapshots keep this order.
public enum CreditFeature: String, CaseIterable, Sendable {
    case onTimeShare = "on_time_share"
    case daysBeyondTerms = "days_beyond_terms"
    case buyerDelay = "buyer_delay"
    case buyerConcentration = "buyer_concentration"
    case revenueTrend = "revenue_trend"
    case revenueVolatility = "revenue_volatility"
    case cashBufferDays = "cash_buffer_days"
    case creditNoteRate = "credit_note_rate"
    case tenureMonths = "tenure_months"
    case statementCoverage = "statement_coverage"
    case savingsRegularity = "savings_regularity"
    case guarantors = "guarantors"
    case pastLoanArrears = "past_loan_arrears"

    public enum Unit: String, Sendable, CaseIterable {
        /// From 0 to 1; said in per cent.
        case share
        /// A change against before; 0.2 is a fifth more.
        case change
        case ratio, days, months, count
    }

    public var unit: Unit {
        switch self {
        case .onTimeShare, .buyerConcentration, .creditNoteRate, .statementCoverage,
            .savingsRegularity:
            .share
        case .revenueTrend: .change
        case .revenueVolatility: .ratio
        case .daysBeyondTerms, .buyerDelay, .cashBufferDays, .pastLoanArrears: .days
        case .tenureMonths: .months
        case .guarantors: .count
        }
    }

    /// Who can be scored from the books kept here.
    public enum Subject: String, Sendable, CaseIterable {
        /// From its own books.
        case business
        /// From what it owes a business: its own sales, buyers and cash are not known there.
        case customer
    }

    /// Of whom it can be known at all, once it is alive.
    public var subjects: [Subject] {
        switch self {
        case .buyerDelay, .buyerConcentration, .cashBufferDays, .statementCoverage: [.business]
        default: Subject.allCases
        }
    }

    /// Whether the books kept here can hold it of `subject` today; only then a snapshot lists it.
    public func isPossible(of subject: Subject) -> Bool { isAlive && subjects.contains(subject) }

    /// Whether the books kept here can give it today. What they cannot is neither a reason nor an
    /// advice: nobody can change it.
    public var isAlive: Bool {
        switch self {
        case .statementCoverage, .savingsRegularity, .guarantors, .pastLoanArrears: false
        default: true
        }
    }

    /// Fewer digits than the books could give: a score must not move with what nobody sees.
    func rounded(_ value: Double) -> Double {
        let steps: Double
        switch unit {
        case .share, .change, .ratio: steps = 1_000
        case .days: steps = 10
        case .months, .count: steps = 1
        }
        return (value * steps).rounded() / steps
    }

    /// The values that whoever is scored could reach, easiest first; none where it takes time or
    /// luck, or where the books could not show it. Only those that are better than `value`.
    func reachable(from value: Double) -> [Double] {
        guard isAlive else { return [] }
        let (goals, isMore) = goals
        return goals.filter { value.isNaN || (isMore ? $0 > value : $0 < value) }
    }

    private var goals: (values: [Double], isMore: Bool) {
        switch self {
        case .onTimeShare: ([0.7, 0.8, 0.9, 0.95, 1], true)
        case .daysBeyondTerms: ([30, 15, 7, 3, 0], false)
        case .buyerDelay: ([30, 15, 7, 3], false)
        case .buyerConcentration: ([0.5, 0.35, 0.25], false)
        case .cashBufferDays: ([14, 30, 45, 61], true)
        case .creditNoteRate: ([0.05, 0.02, 0.005], false)
        case .statementCoverage: ([0.5, 0.9], true)
        case .savingsRegularity: ([0.7, 0.9], true)
        case .guarantors: ([1, 2, 3], true)
        case .revenueTrend, .revenueVolatility, .tenureMonths, .pastLoanArrears: ([], true)
        }
    }
}
