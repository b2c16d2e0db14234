/// Least squares over the steps 1, 2, …
struct StraightLine {
    var intercept: Double
    var slope: Double

    init(_ values: [Double]) {
        let count = Double(values.count)
        var (sum, moment) = (0.0, 0.0)
        for (index, value) in values.enumerated() {
            sum += value
            moment += value * Double(index + 1)
        }
        let centre = (count + 1) / 2
        slope = count > 1 ? 12 * (moment - centre * sum) / (count * (count * count - 1)) : 0
        intercept = count > 0 ? sum / count - slope * centre : 0
    }

    /// At a step counted from the first value.
    func value(at step: Int) -> Double { intercept + slope * Double(step + 1) }
}
