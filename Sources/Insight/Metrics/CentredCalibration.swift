/// Scores to log-odds by a line that bends and always rises: the blocks of the best rising step
/// function, each at the mean score of its rows and straight from one to the next (A. Oron,
/// N. Flournoy, "Centered isotonic regression", 2017). Unlike steps it ties nobody who was told
/// apart, so that points can follow it, and it foretells nothing with certainty.
public struct CentredCalibration: Equatable, Sendable {
    /// Rising, and as many log-odds that rise with them.
    public let scores: [Double]
    public let logOdds: [Double]
    /// Log-odds for one of the score, before the first corner and behind the last.
    public let slope: Double
    /// What so many rows can tell at most, either way.
    public let least: Double
    public let most: Double

    private struct Block {
        var sum: Double
        var weight: Double
        var scores: Double

        /// One row of the whole is added, so that a run of one outcome is not certain.
        func share(_ base: Double) -> Double { (sum + base) / (weight + 1) }

        mutating func take(_ other: Block) {
            sum += other.sum
            weight += other.weight
            scores += other.scores
        }
    }

    /// Fewer rows tell no rate of their own.
    private static let fewestRows = 20.0

    /// Nil unless all rise, the ends hold the corners, and every number is one.
    init?(
        corners scores: [Double], logOdds: [Double], slope: Double, least: Double, most: Double
    ) {
        guard let first = logOdds.first, let last = logOdds.last, scores.count == logOdds.count,
            slope > 0, slope.isFinite, least.isFinite, most.isFinite, least <= first, last <= most
        else { return nil }
        for index in scores.indices {
            guard scores[index].isFinite, logOdds[index].isFinite,
                index == 0
                    || scores[index - 1] < scores[index] && logOdds[index - 1] < logOdds[index]
            else { return nil }
        }
        self.scores = scores
        self.logOdds = logOdds
        self.slope = slope
        self.least = least
        self.most = most
    }

    /// - Parameter line: of the same rows; its slope goes on where no row was.
    /// - Returns: nil where fewer than two rates can be told apart, or a score is not finite.
    public init?(scores: [Double], outcomes: [Bool], beyond line: PlattCalibration) {
        let events = Double(outcomes.count { $0 })
        let others = Double(outcomes.count) - events
        guard events > 0, others > 0, scores.count == outcomes.count,
            scores.allSatisfy({ $0.isFinite })
        else { return nil }
        let base = events / (events + others)
        let blocks = Self.enlarged(Self.pooled(Self.ties(scores, outcomes), base), base)
        guard blocks.count > 1 else { return nil }
        func odds(_ share: Double) -> Double { Elementary.log(share / (1 - share)) }
        let corners = blocks.map { odds($0.share(base)) }
        // As for Platt's targets: what was never seen is not foretold for certain.
        let least = min(odds(1 / (others + 2)), corners[0])
        let most = max(odds((events + 1) / (events + 2)), corners[corners.count - 1])
        self.init(
            corners: blocks.map { $0.scores / $0.weight }, logOdds: corners, slope: line.slope,
            least: least, most: most)
    }

    /// Rows of one score, in rising order.
    private static func ties(_ scores: [Double], _ outcomes: [Bool]) -> [Block] {
        var blocks: [Block] = []
        var last = Double.nan
        for row in scores.indices.sorted(by: { scores[$0] < scores[$1] }) {
            let block = Block(sum: outcomes[row] ? 1 : 0, weight: 1, scores: scores[row])
            if scores[row] == last {
                blocks[blocks.count - 1].take(block)
            } else {
                blocks.append(block)
                last = scores[row]
            }
        }
        return blocks
    }

    /// Neighbours whose shares do not rise, joined.
    private static func pooled(_ blocks: [Block], _ base: Double) -> [Block] {
        var pooled: [Block] = []
        for block in blocks {
            var merged = block
            while let previous = pooled.last, previous.share(base) >= merged.share(base) {
                merged.take(previous)
                pooled.removeLast()
            }
            pooled.append(merged)
        }
        return pooled
    }

    /// Blocks of too few rows, joined with what follows; the last with what stands before.
    private static func enlarged(_ blocks: [Block], _ base: Double) -> [Block] {
        var large: [Block] = []
        var open: Block?
        for block in blocks {
            var joined = block
            if let small = open { joined.take(small) }
            open = joined.weight < fewestRows ? joined : nil
            if open == nil { large.append(joined) }
        }
        if let open {
            if large.isEmpty { return [open] }
            large[large.count - 1].take(open)
        }
        return pooled(large, base)
    }

    public func logOdds(of score: Double) -> Double {
        let end = scores.count - 1
        // Also for what is no number.
        guard score > scores[0] else { return max(least, logOdds[0] + slope * (score - scores[0])) }
        guard score < scores[end] else {
            return min(most, logOdds[end] + slope * (score - scores[end]))
        }
        var (low, high) = (0, end)
        while high - low > 1 {
            let middle = (low + high) / 2
            if scores[middle] <= score { low = middle } else { high = middle }
        }
        let share = (score - scores[low]) / (scores[high] - scores[low])
        return logOdds[low] + share * (logOdds[high] - logOdds[low])
    }

    public func probability(of score: Double) -> Double {
        1 / (1 + Exponential.exp(-logOdds(of: score)))
    }
}
