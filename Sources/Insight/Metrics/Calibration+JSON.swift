import Wire

extension Calibration {
    /// `{"method":"platt","slope","intercept"}` or
    /// `{"method":"isotonic","scores","probabilities"}`.
    public var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("method")
        writer.string(name)
        switch self {
        case .platt(let line):
            writer.key("slope")
            writer.double(line.slope)
            writer.key("intercept")
            writer.double(line.intercept)
        case .isotonic(let steps):
            writer.key("scores")
            writer.beginArray()
            for score in steps.scores { writer.double(score) }
            writer.endArray()
            writer.key("probabilities")
            writer.beginArray()
            for probability in steps.probabilities { writer.double(probability) }
            writer.endArray()
        }
        writer.endObject()
        return writer.bytes
    }

    /// Nil for anything that no trained model has: a line rises, and a step function has as many
    /// rising scores as probabilities from 0 to 1 that never fall. Under a line that falls or is
    /// level, points and probability would contradict each other.
    public init?(json: [UInt8]) {
        guard let value = try? JSONValue.parse(json), let method = value["method"]?.string else {
            return nil
        }
        switch method {
        case "platt":
            guard let slope = value["slope"]?.double, let intercept = value["intercept"]?.double,
                slope > 0, slope.isFinite, intercept.isFinite
            else { return nil }
            self = .platt(PlattCalibration(slope: slope, intercept: intercept))
        case "isotonic":
            let scores = Self.numbers(value["scores"])
            let probabilities = Self.numbers(value["probabilities"])
            guard let scores, let probabilities,
                let steps = IsotonicCalibration(corners: scores, probabilities: probabilities)
            else { return nil }
            self = .isotonic(steps)
        default: return nil
        }
    }

    private static func numbers(_ value: JSONValue?) -> [Double]? {
        guard let items = value?.array else { return nil }
        var numbers: [Double] = []
        for item in items {
            guard let number = item.double else { return nil }
            numbers.append(number)
        }
        return numbers
    }
}
