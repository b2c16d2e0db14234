/// Values that stand alone, and the series as methods are to see it without them.
///
/// A value is compared with the values before it and those after it (`NeighbourDistance`). It
/// counts as an outlier where it lies
/// - far beyond both on the same side, so that a shift of level is none,
/// - at least twice as far as everything that does not count, so that heavy tails are none,
/// - beyond all values of a season around it, so that a peak which comes early or late is none,
/// - and at no like place of another year, so that a yearly peak is none.
struct SeriesOutliers {
    /// Counted from the series' first, in order.
    let steps: [Int]
    /// Without gaps. At an outlier lies what its neighbours and the season let one expect; the
    /// last ones, which may as well be the first of a new level, keep a little of their deviation,
    /// the less the further they go.
    let fitted: [Double]
    /// Without gaps. An outlier's deviation is cut to the fence.
    let measured: [Double]

    /// Usual deviations beyond which a value is far. What the figures bring and cost is in
    /// `docs/reference/forecast.md`.
    static let fence = 6.0
    /// At the end, where nothing comes after that tells an outlier from a shift.
    static let endFence = 8.0
    /// How much further than all others an outlier is.
    static let lead = 2.0
    private static let fewestValues = 10

    /// - Parameters:
    ///   - values: NaN where one is missing.
    ///   - filled: the same without gaps.
    init(_ values: [Double], filled: [Double], season: Int) {
        let known = values.indices.filter { values[$0].isFinite }
        let found = known.count < Self.fewestValues
            ? [] : Search(known.map { values[$0] }, at: known, season: season).found()
        steps = found.map { known[$0.index] }
        guard !found.isEmpty else {
            (fitted, measured) = (filled, filled)
            return
        }
        var kept = values
        for step in steps { kept[step] = .nan }
        var usual = SeriesRepair.filled(kept, season: season) ?? filled
        var cut = usual
        for (outlier, step) in zip(found, steps) {
            let beyond = values[step] - usual[step]
            let share = min(Self.fence / outlier.size, 1)
            cut[step] += share * beyond
            if outlier.isAtEnd { usual[step] += share * share * beyond }
        }
        (fitted, measured) = (usual, cut)
    }
}

extension SeriesOutliers {
    fileprivate struct Outlier {
        var index: Int
        /// In usual deviations.
        var size: Double
        var isAtEnd = false
    }

    /// Among the known values of a series.
    fileprivate struct Search {
        private let values: [Double]
        private let places: [Int]
        private let season: Int
        private let before: NeighbourDistance
        private let after: NeighbourDistance

        init(_ values: [Double], at places: [Int], season: Int) {
            self.values = values
            self.places = places
            self.season = season
            (before, after) = NeighbourDistance.sides(
                of: values, at: places, season: season, fence: SeriesOutliers.fence)
        }
    }
}

extension SeriesOutliers.Search {
    private typealias Outliers = SeriesOutliers

    /// In order.
    func found() -> [SeriesOutliers.Outlier] {
        let both = before.nearer(after)
        let inner = largest(of: both)
        // Beside the ends there is one side only.
        let last = values.count - 1
        let start = isAlone([0], after, inner) ? [0] : []
        // With a third step that stays there it is a level.
        let end = [[last], [last - 1, last]].first { isAlone($0, before, inner) } ?? []
        return start.map { .init(index: $0, size: after.own[$0].magnitude) }
            + inner.map { .init(index: $0, size: both.own[$0].magnitude) }
            + end.map { .init(index: $0, size: before.own[$0].magnitude, isAtEnd: true) }
    }

    private func largest(of distance: NeighbourDistance) -> [Int] {
        // One in forty at most: what is frequent belongs to the series.
        let most = min(values.count / 40 + 1, 50)
        let far = distance.far.map { $0.magnitude }
        let order = far.indices.sorted { (far[$0], $1) > (far[$1], $0) }
        let single = order.prefix(most).prefix { isOwn($0, distance) }.count
        for count in stride(from: min(single, order.count - 1), to: 0, by: -1)
        where far[order[count - 1]] >= Outliers.lead * far[order[count]] {
            return order[..<count].sorted()
        }
        return []
    }

    /// Whether the values at an end lie far beyond all others but the inner outliers, on one
    /// side, and are more than twice or less than half of what one would expect: what moves less
    /// often stays there.
    private func isAlone(
        _ ends: [Int], _ distance: NeighbourDistance, _ inner: [Int]
    ) -> Bool {
        let least = ends.map { distance.far[$0].magnitude }.min() ?? 0
        guard least >= Outliers.endFence, !ends.contains(where: inner.contains) else {
            return false
        }
        let next = values.indices.filter { !ends.contains($0) && !inner.contains($0) }
            .map { distance.far[$0].magnitude }.max() ?? 0
        return least >= Outliers.lead * next
            && ends.allSatisfy { index in
                let expected = values[index] - distance.lift[index]
                return distance.far[index] * distance.far[ends[0]] > 0
                    && 2 * distance.lift[index].magnitude
                        >= max(values[index].magnitude, expected.magnitude)
                    && isOwn(index, distance)
            }
    }

    /// Whether a value is far and no part of a season.
    private func isOwn(_ index: Int, _ distance: NeighbourDistance) -> Bool {
        distance.far[index].magnitude >= Outliers.fence && !recurs(index, distance.far)
            && leavesSeason(index, lift: distance.lift[index])
    }

    private func leavesSeason(_ index: Int, lift: Double) -> Bool {
        guard season > 1 else { return true }
        let around = values.indices
            .filter { $0 != index && abs(places[$0] - places[index]) <= season }
            .map { values[$0] }.sorted()
        guard around.count > 2 else { return true }
        // One of them may be an outlier itself.
        let beyond = lift > 0
            ? values[index] - around[around.count - 2] : around[1] - values[index]
        return beyond >= lift.magnitude / 4
    }

    /// Whether a like deviation is seen at the same place of another year (of another week for
    /// hours), whose days fall a step earlier or later.
    private func recurs(_ index: Int, _ far: [Double]) -> Bool {
        let (length, slack): (Double, Double) =
            switch season {
            case ...1: (.infinity, 0)
            case 5: (260.9, 1.5)
            case 7: (365.25, 1.5)
            case 24: (168, 0.5)
            case 52, 53: (365.25 / 7, 1.5)
            default: (Double(season), 0.5)
            }
        return far.indices.contains { other in
            let steps = Double((places[other] - places[index]).magnitude)
            let turns = (steps / length).rounded()
            return turns >= 1 && (steps - turns * length).magnitude <= slack
                && far[other] * far[index] > 0
                && far[other].magnitude >= far[index].magnitude / 4
        }
    }
}
