/// How late somebody pays: the chance that a paper is still unpaid so many days after it is due.
///
/// Whole numbers only, so that server and browser draw the same days.
public struct LatenessCurve: Sendable, Equatable {
    /// Lateness of the first and of the last value; money that came earlier counts as the first.
    public static let days = -45...180
    /// One is this many.
    public static let whole: Int64 = 1_000_000

    /// Chances in millionths, one a day of `days`, never rising.
    public var unpaid: [Int64]
    /// The daily chance, in millionths, that what is still unpaid after the last day gets paid.
    public var tail: Int64
    /// Papers that it rests on, censored ones too.
    public var papers: Int

    public init(unpaid: [Int64], tail: Int64, papers: Int) {
        self.unpaid = unpaid
        self.tail = tail
        self.papers = papers
    }

    /// Half of the papers are paid by this lateness; nil where they never are.
    public var median: Int? {
        unpaid.firstIndex { $0 <= Self.whole / 2 }.map { $0 + Self.days.lowerBound }
    }

    /// The chances, in millionths, that a paper which is unpaid at lateness `age` is still so
    /// after 0, 1, ... `count` further days.
    public func survival(from age: Int, days count: Int) -> [Int64] {
        let start = value(at: age)
        // Hardly anybody was ever this late: what is left is paid at the pace of the tail.
        guard age < Self.days.upperBound, start >= 1_000 else { return tailed(count) }
        var chances: [Int64] = []
        chances.reserveCapacity(count + 1)
        for step in 0...count {
            if age + step <= Self.days.upperBound {
                chances.append(value(at: age + step) * Self.whole / start)
            } else {
                chances.append((chances.last ?? Self.whole) * (Self.whole - tail) / Self.whole)
            }
        }
        return chances
    }

    private func tailed(_ count: Int) -> [Int64] {
        var chances = [Self.whole]
        for _ in 0..<count {
            chances.append((chances.last ?? 0) * (Self.whole - tail) / Self.whole)
        }
        return chances
    }

    private func value(at lateness: Int) -> Int64 {
        if lateness < Self.days.lowerBound { return Self.whole }
        return unpaid[min(lateness - Self.days.lowerBound, unpaid.count - 1)]
    }
}
