/// Where a forecast may go: never below zero when the past never was, and not further beyond the
/// past than a few times its own range.
struct PathLimits {
    let lowest: Double
    let highest: Double
    private let floor: Double

    /// - Parameter seen: the past with its outliers.
    init(_ values: [Double], seen: [Double]) {
        let least = values.min() ?? 0
        let most = values.max() ?? 0
        let lowestSeen = seen.min() ?? 0
        let range = most - least
        floor = lowestSeen >= 0 ? 0 : -.infinity
        lowest = min(least - 3 * range, lowestSeen)
        highest = most + 3 * range
    }

    func held(_ path: [Double], isUpper: Bool = false) -> [Double] {
        let top = isUpper ? .infinity : highest
        return path.map { value in
            value.isFinite ? max(min(max(value, lowest), top), floor) : max(floor, lowest)
        }
    }
}
