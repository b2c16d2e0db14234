/// Why a series cannot be forecast: for its values, its times or what was asked of it.
public enum ForecastRefusal: Error, Sendable, Equatable {
    case noValues
    case horizonOutOfRange
    case seasonOutOfRange
    case tooManyValues
    case valueTooLarge
    case duplicateTime(String)
    case mixedTimes(String)
    case irregularTime(String)
    /// No gap is that of half of the times, so that their step is anyone's guess.
    case unevenTimes
    case crowdedStep(time: String, frequency: String)
    /// A calendar's frequency for numbers, or numbered steps for dates.
    case unfitFrequency(String)
    /// Holidays for numbers.
    case unfitHolidays
    /// The horizon leaves the calendar, or what a number may be.
    case timeOutOfRange
    case prophet(ProphetRefusal)

    /// Follows the series' name.
    public var message: String {
        switch self {
        case .noValues: "has no values"
        case .horizonOutOfRange: "needs a horizon from 1 to \(Forecaster.longestHorizon) steps"
        case .seasonOutOfRange: "needs a season from 1 to \(Forecaster.longestSeason) steps"
        case .tooManyValues: "has more than \(Forecaster.mostValues) steps"
        case .valueTooLarge: "has a value beyond 1,000,000,000,000,000"
        case .duplicateTime(let time): "has two values for \(time); keep one, or their sum"
        case .mixedTimes(let time): "mixes dates and numbers in ds (\(time))"
        case .irregularTime(let time): "has a value between two steps at \(time)"
        case .unevenTimes:
            "has times that are not evenly spaced; name their step with --frequency, such as D"
        case .crowdedStep(let time, let frequency):
            "has a second value within one step at \(time) (\(frequency)); a finer --frequency "
                + "tells them apart"
        case .unfitFrequency(let frequency):
            "has numbers in ds, which have no calendar; \(frequency) steps need dates, so leave "
                + "--frequency out"
        case .unfitHolidays:
            "has numbers in ds, which have no calendar and so no holidays; leave --holidays out"
        case .timeOutOfRange:
            "reaches beyond the year 9999, or beyond numbers of 4,503,599,627,370,495, within "
                + "that horizon"
        case .prophet(let refusal): refusal.message
        }
    }
}
