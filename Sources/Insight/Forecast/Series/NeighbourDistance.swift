/// How far each value of a series lies from the median of the three before it, or of the three
/// after it, beside the season where that makes such distances smaller.
struct NeighbourDistance {
    /// In the series' own unit.
    private(set) var lift: [Double]
    /// In usual deviations: the median absolute one (F. Hampel, 1974), as for a normal
    /// distribution.
    private(set) var own: [Double]
    /// The same on the series' own scale or on logarithms, whichever takes the value less ill:
    /// what never crosses zero may go up and down by amounts or by shares.
    private(set) var far: [Double]

    /// All three are 0 where nothing comes before, or after.
    ///
    /// - Parameter fence: where nothing is as far as this on its own scale, none other is asked.
    static func sides(
        of values: [Double], at places: [Int], season: Int, fence: Double
    ) -> (before: NeighbourDistance, after: NeighbourDistance) {
        let plain = lifts(of: values, at: places, season: season)
        var (before, after) = (Self(plain.before, values), Self(plain.after, values))
        let last = values.count - 1
        let isAnyFar = values.indices.contains { index in
            // Of the last two one side may be enough.
            let left = index == 0 || before.own[index].magnitude >= fence
            return left && (index > last - 2 || after.own[index].magnitude >= fence)
        }
        let sign = values[last] < 0 ? -1.0 : 1
        if isAnyFar, values.allSatisfy({ sign * $0 > 0 }) {
            let logarithms = values.map { sign * Elementary.log(sign * $0) }
            let shares = lifts(of: logarithms, at: places, season: season)
            before.far = lesser(before.far, Self(shares.before, logarithms).far)
            after.far = lesser(after.far, Self(shares.after, logarithms).far)
        }
        return (before, after)
    }

    /// From the nearer side; 0 where a value lies between both.
    func nearer(_ other: NeighbourDistance) -> NeighbourDistance {
        var nearer = self
        nearer.lift = Self.lesser(lift, other.lift)
        nearer.own = Self.lesser(own, other.own)
        nearer.far = Self.lesser(far, other.far)
        return nearer
    }

    private init(_ lifts: [Double], _ values: [Double]) {
        let known = lifts.filter { !$0.isNaN }
        let middle = SampleQuantile.median(of: known)
        // Where more than half never move, anything does that is more than rounding.
        let least = 1e-9 * SampleQuantile.median(of: values.map { $0.magnitude })
        let unit = max(Self.usual(known), least)
        lift = lifts.map { $0.isNaN ? 0 : $0 }
        own = lifts.map { $0.isNaN || unit == 0 ? 0 : ($0 - middle) / unit }
        far = own
    }

    private static func usual(_ lifts: [Double]) -> Double {
        let middle = SampleQuantile.median(of: lifts)
        return 1.4826 * SampleQuantile.median(of: lifts.map { ($0 - middle).magnitude })
    }

    /// The nearer to zero of two; 0 where they lie on both sides of it.
    private static func lesser(_ ones: [Double], _ others: [Double]) -> [Double] {
        zip(ones, others).map { one, other in
            guard one > 0 && other > 0 || one < 0 && other < 0 else { return 0 }
            return one.magnitude < other.magnitude ? one : other
        }
    }

    /// NaN where nothing comes before, or after.
    private static func lifts(
        of values: [Double], at places: [Int], season: Int
    ) -> (before: [Double], after: [Double]) {
        let plain = lifts(of: values)
        guard let adjusted = RobustSeason.removed(from: values, at: places, season: season)
        else { return plain }
        let beside = lifts(of: adjusted)
        return usual(Array(beside.before.dropFirst())) < usual(Array(plain.before.dropFirst()))
            ? beside : plain
    }

    private static func lifts(of values: [Double]) -> (before: [Double], after: [Double]) {
        let before = values.indices.map { values[$0] - middle(values, max($0 - 3, 0)..<$0) }
        let after = values.indices.map {
            values[$0] - middle(values, ($0 + 1)..<min($0 + 4, values.count))
        }
        return (before, after)
    }

    /// The median of three values at most.
    private static func middle(_ values: [Double], _ range: Range<Int>) -> Double {
        guard range.count > 1 else { return range.isEmpty ? .nan : values[range.lowerBound] }
        let (one, other) = (values[range.lowerBound], values[range.lowerBound + 1])
        guard range.count > 2 else { return (one + other) / 2 }
        return max(min(one, other), min(max(one, other), values[range.lowerBound + 2]))
    }
}
