/// A step along a direction that lowers the value enough and flattens the slope enough.
struct WolfeSearch {
    typealias Point = PosteriorDescent.Point

    private struct Trial {
        var step: Double
        var point: Point
        var slope: Double
    }

    private let objective: ([Double]) -> Point?
    private let origin: Point
    private let direction: [Double]
    private let slope: Double

    init(objective: @escaping ([Double]) -> Point?, origin: Point, _ direction: [Double]) {
        self.objective = objective
        self.origin = origin
        self.direction = direction
        slope = PosteriorDescent.product(origin.gradient, direction)
    }

    private static let decrease = 1e-4
    private static let flatness = 0.9

    func found(from first: Double) -> (point: Point, step: Double)? {
        var before = Trial(step: 0, point: origin, slope: slope)
        var beforeStep = 1e-12
        var step = first
        var restarts = 0
        var rounds = 0
        while rounds < 20 {
            guard let trial = trial(step) else {
                guard restarts < 10 else { return nil }
                step = 0.5 * (beforeStep + step)
                restarts += 1
                continue
            }
            restarts = 0
            before.step = beforeStep
            let isHigh = trial.point.value > origin.value + first * Self.decrease * slope
                || trial.point.value >= before.point.value && rounds > 0
            if isHigh { return zoomed(low: before, high: trial) }
            if trial.slope.magnitude <= -Self.flatness * slope { return (trial.point, step) }
            if trial.slope >= 0 { return zoomed(low: trial, high: before) }
            (before, beforeStep) = (trial, step)
            step *= 10
            rounds += 1
        }
        return nil
    }

    private func zoomed(low: Trial, high: Trial) -> (point: Point, step: Double)? {
        var (low, high) = (low, high)
        var round = 0
        while true {
            round += 1
            guard (low.step - high.step).magnitude >= 1e-16 else { return nil }
            var step = round % 5 == 0 ? 0.5 * (low.step + high.step) : between(low, high)
            var reached = trial(step)
            while reached == nil {
                let least = min(low.step, high.step)
                step = 0.5 * (step + least)
                guard (least - step).magnitude >= 1e-16 else { return nil }
                reached = trial(step)
            }
            guard let trial = reached else { return nil }
            if trial.point.value > origin.value + step * Self.decrease * slope
                || trial.point.value >= low.point.value
            {
                high = trial
            } else {
                if trial.slope.magnitude <= -Self.flatness * slope { return (trial.point, step) }
                if trial.slope * (high.step - low.step) >= 0 { high = low }
                low = trial
            }
        }
    }

    /// Where the cubic through both ends is lowest, kept off the ends.
    private func between(_ low: Trial, _ high: Trial) -> Double {
        let span = high.step - low.step
        let first = low.slope + high.slope
            - 3 * (low.point.value - high.point.value) / (low.step - high.step)
        var root = (first * first - low.slope * high.slope).squareRoot()
        if span < 0 { root = -root }
        let step = high.step
            - span * (high.slope + root - first) / (high.slope - low.slope + 2 * root)
        let margin = 0.01 * span.magnitude
        guard step.isFinite, step >= min(low.step, high.step) + margin,
            step <= max(low.step, high.step) - margin
        else { return 0.5 * (low.step + high.step) }
        return step
    }

    private func trial(_ step: Double) -> Trial? {
        let place = zip(origin.place, direction).map { $0 + step * $1 }
        guard let point = objective(place) else { return nil }
        return Trial(
            step: step, point: point,
            slope: PosteriorDescent.product(point.gradient, direction))
    }
}
