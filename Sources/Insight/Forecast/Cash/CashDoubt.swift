import Ledger

/// What papers, items and trade do not doubt and the books' own past does: half of the 80 % band
/// that such forecasts missed by at earlier dates beyond what they told, for each week ahead.
enum CashDoubt {
    /// Dates that are tried.
    private static let mostDates = 10
    /// The mean absolute miss of a normal distribution times this is its 80 % quantile of absolute
    /// misses.
    private static let eightInTen = 1.606
    /// Weeks on both sides that tell of a week too, for dates are few.
    private static let reach = 2
    /// A number of minor units that three times over still is one.
    private static let mostHalf = 9e17

    /// Half widths in minor units, one a week; none where no date can be tried.
    ///
    /// - Parameters:
    ///   - books: what is known on `date`.
    ///   - whole: the last day whose balance is.
    ///   - now: what a forecast of `date` tells by itself.
    static func halves(
        _ past: inout CashPast, of books: CashPast.Seen, on date: Day, until whole: Day,
        now: [CashPast.Band]
    ) -> [Int64] {
        let known = books.history
        let balances = BalanceLine(known)
        let earned = BalanceLine(known.withoutCapital(on: date, weeks: now.count))
        let size = size(of: known, on: date)
        var seen = [Seen](repeating: Seen(), count: now.count)
        for turn in 1...mostDates {
            let origin = date.adding(days: -CashPast.step * turn)
            guard let bands = past.bands(of: books, on: origin) else { break }
            let growth = Self.growth(from: Self.size(of: known, on: origin), to: size)
            for (week, band) in bands.enumerated() {
                let end = origin.adding(days: 7 * (week + 1))
                guard end <= whole else { break }
                let told = Double(band.p50) - Double(balances[origin])
                let miss = Double(earned[end]) - Double(earned[origin]) - told
                seen[week].missed += growth * eightInTen * miss.magnitude
                seen[week].told += growth * band.half
                seen[week].dates += 1
            }
        }
        guard seen.contains(where: { $0.dates > 0 }) else { return [] }
        return now.indices.map { half(of: $0, seen, now: now[$0].half) }
    }

    /// Where no date was as far ahead, the furthest weeks tell of it, as a walk goes on.
    ///
    /// - Parameter now: what is told now counts as one more date, at which it was right. Dates that
    ///   lie closer than the weeks that they tell of saw the same money, and this one saw none of
    ///   it: it counts as many as share theirs. Else the luck of few would widen the band wherever
    ///   it was bad, and never narrow it where it was good.
    static func half(of week: Int, _ seen: [Seen], now: Double) -> Int64 {
        let alike = max(Double(7 * (week + 1)) / Double(CashPast.step), 1)
        var sum = Seen(missed: alike * now, told: alike * now, dates: alike)
        let last = seen.lastIndex { $0.dates > 0 } ?? 0
        let near = max(min(week, last) - reach, 0)...min(week + reach, last)
        for other in near where seen[other].dates > 0 {
            // A week's misses by the one asked for, as a walk goes astray.
            let times = (Double(week + 1) / Double(other + 1)).squareRoot() / Double(near.count)
            sum.missed += times * seen[other].missed
            sum.told += times * seen[other].told
            sum.dates += seen[other].dates / Double(near.count)
        }
        let (missed, told) = (sum.missed / sum.dates, sum.told / sum.dates)
        let beyond = max(missed * missed - told * told, 0).squareRoot()
        return Int64(min(beyond, mostHalf).rounded())
    }

    /// One week ahead over all dates: half widths of what was missed and of what was told.
    struct Seen {
        var missed = 0.0
        var told = 0.0
        var dates = 0.0
    }

    /// The mean of what moved on a day, of the half year before it or what there is of that,
    /// without what owners and lenders brought.
    private static func size(of history: CashHistory, on day: Day) -> Double {
        let since = max(day.adding(days: -182), history.firstEarned ?? day)
        let sum = history.lasting.reduce(0.0) { sum, movement in
            since < movement.day && movement.day <= day
                ? sum + Double(movement.amount.magnitude) - Double(movement.heldCapital) : sum
        }
        return sum / Double(max(since.days(to: day), 1))
    }

    /// Twofold growth and a half are believed; beyond that the business is another one.
    private static func growth(from past: Double, to now: Double) -> Double {
        past > 0 ? min(max(now / past, 0.5), 2) : 1
    }
}
