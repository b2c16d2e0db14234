/// How many rows of a bin had the good and the bad outcome.
public struct OutcomeCounts: Equatable, Sendable {
    public var good: Int
    public var bad: Int

    public init(good: Int = 0, bad: Int = 0) {
        self.good = good
        self.bad = bad
    }

    public var rows: Int { good + bad }
    public var badShare: Double { rows == 0 ? 0 : Double(bad) / Double(rows) }

    static func + (left: OutcomeCounts, right: OutcomeCounts) -> OutcomeCounts {
        OutcomeCounts(good: left.good + right.good, bad: left.bad + right.bad)
    }

    mutating func count(_ isBad: Bool) {
        if isBad { bad += 1 } else { good += 1 }
    }
}
