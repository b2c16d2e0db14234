/// The places of a season at which nothing ever happens, as on the days on which a market is
/// closed, of a series that is zero on many steps for that reason alone. It is no series of rare
/// events: what comes between the closed places comes as regularly as anything.
struct ClosedPlaces: Equatable {
    /// By the place of a step, counted from the first value.
    private let isClosed: [Bool]

    private static let leastSeasons = 4
    /// Closed is a place at which at most one step in twenty, and none of the last two, had a
    /// value.
    private static let stray = 20
    /// Of ten steps at open places at most so many are zero.
    private static let mostZeros = 4
    /// The same where fewer seasons tell: three zeros at one place may be chance otherwise.
    private static let mostZerosEarly = 2

    /// Nil where the season does not say when nothing happens.
    /// - Parameter isWeekOfDays: whether the season is a week of parts of days, of which three
    ///   tell as well where hardly an open step is empty.
    init?(_ values: [Double], season: Int, isWeekOfDays: Bool = false) {
        let seasons = isWeekOfDays ? WeekOfDays.fewestWeeks : Self.leastSeasons
        guard season > 1, values.count >= seasons * season, values.allSatisfy({ $0 >= 0 })
        else { return nil }
        isClosed = (0..<season).map { place in
            let seen = stride(from: place, to: values.count, by: season).map { values[$0] }
            return seen.suffix(2).allSatisfy { $0 == 0 }
                && seen.count { $0 > 0 } * Self.stray <= seen.count
        }
        let places = isClosed
        let open = values.indices.lazy.filter { !places[$0 % season] }.map { values[$0] }
        let most = values.count < Self.leastSeasons * season
            ? Self.mostZerosEarly : Self.mostZeros
        guard places.contains(true), !open.isEmpty,
            open.count(where: { $0 == 0 }) * 10 <= open.count * most
        else { return nil }
    }

    func isClosed(_ step: Int) -> Bool { isClosed[step % isClosed.count] }

    /// The same with nothing, for certain, at the closed places; the doubt, which was measured as
    /// the mean over all steps, belongs to the open ones alone.
    /// - Parameter count: steps of the past, after which the forecast begins.
    func emptied(_ forecast: SeriesForecast, after count: Int) -> SeriesForecast {
        var forecast = forecast
        let share = Double(isClosed.count { !$0 }) / Double(isClosed.count)
        for step in forecast.median.indices {
            let middle = forecast.median[step]
            if isClosed(count + step) {
                forecast.lower[step] = 0
                forecast.median[step] = 0
                forecast.upper[step] = 0
                forecast.seasonal[step] = 0
            } else {
                forecast.lower[step] = max(0, middle - (middle - forecast.lower[step]) / share)
                forecast.upper[step] = middle + (forecast.upper[step] - middle) / share
            }
        }
        return forecast
    }
}
