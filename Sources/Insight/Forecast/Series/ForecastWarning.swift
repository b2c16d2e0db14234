/// What is forecast as it was asked, though it was probably not meant so.
public enum ForecastWarning: String, Sendable, CaseIterable {
    /// The capacity of a logistic trend lies so far above all values that it bounds nothing.
    case capacityFarAbove = "capacity_far_above"
    /// It lies below a value that the series has had.
    case capacityBelowValues = "capacity_below_values"

    public var message: String {
        switch self {
        case .capacityFarAbove:
            "has a capacity of more than \(Int(Self.farAbove)) times its largest value, which "
                + "bounds nothing: its logistic trend grows or falls by a constant share"
        case .capacityBelowValues:
            "has values above its capacity, which a logistic trend never reaches"
        }
    }

    /// Times the largest value; Prophet's own descent begins at a hundredth of the capacity.
    private static let farAbove = 1 / ProphetParameters.leastShare

    /// - Parameter values: NaN where there is none.
    static func all(of settings: ProphetSettings, for values: [Double]) -> [ForecastWarning] {
        guard settings.growth == .logistic, let capacity = settings.capacity,
            let most = values.filter({ $0.isFinite }).max()
        else { return [] }
        if most > capacity { return [.capacityBelowValues] }
        let (room, used) = (capacity - settings.floor, most - settings.floor)
        return used > 0 && room > farAbove * used ? [.capacityFarAbove] : []
    }
}
