/// Neighbouring fine bins joined so that the share of the bad only rises, or only falls, and the
/// information value is the largest that this allows: exact, by dynamic programming over the last
/// two borders. The same optimum as optbinning's integer program (G. Navas-Palencia, 2020) with
/// the same fine bins, totals and limits.
public struct OptimalBinning: Sendable {
    public enum Trend: Sendable { case rising, falling }

    public var mostBins: Int
    public var fewestRows: Int

    public init(mostBins: Int = 8, fewestRows: Int) {
        self.mostBins = mostBins
        self.fewestRows = fewestRows
    }

    /// Ranges of fine bins that cover them all; nil when no two bins with enough rows can be made
    /// or one outcome does not occur. Without a trend the better one is taken.
    ///
    /// Each bin has both outcomes where that leaves two bins or more. Where it does not, as with a
    /// flag under which every row is bad, a bin of one outcome counts half a row of each, as it
    /// does to `WeightOfEvidence`: what tells most is not dropped because it tells all.
    public func groups(_ fine: [OutcomeCounts], trend: Trend? = nil) -> [Range<Int>]? {
        groups(fine, trend, whole: true) ?? groups(fine, trend, whole: false)
    }

    /// - Parameter whole: whether each bin must have both outcomes.
    private func groups(
        _ fine: [OutcomeCounts], _ trend: Trend?, whole: Bool
    ) -> [Range<Int>]? {
        let trends = trend.map { [$0] } ?? [.rising, .falling]
        var best: (value: Double, groups: [Range<Int>])?
        for trend in trends {
            guard let found = search(fine, trend, whole: whole) else { continue }
            if found.value > (best?.value ?? 0) { best = found }
        }
        guard let groups = best?.groups, groups.count > 1 else { return nil }
        return groups
    }

    private struct State {
        var value: Double
        /// Where the bin before the last one begins; -1 for none.
        var before: Int
    }

    private func search(
        _ fine: [OutcomeCounts], _ trend: Trend, whole: Bool
    ) -> (value: Double, groups: [Range<Int>])? {
        let count = fine.count
        let total = fine.reduce(OutcomeCounts(), +)
        guard count > 1, total.good > 0, total.bad > 0 else { return nil }
        let layers = min(mostBins, count)
        let candidates = bins(fine, total, whole: whole)
        let width = count + 1
        // By number of bins, begin and end of the last one.
        var states = [State?](repeating: nil, count: layers * width * width)
        for end in 1...count {
            if let first = candidates[end] { states[end] = State(value: first.value, before: -1) }
        }
        for layer in 1..<layers {
            for begin in 1..<count {
                for end in begin + 1...count {
                    guard let last = candidates[begin * width + end] else { continue }
                    for before in 0..<begin {
                        guard let previous = candidates[before * width + begin],
                            let state = states[((layer - 1) * width + before) * width + begin],
                            trend == .rising
                                ? previous.share <= last.share : previous.share >= last.share
                        else { continue }
                        let place = (layer * width + begin) * width + end
                        let value = state.value + last.value
                        if value > (states[place]?.value ?? -1) {
                            states[place] = State(value: value, before: before)
                        }
                    }
                }
            }
        }
        return best(states, layers, count)
    }

    private func best(
        _ states: [State?], _ layers: Int, _ count: Int
    ) -> (value: Double, groups: [Range<Int>])? {
        let width = count + 1
        var top: (value: Double, layer: Int, begin: Int)?
        for layer in 0..<layers {
            for begin in 0..<count {
                guard let state = states[(layer * width + begin) * width + count] else { continue }
                if state.value > (top?.value ?? -1) { top = (state.value, layer, begin) }
            }
        }
        guard let top else { return nil }
        var groups: [Range<Int>] = []
        var (layer, begin, end) = (top.layer, top.begin, count)
        while let state = states[(layer * width + begin) * width + end] {
            groups.append(begin..<end)
            guard state.before >= 0, layer > 0 else { break }
            (layer, begin, end) = (layer - 1, state.before, begin)
        }
        return (top.value, groups.reversed())
    }

    private struct Candidate {
        let value: Double
        let share: Double
    }

    /// By begin and end: what a bin of these fine bins adds to the information value.
    private func bins(
        _ fine: [OutcomeCounts], _ total: OutcomeCounts, whole: Bool
    ) -> [Candidate?] {
        let width = fine.count + 1
        var found = [Candidate?](repeating: nil, count: width * width)
        for begin in fine.indices {
            var sum = OutcomeCounts()
            for end in begin + 1...fine.count {
                sum = sum + fine[end - 1]
                let isWhole = sum.good > 0 && sum.bad > 0
                guard isWhole || !whole, sum.rows >= fewestRows else { continue }
                let half = isWhole ? 0 : 0.5
                let good = (Double(sum.good) + half) / Double(total.good)
                let bad = (Double(sum.bad) + half) / Double(total.bad)
                let value = (good - bad) * Elementary.log(good / bad)
                found[begin * width + end] = Candidate(value: value, share: sum.badShare)
            }
        }
        return found
    }
}
