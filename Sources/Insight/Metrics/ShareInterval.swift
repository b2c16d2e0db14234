/// A share with its 95 % interval (E. Wilson, 1927), which stays between 0 and 1 for few rows too.
public struct ShareInterval: Equatable, Sendable {
    public let share: Double
    public let low: Double
    public let high: Double

    static let reach = 1.959963984540054

    /// Nil for no rows.
    public init?(events: Int, rows: Int) {
        guard rows > 0, 0...rows ~= events else { return nil }
        let (count, z) = (Double(rows), Self.reach)
        let share = Double(events) / count
        let middle = share + z * z / (2 * count)
        let spread = z * (share * (1 - share) / count + z * z / (4 * count * count)).squareRoot()
        let whole = 1 + z * z / count
        self.share = share
        low = events == 0 ? 0 : (middle - spread) / whole
        high = events == rows ? 1 : (middle + spread) / whole
    }
}

/// How often one group is approved for each time that another is: below 0.80 it asks for a reason
/// (the four-fifths rule of 29 CFR 1607.4 D). The 95 % interval is D. Katz's of 1978.
public struct AdverseImpactRatio: Equatable, Sendable {
    public let ratio: Double
    public let low: Double
    public let high: Double
    /// True when fewer than 20 were approved or declined on either side: too few for a verdict.
    public let isThin: Bool

    /// Nil when a group is empty or nobody of it was approved.
    public init?(approved: Int, of rows: Int, referenceApproved: Int, of referenceRows: Int) {
        guard 1...max(rows, 1) ~= approved, rows > 0, referenceRows > 0,
            1...referenceRows ~= referenceApproved
        else { return nil }
        let (own, other) = (Double(approved), Double(referenceApproved))
        ratio = own / Double(rows) / (other / Double(referenceRows))
        let variance = 1 / own - 1 / Double(rows) + 1 / other - 1 / Double(referenceRows)
        let reach = Elementary.exp(ShareInterval.reach * variance.squareRoot())
        low = ratio / reach
        high = ratio * reach
        isThin = [approved, rows - approved, referenceApproved, referenceRows - referenceApproved]
            .contains { $0 < PopulationStability.fewest }
    }

    public enum Verdict: Sendable { case fair, adverse, unknown }

    /// Adverse only when the whole interval is below four fifths, fair when none of it is.
    public var verdict: Verdict {
        if isThin { return .unknown }
        if high < 0.8 { return .adverse }
        return low >= 0.8 ? .fair : .unknown
    }
}

/// How one band of scores did: what was foretold against what happened.
public struct BandMonitoring: Equatable, Sendable {
    public enum Verdict: Sendable { case asForetold, worse, better, tooFew }

    public let rows: Int
    public let foretold: Double
    public let happened: ShareInterval
    public let verdict: Verdict

    /// Nil for no rows.
    public init?(probabilities: [Double], outcomes: [Bool]) {
        guard probabilities.count == outcomes.count,
            let happened = ShareInterval(
                events: outcomes.count { $0 }, rows: outcomes.count)
        else { return nil }
        rows = outcomes.count
        let foretold = probabilities.reduce(0, +) / Double(rows)
        if rows < PopulationStability.fewest {
            verdict = .tooFew
        } else if foretold < happened.low {
            verdict = .worse
        } else {
            verdict = foretold > happened.high ? .better : .asForetold
        }
        self.foretold = foretold
        self.happened = happened
    }
}
