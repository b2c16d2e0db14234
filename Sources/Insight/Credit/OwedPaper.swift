import Ledger

/// An invoice or a bill as it was known at one moment: what was owed, and what settled it when.
public struct OwedPaper: Sendable {
    public struct Settlement: Sendable {
        public let day: Day
        /// In minor units.
        public let amount: Int64

        public init(day: Day, amount: Int64) {
            self.day = day
            self.amount = amount
        }
    }

    /// A number for the other side; equal numbers are one party.
    public let party: Int
    public let day: Day
    public let due: Day
    /// In minor units, one currency for all.
    public let amount: Int64
    public let grade: EvidenceGrade
    public var settlements: [Settlement] = []

    public init(party: Int, day: Day, due: Day, amount: Int64, grade: EvidenceGrade) {
        self.party = party
        self.day = day
        self.due = due
        self.amount = amount
        self.grade = grade
    }

    /// Settled by its due day.
    var onTime: Int64 {
        min(amount, settlements.reduce(0) { $1.day <= due ? $0 + $1.amount : $0 })
    }

    /// Amount times the days after the due day until it was settled; what is open counts until
    /// `today`. What came early counts as no day.
    func lateness(on today: Day) -> Int128 {
        var open = amount
        var sum: Int128 = 0
        for settlement in settlements {
            let part = min(settlement.amount, open)
            sum += Int128(part) * Int128(max(0, due.days(to: settlement.day)))
            open -= part
        }
        return sum + Int128(open) * Int128(max(0, due.days(to: today)))
    }
}

/// How one side pays: over papers that fell due in a window.
struct PaymentHabit {
    let rows: Int
    let onTimeShare: Double
    let daysBeyond: Double

    /// Fewer papers tell a story, not a habit.
    static let fewest = 5

    /// Nil for fewer than five papers due after `start` and by `end`.
    init?(_ papers: [OwedPaper], after start: Day, through end: Day) {
        var (owed, onTime, late): (Int128, Int128, Int128) = (0, 0, 0)
        var rows = 0
        for paper in papers where paper.due > start && paper.due <= end && paper.amount > 0 {
            rows += 1
            owed += Int128(paper.amount)
            onTime += Int128(paper.onTime)
            late += paper.lateness(on: end)
        }
        guard rows >= Self.fewest else { return nil }
        self.rows = rows
        onTimeShare = Double(onTime) / Double(owed)
        daysBeyond = Double(late) / Double(owed)
    }
}
