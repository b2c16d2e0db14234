/// Seasonal indices of a series by classical decomposition (moving averages of one season's
/// length; see R. Hyndman and G. Athanasopoulos, "Forecasting: principles and practice", 3.4).
public struct SeasonalAdjustment: Sendable, Equatable {
    public enum Form: Sendable { case none, additive, multiplicative }

    public let form: Form
    /// One index for each season's step, the first belonging to the series' first value:
    /// added (they sum to 0), or multiplied (their mean is 1).
    public let indices: [Double]

    public static let none = SeasonalAdjustment(form: .none, indices: [0])

    /// Adjusts by a season that the values show (`isSeasonal`); otherwise by none.
    public init(_ values: [Double], season: Int) {
        guard Self.isSeasonal(values, season: season) else {
            self = .none
            return
        }
        self.init(suited: values, known: nil, season: season)
    }

    /// Multiplied where all values and indices allow it, otherwise added.
    ///
    /// - Parameters:
    ///   - values: without gaps.
    ///   - known: which of them were not made up; nil for all. Indices are told by these alone.
    init(suited values: [Double], known: [Bool]?, season: Int) {
        let isPositive = values.allSatisfy { $0 > 0 }
        self.init(
            values, known: known, season: season, form: isPositive ? .multiplicative : .additive)
        if form == .multiplicative, indices.contains(where: { $0 < 0.01 }) {
            self.init(values, known: known, season: season, form: .additive)
        }
    }

    /// Needs two whole seasons of values.
    public init(_ values: [Double], season: Int, form: Form) {
        self.init(values, known: nil, season: season, form: form)
    }

    private init(_ values: [Double], known: [Bool]?, season: Int, form: Form) {
        guard form != .none, season > 1, values.count / 2 >= season else {
            self = .none
            return
        }
        let trend = Self.movingAverage(values, season: season)
        var sums = [Double](repeating: 0, count: season)
        var counts = sums
        func add(_ isAsked: (Int) -> Bool) {
            for index in values.indices where !trend[index].isNaN && isAsked(index) {
                let share =
                    form == .additive
                    ? values[index] - trend[index] : values[index] / trend[index]
                guard share.isFinite else { continue }
                sums[index % season] += share
                counts[index % season] += 1
            }
        }
        add { known?[$0] ?? true }
        if known != nil {
            // A place that is nowhere known has what was made up for it.
            let unseen = counts.map { $0 == 0 }
            add { unseen[$0 % season] }
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

    /// Whether the autocorrelation at one season's lag is beyond 1.645 standard errors, as the
    /// Theta method asks (V. Assimakopoulos and K. Nikolopoulos, 2000). That error grows with the
    /// autocorrelation at all shorter lags, so that it hides a season made of a shorter one that
    /// comes again, and one beside a strong trend: what explains nearly all is a season too.
    ///
    /// - Parameter values: NaN where one is missing.
    static func isSeasonal(_ values: [Double], season: Int) -> Bool {
        guard season > 1, values.count / 2 >= season else { return false }
        let lags = Autocorrelation.values(values, upTo: season)
        guard lags.count > season else { return false }
        let squares = lags[1..<season].reduce(0) { $0 + $1 * $1 }
        let count = Double(values.count { !$0.isNaN })
        let error = ((1 + 2 * squares) / count).squareRoot()
        return lags[season].magnitude > 1.645 * error
            || strength(of: values, season: season) > leastStrength
    }

    private static let leastStrength = 0.97

    /// The share of the variance around the trend that the season explains (X. Wang, K. Smith and
    /// R. Hyndman, 2006), each variance over its degrees of freedom, so that of what has no season
    /// it is 0 on the average; 0 where fewer than three seasons, or two of known values, tell.
    ///
    /// - Parameters:
    ///   - values: NaN where one is missing.
    ///   - filled: the same without gaps, by which the trend is told; nil for none, whose trend is
    ///     not known near gaps.
    static func strength(
        of values: [Double], around filled: [Double]? = nil, season: Int
    ) -> Double {
        guard season > 1, values.count / 3 >= season else { return 0 }
        let filled = filled ?? values
        let known = values.map { !$0.isNaN }
        let own = SeasonalAdjustment(filled, known: known, season: season, form: .additive)
        let trend = movingAverage(filled, season: season)
        let away = values.indices.filter { known[$0] && !trend[$0].isNaN }
            .map { (whole: values[$0] - trend[$0], index: own.indices[$0 % season]) }
        let count = Double(away.count)
        guard away.count >= 2 * season else { return 0 }
        let mean = away.reduce(0) { $0 + $1.whole } / count
        let whole = away.reduce(0) { $0 + ($1.whole - mean) * ($1.whole - mean) } / (count - 1)
        let rest = away.reduce(0) { $0 + ($1.whole - $1.index) * ($1.whole - $1.index) }
            / (count - Double(season))
        return whole > 0 ? 1 - rest / whole : 0
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
