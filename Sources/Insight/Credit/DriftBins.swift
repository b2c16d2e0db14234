/// Where a distribution is cut so that it can be compared with a later one: at the quintiles of
/// what was, missing values apart. A value that a fifth and more had has a bin of its own, so that
/// leaving it shows on either side, as of a feature that never changed before.
public struct DriftBins: Sendable {
    /// In rising order; a value belongs to the first border that it does not exceed.
    public let borders: [Double]

    /// Nil for no value at all.
    public init?(_ values: [Double], bins: Int = 5) {
        let present = values.filter { !$0.isNaN }.sorted()
        guard let least = present.first, let most = present.last, bins > 1 else { return nil }
        let cuts = (1..<bins).map { present[min(present.count - 1, $0 * present.count / bins)] }
        var borders: [Double] = []
        func add(_ border: Double) {
            if borders.last.map({ $0 < border }) ?? true { borders.append(border) }
        }
        // Below what many had as their least, and beyond what many had as their most, was nobody.
        if cuts.first == least { add(least.nextDown) }
        for cut in cuts {
            if cut < most {
                add(cut)
            } else {
                if let below = present.last(where: { $0 < most }) { add(below) }
                add(most)
            }
        }
        self.borders = borders
    }

    /// One count a bin, missing values last.
    public func counts(_ values: [Double]) -> [Int] {
        var counts = [Int](repeating: 0, count: borders.count + 2)
        for value in values {
            if value.isNaN {
                counts[counts.count - 1] += 1
            } else {
                counts[borders.firstIndex { value <= $0 } ?? borders.count] += 1
            }
        }
        return counts
    }
}

/// How far a feature or a score has moved, and whether that may be said at all.
public struct Drift: Equatable, Sendable {
    public enum Verdict: String, Sendable, CaseIterable {
        case steady, moving, shifted
        case tooFew = "too_few"
    }

    public let index: Double
    public let verdict: Verdict

    /// Bins that hold too few on both sides are joined with the one before, so that a rare value
    /// keeps nobody from a verdict; what was rare and is no more stays apart. There is no verdict
    /// when fewer rows came than twenty a bin. Nil when a side is empty.
    ///
    /// - Parameter subjects: how many different people or businesses the rows of the smaller side
    ///   are about; nil: each row is somebody else.
    public init?(then: [Double], now: [Double], subjects: Int? = nil) {
        guard let bins = DriftBins(then) else { return nil }
        let (before, after) = Self.joined(bins.counts(then), bins.counts(now))
        guard let found = PopulationStability(then: before, now: after) else { return nil }
        index = found.index
        let isThin = zip(before, after).contains(where: Self.isThin)
            || min(then.count, now.count, subjects ?? .max)
                < PopulationStability.fewest * before.count
        if isThin {
            verdict = .tooFew
        } else if found.index < 0.1 {
            verdict = .steady
        } else {
            verdict = found.index < 0.25 ? .moving : .shifted
        }
    }

    private static func isThin(_ then: Int, _ now: Int) -> Bool {
        max(then, now) < PopulationStability.fewest
    }

    private static func joined(_ before: [Int], _ after: [Int]) -> (before: [Int], after: [Int]) {
        var (old, new): ([Int], [Int]) = ([], [])
        for (then, now) in zip(before, after) {
            if let last = old.last, let other = new.last,
                isThin(then, now) || isThin(last, other)
            {
                old[old.count - 1] += then
                new[new.count - 1] += now
            } else {
                old.append(then)
                new.append(now)
            }
        }
        return (old, new)
    }
}
