import Ledger

/// How such forecasts did on these books' own past: at earlier dates the same forecast from what
/// was known then, held against the balances that came, beside the better of two plain guesses.
public struct CashBacktest: Sendable, Equatable {
    /// One earlier date, and the end of its forecast.
    public struct Trial: Sendable, Equatable {
        public var asOf: Day
        public var end: Day
        public var p10: Int64
        public var p50: Int64
        public var p90: Int64
        public var actual: Int64
    }

    /// What a forecast must beat.
    public enum Guess: String, Sendable, CaseIterable {
        /// The balance stays where it is.
        case unchanged
        /// It moves as it did in the same weeks a year before.
        case lastYear = "last_year"
    }

    public var trials: [Trial]
    /// Weeks of all trials together, each held against its balance.
    public var weeks: Int
    /// The share of the balances, in millionths, within p10 to p90.
    public var coverage: Int64
    /// Mean pinball loss of p10, p50 and p90, in minor units.
    public var loss: Int64
    public var guess: Guess
    /// The same loss of the better guess, with intervals from its own misses before.
    public var guessLoss: Int64

    public var guessWins: Bool { guessLoss < loss }

    private static let mostTrials = 8

    /// Nil where the books are too young to try.
    ///
    /// - Parameter days: as they are counted where the books are kept.
    public init?(
        _ history: CashHistory, asOf: Day, weeks count: Int,
        days: CashDays = .utc
    ) {
        let balances = BalanceLine(history)
        trials = []
        var (inside, all) = (Int64(0), 0)
        var losses = PinballSum()
        var plain = Guess.allCases.map { _ in PinballSum() }
        var past = CashPast(weeks: count, days: days)
        for turn in 0..<Self.mostTrials {
            let date = asOf.adding(days: -7 * count - CashPast.step * turn)
            guard let known = past.known(history, on: date), let first = known.movements.first?.day
            else { break }
            let forecast = CashForecast(
                CashBasis(known, asOf: date, weeks: count, past: &past))
            let then = BalanceLine(known)
            let guesses = Guess.allCases.map {
                BalanceGuess($0, then, first: first, on: date, weeks: count)
            }
            for (index, week) in forecast.weeks.enumerated() {
                let actual = balances[week.end]
                if week.p10...max(week.p10, week.p90) ~= actual { inside += 1 }
                all += 1
                losses.add([week.p10, week.p50, week.p90], actual)
                for place in plain.indices { plain[place].add(guesses[place].band(index), actual) }
            }
            if let last = forecast.weeks.last {
                trials.append(
                    Trial(
                        asOf: date, end: last.end, p10: last.p10, p50: last.p50, p90: last.p90,
                        actual: balances[last.end]))
            }
        }
        guard all > 0 else { return nil }
        self.weeks = all
        coverage = inside * LatenessCurve.whole / Int64(all)
        loss = losses.mean
        let best = plain.indices.min { plain[$0].mean < plain[$1].mean } ?? 0
        guess = Guess.allCases[best]
        guessLoss = plain[best].mean
    }
}

/// A plain guess of the coming balances.
private struct BalanceGuess {
    private var bands: [[Int64]] = []

    init(
        _ guess: CashBacktest.Guess, _ balances: BalanceLine, first: Day, on date: Day,
        weeks: Int
    ) {
        let past = (0..<26).map { date.adding(days: -7 * $0) }
        for ahead in 1...weeks {
            let middle = Self.value(guess, balances, first, date, ahead)
            let misses = past.compactMap { origin -> Int64? in
                let end = origin.adding(days: 7 * ahead)
                guard end <= date, origin > first else { return nil }
                return balances[end] - Self.value(guess, balances, first, origin, ahead)
            }.sorted()
            guard misses.count >= 5 else {
                bands.append([middle, middle, middle])
                continue
            }
            bands.append([
                middle + min(misses[misses.count / 10], 0), middle,
                middle + max(misses[misses.count * 9 / 10], 0),
            ])
        }
    }

    func band(_ week: Int) -> [Int64] { bands[week] }

    private static func value(
        _ guess: CashBacktest.Guess, _ balances: BalanceLine, _ first: Day, _ date: Day,
        _ ahead: Int
    ) -> Int64 {
        let now = balances[date]
        let before = date.adding(days: -364)
        guard guess == .lastYear, before >= first else { return now }
        return now + balances[before.adding(days: 7 * ahead)] - balances[before]
    }
}

private struct PinballSum {
    private var total: Int128 = 0
    private var count: Int128 = 0

    /// Tenths of the quantiles' chances, so that all stays whole.
    mutating func add(_ band: [Int64], _ actual: Int64) {
        for (quantile, tenths) in zip(band, [Int128(1), 5, 9]) {
            let miss = Int128(actual) - Int128(quantile)
            total += miss >= 0 ? miss * tenths : -miss * (10 - tenths)
            count += 10
        }
    }

    var mean: Int64 {
        count == 0 ? 0 : Int64(clamping: Rounding.halfUp.quotient(total, dividedBy: count))
    }
}
