import Ledger

/// Money that comes or goes on days that are known beforehand: rent, wages, an instalment, a
/// planned purchase; found in the books or declared.
public struct CashItem: Sendable, Equatable {
    public enum Source: String, Sendable { case found, declared }

    /// Stable: what a scenario skips it by.
    public var id: String
    public var name: String
    public var source: Source
    public var direction: CashDirection
    /// Whom it is paid to or by, if a party is known.
    public var party: String?
    /// When it is booked; a paper is paid by its party's habit, anything else on the day itself.
    public var days: [Day]
    /// Days of credit of the papers that it comes on; nil where no paper does.
    public var terms: Int?
    /// What it was the last times, or what was declared; each as likely as the others. One that
    /// differs from several that are the same is an agreement in doubt: one of them holds.
    public var amounts: [Int64]

    public init(
        id: String, name: String, source: Source, direction: CashDirection, party: String? = nil,
        days: [Day], terms: Int? = nil, amounts: [Int64]
    ) {
        self.id = id
        self.name = name
        self.source = source
        self.direction = direction
        self.party = party
        self.days = days
        self.terms = terms
        self.amounts = amounts
    }

    /// The mean amount, to the minor unit.
    var expected: Int64 {
        let sum = amounts.reduce(Int128(0)) { $0 + Int128($1) }
        return Int64(
            clamping: Rounding.halfUp.quotient(
                sum, dividedBy: Int128(max(amounts.count, 1))))
    }
}

extension CashItem {
    /// Whether one of its amounts holds for all of its days, and not each anew.
    var isAgreed: Bool {
        let sorted = amounts.sorted()
        guard sorted.count > 2, let least = sorted.first, let most = sorted.last
        else { return false }
        return least != most && (sorted[1] == most || sorted[sorted.count - 2] == least)
    }
}

/// How often something returns.
public enum CashRhythm: String, Sendable, CaseIterable {
    case once, weekly, fortnightly, monthly, quarterly, yearly

    /// The days from `first` on that lie within the range.
    public func days(from first: Day, within range: ClosedRange<Day>) -> [Day] {
        var days: [Day] = []
        // Turns that surely lie before the range are passed over.
        let passed = max(0, first.days(to: range.lowerBound) / longest - 1)
        for turn in passed...(passed + 6_000) {
            let day = self.day(turn, from: first)
            if day > range.upperBound { break }
            if day >= range.lowerBound { days.append(day) }
            if self == .once || day == .latest { break }
        }
        return days
    }

    private func day(_ turn: Int, from first: Day) -> Day {
        switch self {
        case .once: first
        case .weekly: first.adding(days: 7 * turn)
        case .fortnightly: first.adding(days: 14 * turn)
        case .monthly: first.adding(months: turn)
        case .quarterly: first.adding(months: 3 * turn)
        case .yearly: first.adding(years: turn)
        }
    }

    /// The most days from one turn to the next.
    private var longest: Int {
        switch self {
        case .once: .max
        case .weekly: 7
        case .fortnightly: 14
        case .monthly: 31
        case .quarterly: 92
        case .yearly: 366
        }
    }

    /// The gaps in days that count as this rhythm.
    var gaps: ClosedRange<Int> {
        switch self {
        case .once: 0...0
        case .weekly: 6...8
        case .fortnightly: 12...16
        case .monthly: 25...36
        case .quarterly: 82...100
        case .yearly: 355...376
        }
    }

    /// How far from its day money may fall due, or move, and still be that of the day: half of the
    /// way to the next one, at most a month.
    var reach: Int {
        switch self {
        case .once, .quarterly, .yearly: 31
        case .monthly: 15
        case .fortnightly: 7
        case .weekly: 3
        }
    }

    /// Whether trade, which is told by weeks, knows its days as well.
    var isFrequent: Bool { self == .weekly || self == .fortnightly }

    /// How often it must have been seen to be believed where its amounts differ: what a month or a
    /// quarter brings each time on one day is no even trade. Half a year where days are many, which
    /// trade has too; never where they are so few that chance may have set them.
    var leastVarying: Int {
        switch self {
        case .weekly: 26
        case .fortnightly: 13
        case .monthly: 6
        case .quarterly: 4
        case .once, .yearly: .max
        }
    }

    /// How often it must have been seen to be believed.
    var least: Int {
        switch self {
        case .once: 1
        case .weekly: 6
        case .fortnightly: 4
        case .monthly, .quarterly: 3
        case .yearly: 2
        }
    }
}
