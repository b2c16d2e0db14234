/// From which values of the past on a forecast is tried, and how far: the same for every model.
struct OriginPlaces {
    /// Steps that are forecast from each.
    let reach: Int
    /// How many values lie before each, the latest first.
    let counts: [Int]

    /// - Parameters:
    ///   - least: values that must lie before an origin.
    ///   - most: the most steps that an origin reaches.
    ///   - stride: the least steps from one origin to the next.
    init(
        in count: Int, horizon: Int, folds: Int, least: Int, most: Int = 60, stride: Int = 1
    ) {
        let reach = min(horizon, max(count / 4, 1), most)
        let stride = max(stride, (reach + 1) / 2)
        self.reach = reach
        counts = (0..<folds).map { count - reach - $0 * stride }.filter { $0 >= least }
    }

    /// Values that say enough of a season.
    static func least(in count: Int, season: Int) -> Int {
        max(6, min(2 * season + 4, count * 2 / 3), count / 3)
    }
}
