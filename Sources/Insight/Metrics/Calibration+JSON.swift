import Wire

extension Calibration {
    /// `{"method":"platt","slope","intercept"}`,
    /// `{"method":"centred","scores","log_odds","slope","least","most"}` or
    /// `{"method":"isotonic","scores","probabilities"}`.
    public var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        switch self {
        case .platt(let line):
            writer.text("method", "platt")
            writer.number("slope", line.slope)
            writer.number("intercept", line.intercept)
        case .centred(let bends):
            writer.text("method", "centred")
            writer.numbers("scores", bends.scores)
            writer.numbers("log_odds", bends.logOdds)
            writer.number("slope", bends.slope)
            writer.number("least", bends.least)
            writer.number("most", bends.most)
        case .isotonic(let steps):
            writer.text("method", "isotonic")
            writer.numbers("scores", steps.scores)
            writer.numbers("probabilities", steps.probabilities)
        }
        writer.endObject()
        return writer.bytes
    }

    /// Nil for anything that no trained model has: a line rises, with bends or without, and a step
    /// function has as many rising scores as probabilities from 0 to 1 that never fall. Under a
    /// line that falls or is level, points and probability would contradict each other.
    public init?(json: [UInt8]) {
        guard let value = try? JSONValue.parse(json), let method = value["method"]?.string else {
            return nil
        }
        switch method {
        case "platt":
            guard let slope = value["slope"]?.double, let intercept = value["intercept"]?.double,
                slope >= Self.leastSlope, slope.isFinite, intercept.isFinite
            else { return nil }
            self = .platt(PlattCalibration(slope: slope, intercept: intercept))
        case "centred":
            guard let scores = Self.numbers(value["scores"]),
                let logOdds = Self.numbers(value["log_odds"]),
                let slope = value["slope"]?.double, let least = value["least"]?.double,
                let most = value["most"]?.double,
                let bends = CentredCalibration(
                    corners: scores, logOdds: logOdds, slope: slope, least: least, most: most)
            else { return nil }
            self = .centred(bends)
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

extension JSONWriter {
    fileprivate mutating func text(_ name: String, _ value: String) {
        key(named: name)
        string(value)
    }

    fileprivate mutating func number(_ name: String, _ value: Double) {
        key(named: name)
        double(value)
    }

    fileprivate mutating func numbers(_ name: String, _ values: [Double]) {
        key(named: name)
        beginArray()
        for value in values { double(value) }
        endArray()
    }
}
