/// Of the riskiest rows, how many of the bad and of the good are among them: the gains curve, and,
/// bad against good, the ROC curve at the same places.
public struct GainsCurve: Equatable, Sendable {
    public struct Point: Equatable, Sendable {
        /// Shares of all, from 0 to 1.
        public let rows: Double
        public let bad: Double
        public let good: Double
    }

    public let points: [Point]

    /// Nil when only one outcome occurs. Rows with the same score stay together, as ties must.
    public init?(scores: [Double], isBad: [Bool], steps: Int = 20) {
        let bads = isBad.count { $0 }
        guard scores.count == isBad.count, bads > 0, bads < isBad.count, steps > 0 else {
            return nil
        }
        let order = scores.indices.sorted { scores[$0] > scores[$1] }
        var points = [Point(rows: 0, bad: 0, good: 0)]
        var (bad, next) = (0, 1)
        for (place, row) in order.enumerated() {
            if isBad[row] { bad += 1 }
            let seen = place + 1
            let isLast = seen == order.count
            guard isLast || scores[order[seen]] != scores[row],
                seen * steps >= next * order.count
            else { continue }
            points.append(
                Point(
                    rows: Double(seen) / Double(order.count), bad: Double(bad) / Double(bads),
                    good: Double(seen - bad) / Double(order.count - bads)))
            next = seen * steps / order.count + 1
        }
        self.points = points
    }
}
