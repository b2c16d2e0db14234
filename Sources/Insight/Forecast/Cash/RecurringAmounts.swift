import Ledger

/// What a rhythm's amounts say of the next ones: something agreed, which holds until it steps to
/// another amount; or sums that vary around one that stays. What moves from one to the next, as
/// sales do, is trade where it comes often, and trade's forecast knows its season and its trend.
struct RecurringAmounts {
    /// Each as likely as the others.
    private(set) var usual: [Int64] = []
    /// By month, what came instead in that month of each of the last two years.
    private(set) var yearly: [Int: Int64] = [:]

    /// Between the least and the largest of nine the next one lies eight times of ten.
    private static let remembered = 9
    /// What is any amount has changed since, and what drifts as well: the last tell what it is now.
    private static let rememberedAny = 6
    private static let rememberedDrifting = 4
    /// Amounts that are looked at where days are few and many.
    private static let recent = 8
    private static let mostLookedAt = 157

    /// Nil where they are trade.
    ///
    /// - Parameter isPaper: of papers the day alone makes no item.
    init?(_ events: [RecurringCash.Event], _ rhythm: CashRhythm, isPaper: Bool) {
        if let agreed = AgreedAmounts(events, rhythm) {
            usual = agreed.expected
            yearly = agreed.yearly
            return
        }
        let looked = rhythm.isFrequent ? Self.mostLookedAt : Self.recent
        let recent = events.suffix(looked).map { $0.amount }
        let middle = recent.middle
        let near = recent.filter { abs($0 - middle) <= middle / 5 }
        let isSteady = near.count * 10 >= recent.count * 7
        let all = events.suffix(Self.mostLookedAt).map { $0.amount }
        let drifts = Self.drifts(all, rhythm)
        let isSeen = recent.count >= rhythm.leastVarying
        guard rhythm.isFrequent ? isSteady && isSeen && !drifts : isSteady || !isPaper && isSeen
        else { return nil }
        let remembered = isSteady ? Self.remembered : Self.rememberedAny
        let last = Array(all.suffix(drifts ? Self.rememberedDrifting : remembered))
        // A single double or half one among steady ones is an odd payment.
        let usual = last.filter { abs($0 - middle) <= middle / 2 }
        let isOdd = isSteady && !rhythm.isFrequent && usual.count + 1 == last.count
        self.usual = isOdd ? usual : last
    }

    /// Whether one is more like the one before, or a year before, than chance has it: a trend, a
    /// season or a walk. Single large ones count as twice the middle.
    private static func drifts(_ amounts: [Int64], _ rhythm: CashRhythm) -> Bool {
        let middle = Double(max(amounts.middle, 1))
        let values = amounts.map { min(max(Double($0) / middle, 0.5), 2) }
        let mean = values.reduce(0, +) / Double(max(values.count, 1))
        let away = values.map { $0 - mean }
        let all = away.reduce(0) { $0 + $1 * $1 }
        guard all > 1e-9, values.count >= 4 else { return false }
        /// In deviations of what chance would have.
        func likeness(_ lag: Int) -> Double {
            let pairs = away.count - lag
            guard pairs >= max(lag / 2, 3) else { return 0 }
            let sum = zip(away, away.dropFirst(lag)).reduce(0) { $0 + $1.0 * $1.1 }
            return sum / all * Double(away.count) / Double(pairs).squareRoot()
        }
        guard likeness(1) <= oneInTwenty else { return true }
        guard rhythm.isFrequent else { return false }
        let year = rhythm == .weekly ? 52 : 26
        return (year - 1...year + 1).contains { likeness($0) > oneInSixty }
    }

    /// Of a normal distribution: by one lag, and by the three around a year together.
    private static let oneInTwenty = 1.645
    private static let oneInSixty = 2.128
}

extension Array where Element == Int64 {
    /// The upper of the two where there are two; 0 of none.
    var middle: Int64 { isEmpty ? 0 : sorted()[count / 2] }
}
