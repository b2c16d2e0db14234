/// How well scores tell two outcomes apart. Higher scores should mean the outcome `true`.
public struct Discrimination: Equatable, Sendable {
    /// Area under the receiver operating characteristic; ties count half (scikit-learn's
    /// `roc_auc_score`).
    public let areaUnderCurve: Double
    /// The largest distance of the two groups' distribution functions (scipy's `ks_2samp`).
    public let kolmogorovSmirnov: Double

    public var gini: Double { 2 * areaUnderCurve - 1 }

    /// Nil when only one outcome occurs, or counts differ, or a score is NaN.
    public init?(scores: [Double], outcomes: [Bool]) {
        guard scores.count == outcomes.count, !scores.contains(where: { $0.isNaN }) else {
            return nil
        }
        let order = scores.indices.sorted { scores[$0] < scores[$1] }
        let positives = outcomes.count { $0 }
        let negatives = outcomes.count - positives
        guard positives > 0, negatives > 0 else { return nil }
        var area = 0.0
        var distance = 0.0
        var (seenPositives, seenNegatives) = (0, 0)
        var first = 0
        while first < order.count {
            var (tiedPositives, tiedNegatives) = (0, 0)
            var last = first
            while last < order.count, scores[order[last]] == scores[order[first]] {
                if outcomes[order[last]] { tiedPositives += 1 } else { tiedNegatives += 1 }
                last += 1
            }
            area += Double(tiedPositives) * (Double(seenNegatives) + Double(tiedNegatives) / 2)
            seenPositives += tiedPositives
            seenNegatives += tiedNegatives
            let gap = Double(seenNegatives) / Double(negatives)
                - Double(seenPositives) / Double(positives)
            distance = max(distance, gap.magnitude)
            first = last
        }
        areaUnderCurve = area / (Double(positives) * Double(negatives))
        kolmogorovSmirnov = distance
    }
}
