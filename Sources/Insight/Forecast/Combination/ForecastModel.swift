/// The models that can be asked for by name.
public enum ForecastModel: String, Sendable, CaseIterable {
    case auto, prophet, ets, theta, dot, ar, damped, ces, naive, croston, tsb
    case seasonalNaive = "seasonal-naive"
    case seasonalMean = "seasonal-mean"

    /// The one member that the model is; nil for the combination.
    var member: Member? {
        switch self {
        case .auto, .prophet: nil
        case .ets: Member(.smoothing, .kept)
        case .theta: Member(.theta(.standard))
        case .dot: Member(.theta(.dynamicOptimised))
        case .ar: Member(.autoregression)
        case .damped: Member(.damped)
        case .ces: Member(.complexSmoothing)
        case .naive: Member(.naive, .absent)
        case .croston: Member(.intermittent(.croston))
        case .tsb: Member(.intermittent(.decaying))
        case .seasonalNaive: Member(.seasonalNaive)
        case .seasonalMean: Member(.seasonalMean)
        }
    }
}
