/// Log-odds of default as points, where more points are better: `points` at `odds` good to one
/// bad, and `doubling` more for each doubling of these odds (N. Siddiqi, "Credit Risk Scorecards",
/// 2006).
public struct PointScale: Sendable, Equatable {
    public var points: Double
    public var odds: Double
    public var doubling: Double

    public init(points: Double = 600, odds: Double = 30, doubling: Double = 20) {
        self.points = points
        self.odds = odds
        self.doubling = doubling
    }

    private static let log2: Double = 0.6931471805599453

    /// `logOdds`: the natural logarithm of bad to good.
    public func points(logOdds: Double) -> Double {
        let factor = doubling / Self.log2
        return points - factor * (logOdds + Elementary.log(odds))
    }

    /// Points as people see them, within a million either way, whatever a model says; 0 for what
    /// is no number.
    public func wholePoints(logOdds: Double) -> Int {
        let points = points(logOdds: logOdds)
        guard points.isFinite else { return 0 }
        return Int(max(-1_000_000, min(1_000_000, points)).rounded())
    }
}
