/// One method of a combination: how the season is taken away, on which scale it works, and what
/// continues the series.
public struct Member: Sendable, Hashable {
    public enum Method: Sendable, Hashable {
        case naive
        /// The last season once more.
        case seasonalNaive
        /// The mean of the last seasons at the same place.
        case seasonalMean
        /// The value that as many lie above as below.
        case median
        case theta(ThetaModel.Form)
        case autoregression
        /// An autoregression with a hidden layer.
        case network
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
        /// Waves that a few large values hardly move.
        case robustWaves
    }

    public enum Scale: Sendable, Hashable {
        case plain, root, logarithm
        /// Logarithms where a season swings the wider the higher the level, otherwise roots.
        case suited
    }

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
            case .median: "median"
            case .theta(.standard): "theta"
            case .theta(.optimised): "optimised theta"
            case .theta(.dynamic): "dynamic theta"
            case .theta(.dynamicOptimised): "dynamic optimised theta"
            case .autoregression: "autoregression"
            case .network: "autoregressive network"
            case .smoothing: "exponential smoothing"
            case .damped: "damped trend"
            case .complexSmoothing: "complex smoothing"
            case .intermittent(.croston): "Croston (corrected)"
            case .intermittent(.decaying): "Teunter-Syntetos-Babai"
            }
        if season == .waves { name += " beside waves" }
        if season == .robustWaves { name += " beside robust waves" }
        if season == .absent, isSeasonal { name += " without season" }
        switch scale {
        case .plain: return name
        case .root: return name + " on square roots"
        case .logarithm: return name + " on logarithms"
        case .suited: return name + " on its own scale"
        }
    }

    private var isSeasonal: Bool {
        switch method {
        case .naive, .seasonalNaive, .seasonalMean, .median, .intermittent: false
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
        let scale = view.scale(for: scale)
        switch season {
        case .kept:
            let path = continued(
                scale.taken(of: values), horizon, view, season: view.season, &form)
            return scale.undone(on: path)
        case .absent:
            return scale.undone(
                on: continued(scale.taken(of: values), horizon, view, season: 1, &form))
        case .indices:
            let adjusted = view.adjustment.removed(from: values)
            // An added season may press a value to zero and below, where no logarithm is.
            let isAdded = view.adjustment.form == .additive
            let scale = scale == .logarithm && isAdded ? .root : scale
            let path = continued(scale.taken(of: adjusted), horizon, view, season: 1, &form)
            return view.adjustment.restored(to: scale.undone(on: path), from: values.count)
        case .waves, .robustWaves:
            let scaled = scale.taken(of: values)
            let waves = season == .waves
                ? view.harmonics(of: scaled, scale: scale) : view.robustHarmonics(of: scaled)
            let rest = scaled.enumerated().map { $1 - waves.value(at: $0) }
            let path = continued(rest, horizon, view, season: 1, &form)
            return scale.undone(
                on: path.enumerated().map { $1 + waves.value(at: values.count + $0) })
        }
    }

    private func continued(
        _ values: [Double], _ horizon: Int, _ view: SeriesView, season: Int,
        _ form: inout SmoothingForm?
    ) -> [Double] {
        let flat = [Double](repeating: values.last ?? 0, count: horizon)
        switch method {
        case .median:
            let sorted = values.sorted()
            let middle = sorted.isEmpty
                ? 0 : (sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2]) / 2
            return [Double](repeating: middle, count: horizon)
        case .theta(let form):
            return ThetaModel(values, form: form).forecast(values, horizon: horizon)
        case .autoregression:
            let order = max(5, view.season + 2)
            return AutoregressiveModel(values, differences: 1, highestOrder: order)?
                .forecast(values, horizon: horizon) ?? flat
        case .network:
            return AutoregressiveNetwork(values, season: view.season)?
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

extension Member.Scale {
    /// Of values above zero; what an adjustment has pressed below counts as nearly nothing.
    func taken(of values: [Double]) -> [Double] {
        switch self {
        case .plain, .suited: values
        case .root: values.map { max($0, 0).squareRoot() }
        case .logarithm: values.map { Elementary.log(max($0, .leastNormalMagnitude)) }
        }
    }

    fileprivate func undone(on path: [Double]) -> [Double] {
        switch self {
        case .plain, .suited: path
        case .root: path.map { max($0, 0) * max($0, 0) }
        case .logarithm: path.map { Elementary.exp($0) }
        }
    }
}
