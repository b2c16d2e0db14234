/// How large a series is, so that misses of its past speak for today: what lies always above zero
/// goes astray in proportion to its size, everything else by the same amounts at any time.
struct SeriesSize {
    /// The mean absolute step without the season, at today's size: what to expect of one step
    /// where no past origin says more.
    let unrest: Double
    private let steps: Int
    private let today: Double
    private let isPositive: Bool

    /// Beyond this a series has become another one, of which its past says nothing.
    private static let mostGrowth = 4.0

    init(_ values: [Double], season: Int) {
        steps = max(season, 4)
        isPositive = values.allSatisfy { $0 > 0 }
        let (isPositive, today) = (isPositive, Self.mean(of: values, last: steps))
        self.today = today
        let rest = SeasonalAdjustment(values, season: season).removed(from: values)
        let moves = zip(rest.dropFirst(), rest).map { later, earlier in
            let move = (later - earlier).magnitude
            return isPositive ? move * Self.ratio(today, (later + earlier) / 2) : move
        }
        unrest = moves.reduce(0, +) / Double(max(moves.count, 1))
    }

    /// The factor from an earlier end of the series to now.
    func growth(since known: [Double]) -> Double {
        isPositive ? Self.ratio(today, Self.mean(of: known, last: steps)) : 1
    }

    private static func ratio(_ today: Double, _ then: Double) -> Double {
        then > 0 ? min(max(today / then, 1 / mostGrowth), mostGrowth) : mostGrowth
    }

    private static func mean(of values: [Double], last count: Int) -> Double {
        let part = values.suffix(count)
        return part.reduce(0) { $0 + $1.magnitude } / Double(max(part.count, 1))
    }
}
