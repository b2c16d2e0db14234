/// How often one group is approved for each time that another is: below 0.80 it asks for a reason
/// (the four-fifths rule of 29 CFR 1607.4 D). The 95 % interval is the score interval of
/// P. Koopman (Biometrics 40, 1984): it holds for a group of which nobody was approved too, the
/// worst case of all.
public struct AdverseImpactRatio: Equatable, Sendable {
    public let ratio: Double
    public let low: Double
    public let high: Double
    /// True when either group has fewer than 20: too few for a verdict.
    public let isThin: Bool

    /// Nil when a group is empty or nobody of the reference was approved.
    ///
    /// - Parameter subjects: how many different people or businesses the smaller group's rows are
    ///   about: twenty decisions about five of them say little. Nil: each row is somebody else.
    public init?(
        approved: Int, of rows: Int, referenceApproved: Int, of referenceRows: Int,
        subjects: Int? = nil
    ) {
        guard rows > 0, 0...rows ~= approved, referenceRows > 0,
            1...referenceRows ~= referenceApproved
        else { return nil }
        let counts = Counts(
            own: Double(approved), rows: Double(rows), other: Double(referenceApproved),
            otherRows: Double(referenceRows))
        ratio = counts.own / counts.rows / (counts.other / counts.otherRows)
        low = approved == 0 ? 0 : counts.border(from: ratio, by: 0.5)
        high = counts.border(from: approved == 0 ? 1e-6 : ratio, by: 2)
        isThin = min(rows, referenceRows, subjects ?? .max) < PopulationStability.fewest
    }

    public enum Verdict: Sendable { case fair, adverse, unknown }

    /// Adverse only when the whole interval is below four fifths, fair when none of it is.
    public var verdict: Verdict {
        if isThin { return .unknown }
        if high < 0.8 { return .adverse }
        return low >= 0.8 ? .fair : .unknown
    }

    private struct Counts {
        let own: Double
        let rows: Double
        let other: Double
        let otherRows: Double

        /// How far the counts lie from a true `ratio`, squared and in standard deviations, with
        /// the other group's share where that ratio makes the counts likeliest.
        func distance(_ ratio: Double) -> Double {
            let square = (rows + otherRows) * ratio
            let linear = ratio * (rows + other) + own + otherRows
            let root = max(0, linear * linear - 4 * square * (own + other)).squareRoot()
            // The smaller root, without the difference of two numbers that are nearly equal.
            let share = 2 * (own + other) / (linear + root)
            return Self.miss(own, rows, ratio * share) + Self.miss(other, otherRows, share)
        }

        /// A count's squared distance from what a share lets expect, in its variances.
        private static func miss(_ count: Double, _ rows: Double, _ share: Double) -> Double {
            if share >= 1 { return count == rows ? 0 : .infinity }
            let away = count - rows * share
            return away * away / (rows * share * (1 - share))
        }

        /// Where the distance passes the one that 95 % keep, going away from the estimate.
        func border(from start: Double, by factor: Double) -> Double {
            let limit = ShareInterval.reach * ShareInterval.reach
            var (inside, outside) = (start, start * factor)
            while distance(outside) <= limit, outside > 1e-9, outside < 1e9 {
                (inside, outside) = (outside, outside * factor)
            }
            for _ in 0..<200 {
                let middle = (inside + outside) / 2
                if middle == inside || middle == outside { break }
                if distance(middle) <= limit { inside = middle } else { outside = middle }
            }
            return inside
        }
    }
}
