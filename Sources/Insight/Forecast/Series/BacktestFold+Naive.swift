extension BacktestFold {
    /// The same origin as the plainest rival would have forecast it who knows his own misses: the
    /// last season once more, with what four of five steps from one season to the next stayed
    /// within before the origin, times the root of the seasons ahead, as walks go astray (R.
    /// Hyndman and G. Athanasopoulos, "Forecasting: principles and practice", 5.5).
    ///
    /// - Parameter known: the series, NaN where a value is missing; what comes after the origin
    ///   is not looked at.
    func naiveRival(known: [Double], season: Int) -> BacktestFold {
        let past = known.prefix(origin)
        let lag = past.count >= season ? max(season, 1) : 1
        let steps = zip(past.dropFirst(lag), past).map { ($0 - $1).magnitude }
            .filter { $0.isFinite }.sorted()
        let usual = steps.isEmpty ? 0 : steps[min(steps.count * 4 / 5, steps.count - 1)]
        let floor = past.contains { $0 < 0 } ? -Double.infinity : 0
        let halves = naive.indices.map { usual * Double($0 / lag + 1).squareRoot() }
        return BacktestFold(
            origin: origin, median: naive,
            lower: zip(naive, halves).map { max($0 - $1, floor) },
            upper: zip(naive, halves).map { $0 + $1 }, naive: naive, actual: actual)
    }
}
