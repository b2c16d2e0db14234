/// Seasonal indices of a series by classical decomposition (moving averages of one season's
/// length; see R. Hyndman and G. Athanasopoulos, "Forecasting: principles and practice", 3.4).
public struct SeasonalAdjustment: Sendable, Equatable {
    public enum Form: Sendable { case none, additive, multiplicative }

    public let form: Form
    /// One index for each season's step, the first belonging to the series' first value:
    /// added (they sum to 0), or multiplied (their mean is 1).
    public let indices: [Double]

    public static let none = SeasonalAdjustment(form: .none, indices: [0])

    /// Adjusts by a season that the autocorrelation shows at the 90 % level, as the Theta method
    /// does (V. Assimakopoulos and K. Nikolopoulos, 2000); otherwise by none.
    public init(_ values: [Double], season: Int) {
        guard Self.isSeasonal(values, season: season) else {
            self = .none
            return
        }
        let isPositive = values.allSatisfy { $0 > 0 }
        self.init(values, season: season, form: isPositive ? .multiplicative : .additive)
        if form == .multiplicative, indices.contains(where: { $0 < 0.01 }) {
            self.init(values, season: season, form: .additive)
        }
    }

    /// Needs two whole seasons of values.
    public init(_ values: [Double], season: Int, form: Form) {
        guard form != .none, season > 1, values.count / 2 >= season else {
            self = .none
            return
        }
        let trend = Self.movingAverage(values, season: season)
        var sums = [Double](repeating: 0, count: season)
        var counts = sums
        for index in values.indices where !trend[index].isNaN {
            let share =
                form == .additive
                ? values[index] - trend[index] : values[index] / trend[index]
            guard share.isFinite else { continue }
            sums[index % season] += share
            counts[index % season] += 1
        }
        for index in 0..<season { sums[index] /= max(counts[index], 1) }
        let mean = sums.reduce(0, +) / Double(season)
        let scale = mean == 0 ? 1 : mean
        self.form = form
        indices = sums.map { form == .additive ? $0 - mean : $0 / scale }
    }

    public init(form: Form, indices: [Double]) {
        self.form = form
        self.indices = indices
    }

    /// The indices as a series sees them that begins so many steps later.
    func rotated(by steps: Int) -> [Double] {
        indices.indices.map { indices[($0 + steps) % indices.count] }
    }

    /// The series without its season.
    public func removed(from values: [Double]) -> [Double] {
        switch form {
        case .none: values
        case .additive: values.enumerated().map { $1 - indices[$0 % indices.count] }
        case .multiplicative: values.enumerated().map { $1 / indices[$0 % indices.count] }
        }
    }

    /// Puts the season back on values that begin `start` steps after the series' first.
    public func restored(to values: [Double], from start: Int) -> [Double] {
        switch form {
        case .none: values
        case .additive: values.enumerated().map { $1 + indices[(start + $0) % indices.count] }
        case .multiplicative: values.enumerated().map { $1 * indices[(start + $0) % indices.count] }
        }
    }

    /// Whether the autocorrelation at one season's lag is beyond 1.645 standard errors.
    static func isSeasonal(_ values: [Double], season: Int, threshold: Double = 1.645) -> Bool {
        guard season > 1, values.count / 2 >= season else { return false }
        let lags = Autocorrelation.values(values, upTo: season)
        guard lags.count > season else { return false }
        let squares = lags[1..<season].reduce(0) { $0 + $1 * $1 }
        let error = ((1 + 2 * squares) / Double(values.count)).squareRoot()
        return lags[season].magnitude > threshold * error
    }

    /// Centred; NaN where the window does not fit.
    static func movingAverage(_ values: [Double], season: Int) -> [Double] {
        var average = [Double](repeating: .nan, count: values.count)
        let half = season / 2
        guard values.count > 2 * half else { return average }
        for centre in half..<(values.count - half) {
            var sum = 0.0
            for index in (centre - half)...(centre + half) { sum += values[index] }
            if season.isMultiple(of: 2) {
                sum -= (values[centre - half] + values[centre + half]) / 2
            }
            average[centre] = sum / Double(season)
        }
        return average
    }
}
