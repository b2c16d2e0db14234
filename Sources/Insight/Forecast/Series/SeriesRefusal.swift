/// Why a series of a table cannot be forecast: for its values, its times or its season.
public enum SeriesRefusal: Error, Sendable, Equatable {
    case forecast(ForecastRefusal)
    case seasonOutOfRange
    /// No gap is that of half of the times, so that their step is anyone's guess.
    case unevenTimes
    case crowdedStep(time: String, frequency: String)
    /// A calendar's frequency for numbers, or numbered steps for dates.
    case unfitFrequency(String)
    /// The horizon leaves the calendar, or what a number may be.
    case timeOutOfRange

    /// Follows the series' name.
    public var message: String {
        switch self {
        case .forecast(let refusal): refusal.message
        case .seasonOutOfRange:
            "needs a season from 1 to \(NamedForecast.longestSeason) steps"
        case .unevenTimes:
            "has times that are not evenly spaced; name their step with --frequency, such as D"
        case .crowdedStep(let time, let frequency):
            "has a second value within one step at \(time) (\(frequency)); a finer --frequency "
                + "tells them apart"
        case .unfitFrequency(let frequency):
            "has numbers in ds, which have no calendar; \(frequency) steps need dates, so leave "
                + "--frequency out"
        case .timeOutOfRange:
            "reaches beyond the year 9999, or beyond numbers of 4,503,599,627,370,495, within "
                + "that horizon"
        }
    }
}
