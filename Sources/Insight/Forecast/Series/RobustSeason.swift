/// What a season adds at each value, told by the same place of other seasons alone, so that no
/// value hides itself.
enum RobustSeason {
    /// Seasons looked at on each side.
    private static let reach = 4

    /// The values without their season; nil where fewer than three whole seasons were seen.
    ///
    /// - Parameter places: the step of each value, in order.
    static func removed(from values: [Double], at places: [Int], season: Int) -> [Double]? {
        guard season > 1, let last = places.last, (last + 1) / 3 >= season else { return nil }
        let levels = levels(of: values, at: places, season: season)
        let away = zip(values, levels).map { $0 - $1 }
        var turns = [[Int]](repeating: [], count: season)
        for index in values.indices { turns[places[index] % season].append(index) }
        var removed = values
        var others: [Double] = []
        for same in turns {
            for (turn, index) in same.enumerated() {
                let start = max(min(turn - reach, same.count - 2 * reach - 1), 0)
                others.removeAll(keepingCapacity: true)
                for other in start..<min(start + 2 * reach + 1, same.count) where other != turn {
                    others.append(away[same[other]])
                }
                removed[index] -= usual(&others, beside: away[index])
            }
        }
        return removed
    }

    /// The median; of two the nearer, since the other may be an outlier itself.
    private static func usual(_ others: inout [Double], beside own: Double) -> Double {
        guard others.count > 2 else {
            return others.min { ($0 - own).magnitude < ($1 - own).magnitude } ?? 0
        }
        others.sort()
        return (others[others.count / 2] + others[(others.count - 1) / 2]) / 2
    }

    /// Lines between the medians of whole seasons, counted from the end.
    private static func levels(
        of values: [Double], at places: [Int], season: Int
    ) -> [Double] {
        var knots: [(place: Double, level: Double)] = []
        var end = values.count
        var stop = (places.last ?? 0) + 1
        while stop >= season {
            var start = end
            while start > 0, places[start - 1] >= stop - season { start -= 1 }
            if start < end {
                let middle = Double(stop) - Double(season + 1) / 2
                knots.append((middle, SampleQuantile.median(of: Array(values[start..<end]))))
            }
            (end, stop) = (start, stop - season)
        }
        knots.reverse()
        guard knots.count > 1 else { return values.map { _ in knots.first?.level ?? 0 } }
        var right = 1
        return places.map { place in
            while right < knots.count - 1, knots[right].place < Double(place) { right += 1 }
            let (one, other) = (knots[right - 1], knots[right])
            let share = (Double(place) - one.place) / (other.place - one.place)
            return one.level + share * (other.level - one.level)
        }
    }
}
