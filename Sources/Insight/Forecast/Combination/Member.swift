/// One method of a combination: how the season is taken away, on which scale it works, and what
/// continues the series.
public struct Member: Sendable, Hashable {
    public enum Method: Sendable, Hashable {
        case naive
        /// The last season once more.
        case seasonalNaive
        /// The mean of the last seasons at the same place.
        case seasonalMean
        case theta(ThetaModel.Form)
        case autoregression
        /// The exponential smoothing family, its form chosen by the corrected criterion.
        case smoothing
        case damped
        case complexSmoothing
        /// Sizes and gaps of rare events smoothed apart.
        case intermittent(IntermittentModel.Form)
    }

    public enum Season: Sendable, Hashable {
        /// Taken for absent.
        case absent
        /// The method knows the season itself.
        case kept
        case indices
        case waves
    }

    public enum Scale: Sendable, Hashable { case plain, root }

    public var method: Method
    public var season: Season
    public var scale: Scale

    public init(_ method: Method, _ season: Season = .indices, _ scale: Scale = .plain) {
        self.method = method
        self.season = season
        self.scale = scale
    }

    /// What a person may read: `dynamic optimised theta on square roots`.
    public var name: String {
        var name =
            switch method {
            case .naive: "naive"
            case .seasonalNaive: "seasonal naive"
            case .seasonalMean: "seasonal mean"
            case .theta(.standard): "theta"
            case .theta(.optimised): "optimised theta"
            case .theta(.dynamic): "dynamic theta"
            case .theta(.dynamicOptimised): "dynamic optimised theta"
            case .autoregression: "autoregression"
            case .smoothing: "exponential smoothing"
            case .damped: "damped trend"
            case .complexSmoothing: "complex smoothing"
            case .intermittent(.croston): "Croston (corrected)"
            case .intermittent(.decaying): "Teunter-Syntetos-Babai"
            }
        if season == .waves { name += " beside waves" }
        if season == .absent, isSeasonal { name += " without season" }
        return scale == .root ? name + " on square roots" : name
    }

    private var isSeasonal: Bool {
        switch method {
        case .naive, .seasonalNaive, .seasonalMean, .intermittent: false
        default: true
        }
    }

    /// Continues a series without gaps. `form` is the smoothing form to use; where it is nil the
    /// best is chosen and left there for the next call.
    func forecast(
        _ values: [Double], horizon: Int, view: SeriesView, form: inout SmoothingForm?
    ) -> [Double] {
        switch method {
        case .seasonalNaive: return view.seasonalNaive(values, horizon: horizon)
        case .seasonalMean: return view.seasonalMean(values, horizon: horizon)
        case .intermittent(let kind):
            let rate = IntermittentModel(values, form: kind).rate
            return [Double](repeating: rate, count: horizon)
        default: break
        }
        let isRoot = scale == .root && view.isPositive
        switch season {
        case .kept:
            return continued(values, horizon, view, season: view.season, &form)
        case .absent:
            let scaled = isRoot ? values.map { $0.squareRoot() } : values
            let path = continued(scaled, horizon, view, season: 1, &form)
            return isRoot ? path.map(Self.squared) : path
        case .indices:
            let adjusted = view.adjustment.removed(from: values)
            let scaled = isRoot ? adjusted.map { max($0, 0).squareRoot() } : adjusted
            var path = continued(scaled, horizon, view, season: 1, &form)
            if isRoot { path = path.map(Self.squared) }
            return view.adjustment.restored(to: path, from: values.count)
        case .waves:
            let scaled = isRoot ? values.map { $0.squareRoot() } : values
            let waves = view.harmonics(of: scaled, isRoot: isRoot)
            let rest = scaled.enumerated().map { $1 - waves.value(at: $0) }
            let path = continued(rest, horizon, view, season: 1, &form)
            return path.enumerated().map { step, value in
                let sum = value + waves.value(at: values.count + step)
                return isRoot ? Self.squared(sum) : sum
            }
        }
    }

    private static func squared(_ value: Double) -> Double { max(value, 0) * max(value, 0) }

    private func continued(
        _ values: [Double], _ horizon: Int, _ view: SeriesView, season: Int,
        _ form: inout SmoothingForm?
    ) -> [Double] {
        let flat = [Double](repeating: values.last ?? 0, count: horizon)
        switch method {
        case .theta(let form):
            return ThetaModel(values, form: form).forecast(values, horizon: horizon)
        case .autoregression:
            let order = max(5, view.season + 2)
            return AutoregressiveModel(values, differences: 1, highestOrder: order)?
                .forecast(values, horizon: horizon) ?? flat
        case .smoothing:
            if let known = form {
                let model = SmoothingModel(values, season: season, form: known)
                if let model { return model.forecast(values, horizon: horizon) }
            }
            let model = SmoothingModel.best(values, season: season)
            form = model?.form
            return model?.forecast(values, horizon: horizon) ?? flat
        case .damped:
            return SmoothingModel(values, form: SmoothingForm(.additive, .damped))?
                .forecast(values, horizon: horizon) ?? flat
        case .complexSmoothing:
            return ComplexSmoothing(values)?.forecast(values, horizon: horizon) ?? flat
        case .naive, .seasonalNaive, .seasonalMean, .intermittent: return flat
        }
    }
}
