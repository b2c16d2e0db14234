/// A series that never changed, or whose last season is that before it and that before that, to
/// the last digit: what comes is known as exactly.
struct RepeatedSeason {
    /// One season, 1 step for what never changed.
    private let cycle: [Double]
    private let count: Int

    private static let origins = 3
    /// Seasons that must have been the same: two may be by chance, where most steps are zero.
    private static let fewest = 3

    /// Nil where some value differs from the one a season before.
    init?(_ values: [Double], season: Int) {
        guard !values.isEmpty else { return nil }
        if values.allSatisfy({ $0 == values[0] }) {
            cycle = [values[0]]
        } else {
            guard season > 1, values.count >= Self.fewest * season,
                zip(values.dropFirst(season), values).allSatisfy({ $0 == $1 })
            else { return nil }
            cycle = Array(values.prefix(season))
        }
        count = values.count
    }

    func forecast(horizon: Int) -> SeriesForecast {
        let path = values(from: count, horizon: horizon)
        let level = cycle.reduce(0) { $0 + $1 / Double(cycle.count) }
        let member = Member(cycle.count > 1 ? .seasonalNaive : .naive, .absent)
        return SeriesForecast(
            lower: path, median: path, upper: path,
            shares: [.init(name: member.name, weight: 1)],
            seasonal: cycle.count > 1 ? path.map { $0 - level } : path.map { _ in 0 },
            backtest: folds(horizon: horizon))
    }

    /// Each origin has as many values before it as say that the season repeats.
    private func folds(horizon: Int) -> [BacktestFold] {
        let places = OriginPlaces(
            in: count, horizon: horizon, folds: Self.origins,
            least: max(Self.fewest * cycle.count, count / 3))
        return places.counts.map { origin in
            let path = values(from: origin, horizon: places.reach)
            return BacktestFold(
                origin: origin, median: path, lower: path, upper: path, naive: path, actual: path)
        }
    }

    private func values(from start: Int, horizon: Int) -> [Double] {
        (start..<start + horizon).map { cycle[$0 % cycle.count] }
    }
}
