/// Why a series cannot be forecast.
public enum ForecastRefusal: Error, Sendable, Equatable {
    case noValues
    case horizonOutOfRange
    case tooManyValues
    case valueTooLarge
    case duplicateTime(String)
    case mixedTimes(String)
    case irregularTime(String)
    case prophet(ProphetRefusal)

    /// Follows the series' name.
    public var message: String {
        switch self {
        case .noValues: "has no values"
        case .horizonOutOfRange: "needs a horizon from 1 to \(Forecaster.longestHorizon) steps"
        case .tooManyValues: "has more than \(Forecaster.mostValues) steps"
        case .valueTooLarge: "has a value beyond 1,000,000,000,000,000"
        case .duplicateTime(let time): "has two values for \(time); keep one, or their sum"
        case .mixedTimes(let time): "mixes dates and numbers in ds (\(time))"
        case .irregularTime(let time): "has a value between two steps at \(time)"
        case .prophet(let refusal): refusal.message
        }
    }
}
