/// A fitted Prophet model: piecewise trend, seasons, holidays and regressors, each with a name.
public struct ProphetModel: Sendable {
    public let settings: ProphetSettings
    private let features: ProphetFeatures
    private let problem: ProphetFit.Problem
    private let parameters: ProphetParameters
    private let scale: Double
    private let start: Double
    private let length: Double

    /// - Parameters:
    ///   - times: days since 1970 with fractions, in any order.
    ///   - values: one a time; those that are no numbers are left out.
    ///   - columns: regressors and conditions, one value a time.
    public init(
        times: [Double], values: [Double], columns: ProphetColumns = ProphetColumns(),
        settings: ProphetSettings = ProphetSettings()
    ) throws(ProphetRefusal) {
        guard times.count == values.count else { throw .unevenColumns }
        let order = values.indices
            .filter { values[$0].isFinite && times[$0].isFinite }
            .sorted { (times[$0], $0) < (times[$1], $1) }
        let known = order.map { times[$0] }
        guard let first = known.first, let last = known.last, last > first else {
            throw .tooFewValues
        }
        var kept = ProphetColumns()
        for (name, column) in columns.values {
            guard column.count == times.count else { throw .unevenColumns }
            kept.values[name] = order.map { column[$0] }
        }
        let floor = settings.growth == .logistic ? settings.floor : 0
        if settings.growth == .logistic {
            guard let capacity = settings.capacity else { throw .capacityMissing }
            guard capacity > floor else { throw .capacityBelowFloor }
            guard max(capacity.magnitude, floor.magnitude) <= ProphetSettings.mostCapacity else {
                throw .capacityTooLarge
            }
        }
        guard ProphetSettings.priorScales ~= settings.changepointPriorScale else {
            throw .unusablePriorScale
        }
        let size = order.map { (values[$0] - floor).magnitude }.max() ?? 0
        self.settings = settings
        scale = size > 0 ? size : 1
        start = first
        length = last - first
        features = try ProphetFeatures(settings, times: known, columns: kept)
        let (scale, length) = (scale, length)
        problem = ProphetFit.Problem(
            growth: settings.growth, times: known.map { ($0 - first) / length },
            values: order.map { (values[$0] - floor) / scale },
            capacity: ((settings.capacity ?? 0) - floor) / scale,
            changepoints: try Self.changepoints(settings, known)
                .map { ($0 - first) / length },
            changepointPriorScale: settings.changepointPriorScale,
            features: try features.rows(at: known, kept), priorScales: features.priorScales,
            isMultiplicative: features.components.flatMap { component in
                component.columns.map { _ in component.mode == .multiplicative }
            })
        parameters = ProphetFit(problem).parameters
    }

    /// Evenly over the first part of the past; at its start where there is to be none, which is
    /// what Prophet does.
    private static func changepoints(
        _ settings: ProphetSettings, _ known: [Double]
    ) throws(ProphetRefusal) -> [Double] {
        let first = known[0]
        if let given = settings.changepoints {
            guard given.allSatisfy({ $0 >= first && $0 <= known[known.count - 1] }) else {
                throw .changepointOutside
            }
            return given.isEmpty ? [first] : given.sorted()
        }
        let reach = Int(Double(known.count) * settings.changepointRange)
        let count = min(settings.changepointCount, reach - 1)
        guard count > 0 else { return [first] }
        return (1...count).map { step in
            let place = Double(step) * Double(reach - 1) / Double(count)
            return known[Int(place.rounded(.toNearestOrEven))]
        }
    }

    /// Whether a component is one of the seasons.
    func isSeason(_ name: String) -> Bool { features.isSeason(name) }

    /// The days at which the trend bends, and by how much of the series' size a year's share.
    public var bends: [(day: Double, size: Double)] {
        zip(problem.changepoints, parameters.bendSizes).map {
            (start + $0 * length, $1 * scale / length)
        }
    }

    /// What the model says of times in the past and the future, with its components.
    public func prediction(
        at times: [Double], columns: ProphetColumns = ProphetColumns()
    ) throws(ProphetRefusal) -> ProphetPrediction {
        let rows = try features.rows(at: times, columns)
        var prediction = ProphetPrediction()
        prediction.floor = settings.growth == .logistic ? settings.floor : 0
        for component in features.components {
            prediction.components.append(
                .init(name: component.name, mode: component.mode, values: []))
        }
        var course: [ProphetCourse.Step] = []
        let coefficients = Array(parameters.coefficients)
        for (index, time) in times.enumerated() {
            let scaled = (time - start) / length
            let line = parameters.line(at: scaled, problem.changepoints, settings.growth)
            let trend = ProphetParameters.trend(
                line, capacity: problem.capacity, settings.growth)
            let row = index * features.width
            let (added, multiplied) = parameters.parts(rows, from: row, problem.isMultiplicative)
            for (position, component) in features.components.enumerated() {
                var part = 0.0
                for column in component.columns {
                    part += rows[row + column] * coefficients[column]
                }
                prediction.components[position].values
                    .append(component.mode == .additive ? part * scale : part)
            }
            prediction.trend.append(trend * scale)
            prediction.value.append(
                trend * scale * (1 + multiplied) + added * scale + prediction.floor)
            course.append(
                .init(time: scaled, line: line, added: added, multiplied: multiplied))
        }
        let simulation = ProphetCourse(
            settings: settings, steps: course, capacity: problem.capacity,
            bends: problem.changepoints.count,
            bendSize: parameters.bendSizes.reduce(0) { $0 + $1.magnitude }
                / Double(max(parameters.bendSizes.count, 1)) + 1e-8,
            noise: parameters.noise, usualGap: 1 / Double(max(problem.times.count - 1, 1)))
        let bounds = simulation.bounds()
        prediction.lower = bounds.lower.map { $0 * scale + prediction.floor }
        prediction.upper = bounds.upper.map { $0 * scale + prediction.floor }
        return prediction
    }
}

/// What the Prophet model says, one value a time.
public struct ProphetPrediction: Sendable {
    public struct Component: Sendable {
        public var name: String
        public var mode: ProphetSettings.Mode
        /// In the series' units where it is added, a share of the trend where it multiplies.
        public var values: [Double]
    }

    public var value: [Double] = []
    /// What a logistic trend comes from; 0 for every other.
    public var floor = 0.0
    /// Above the floor, as the model is fitted: what multiplies, multiplies this.
    public var trend: [Double] = []
    public var lower: [Double] = []
    public var upper: [Double] = []
    /// Seasons, holidays and regressors by name.
    public var components: [Component] = []
}
