/// Where a forecast may go: never below zero when the past never was, and not further beyond the
/// past than a few times its own range.
struct PathLimits {
    let lowest: Double
    let highest: Double
    private let floor: Double

    init(_ values: [Double]) {
        let least = values.min() ?? 0
        let most = values.max() ?? 0
        let range = most - least
        floor = least >= 0 ? 0 : -.infinity
        lowest = least - 3 * range
        highest = most + 3 * range
    }

    func held(_ path: [Double], isUpper: Bool = false) -> [Double] {
        let top = isUpper ? .infinity : highest
        return path.map { value in
            value.isFinite ? max(min(max(value, lowest), top), floor) : max(floor, lowest)
        }
    }
}
