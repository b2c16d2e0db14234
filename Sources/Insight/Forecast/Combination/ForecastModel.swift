/// The models that can be asked for by name.
public enum ForecastModel: String, Sendable, CaseIterable {
    case auto, prophet, ets, theta, dot, ar, damped, ces, naive, croston, tsb
    case arNet = "ar-net"
    case seasonalNaive = "seasonal-naive"
    case seasonalMean = "seasonal-mean"

    /// By its name, hyphens or none: `ar-net` is `arnet` too.
    public init?(named name: String) {
        let plain = Self.plain(name)
        guard let model = Self.allCases.first(where: { Self.plain($0.rawValue) == plain })
        else { return nil }
        self = model
    }

    private static func plain(_ name: String) -> [UInt8] {
        name.utf8.filter { $0 != UInt8(ascii: "-") }
    }

    /// The one member that the model is; nil for the combination.
    var member: Member? {
        switch self {
        case .auto, .prophet: nil
        case .ets: Member(.smoothing, .kept)
        case .theta: Member(.theta(.standard))
        case .dot: Member(.theta(.dynamicOptimised))
        case .ar: Member(.autoregression)
        case .arNet: Member(.network, .waves)
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
