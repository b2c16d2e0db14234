/// Scores to probabilities by the best rising step function, straight between its corners
/// (pool adjacent violators; M. Ayer et al., 1955), equal to scikit-learn's `IsotonicRegression`
/// that clips outside of what it saw.
public struct IsotonicCalibration: Equatable, Sendable {
    /// Rising scores, and the probability at each.
    public let scores: [Double]
    public let probabilities: [Double]

    private struct Block {
        var sum: Double
        var weight: Double
        var first: Int
        var last: Int
        var mean: Double { sum / weight }
    }

    /// Nil unless scores rise and probabilities are from 0 to 1 and never fall.
    init?(corners scores: [Double], probabilities: [Double]) {
        guard !scores.isEmpty, scores.count == probabilities.count else { return nil }
        for index in scores.indices {
            guard scores[index].isFinite, 0...1 ~= probabilities[index],
                index == 0
                    || scores[index - 1] < scores[index]
                        && probabilities[index - 1] <= probabilities[index]
            else { return nil }
        }
        self.scores = scores
        self.probabilities = probabilities
    }

    /// Nil for no rows or a score that is not finite.
    public init?(scores: [Double], outcomes: [Bool]) {
        guard !scores.isEmpty, scores.count == outcomes.count,
            scores.allSatisfy({ $0.isFinite })
        else { return nil }
        let order = scores.indices.sorted { scores[$0] < scores[$1] }
        var points: [Double] = []
        var blocks: [Block] = []
        for index in order {
            let outcome = outcomes[index] ? 1.0 : 0.0
            if points.last == scores[index] {
                blocks[blocks.count - 1].sum += outcome
                blocks[blocks.count - 1].weight += 1
            } else {
                let place = points.count
                points.append(scores[index])
                blocks.append(Block(sum: outcome, weight: 1, first: place, last: place))
            }
        }
        var pooled: [Block] = []
        for block in blocks {
            var merged = block
            while let previous = pooled.last, previous.mean >= merged.mean {
                merged.sum += previous.sum
                merged.weight += previous.weight
                merged.first = previous.first
                pooled.removeLast()
            }
            pooled.append(merged)
        }
        var corners: [Double] = []
        var values: [Double] = []
        for block in pooled {
            for place in block.first == block.last ? [block.first] : [block.first, block.last] {
                corners.append(points[place])
                values.append(block.mean)
            }
        }
        self.scores = corners
        probabilities = values
    }

    public func probability(of score: Double) -> Double {
        guard let first = scores.first, let last = scores.last, score > first else {
            return probabilities[0]
        }
        guard score < last else { return probabilities[probabilities.count - 1] }
        var (low, high) = (0, scores.count - 1)
        while high - low > 1 {
            let middle = (low + high) / 2
            if scores[middle] <= score { low = middle } else { high = middle }
        }
        let share = (score - scores[low]) / (scores[high] - scores[low])
        return probabilities[low] + share * (probabilities[high] - probabilities[low])
    }
}
