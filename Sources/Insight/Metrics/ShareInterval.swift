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

/// How one band of scores did: what was foretold against what happened.
public struct BandMonitoring: Equatable, Sendable {
    public enum Verdict: Sendable { case asForetold, worse, better, tooFew }

    public let rows: Int
    public let foretold: Double
    public let happened: ShareInterval
    public let verdict: Verdict

    /// Nil for no rows.
    ///
    /// - Parameter subjects: how many different people or businesses the rows are about; nil: each
    ///   row is somebody else.
    public init?(probabilities: [Double], outcomes: [Bool], subjects: Int? = nil) {
        guard probabilities.count == outcomes.count,
            let happened = ShareInterval(
                events: outcomes.count { $0 }, rows: outcomes.count)
        else { return nil }
        rows = outcomes.count
        let foretold = probabilities.reduce(0, +) / Double(rows)
        if min(rows, subjects ?? .max) < PopulationStability.fewest {
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
