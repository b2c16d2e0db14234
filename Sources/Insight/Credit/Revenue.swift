import Ledger

/// What was invoiced, as a course over time and by buyer.
struct Revenue {
    private let papers: [OwedPaper]
    private let today: Day

    static let fewest = 5
    /// Months that a spread needs, and that a comparison with the year before needs.
    private static let monthsOfSpread = 6
    private static let monthsOfTrend = 18

    init(_ papers: [OwedPaper], today: Day) {
        self.papers = papers
        self.today = today
    }

    private func sum(after start: Day, through end: Day) -> Int128 {
        papers.reduce(0) { $1.day > start && $1.day <= end ? $0 + Int128($1.amount) : $0 }
    }

    /// The largest buyer's share of a year's invoices.
    var concentration: (value: Double, rows: Int)? {
        let start = today.adding(months: -12)
        var sums: [Int: Int128] = [:]
        var rows = 0
        for paper in papers where paper.day > start && paper.day <= today && paper.amount > 0 {
            sums[paper.party, default: 0] += Int128(paper.amount)
            rows += 1
        }
        var (largest, total): (Int128, Int128) = (0, 0)
        for sum in sums.values {
            largest = max(largest, sum)
            total += sum
        }
        guard rows >= Self.fewest, total > 0 else { return nil }
        return (Double(largest) / Double(total), rows)
    }

    /// The last six months against the same six a year before, so that seasons cancel.
    func trend(since first: Day) -> (value: Double, rows: Int)? {
        guard first <= today.adding(months: -Self.monthsOfTrend) else { return nil }
        let now = sum(after: today.adding(months: -6), through: today)
        let then = sum(after: today.adding(months: -18), through: today.adding(months: -12))
        guard then > 0 else { return nil }
        return (Double(now) / Double(then) - 1, 12)
    }

    /// Standard deviation over mean of the months of the last year that there were.
    func volatility(since first: Day) -> (value: Double, rows: Int)? {
        var sums: [Double] = []
        for month in 0..<12 {
            let start = today.adding(months: -month - 1)
            guard first <= start.adding(days: 1) else { break }
            sums.append(Double(sum(after: start, through: today.adding(months: -month))))
        }
        guard sums.count >= Self.monthsOfSpread else { return nil }
        let mean = sums.reduce(0, +) / Double(sums.count)
        guard mean > 0 else { return nil }
        let squares = sums.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return ((squares / Double(sums.count)).squareRoot() / mean, sums.count)
    }
}
