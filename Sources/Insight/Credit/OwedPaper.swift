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
    /// What credit notes took back of the amount: it was not to be paid, and was not.
    public var takenBack: Int64 = 0
    public var settlements: [Settlement] = []

    public init(party: Int, day: Day, due: Day, amount: Int64, grade: EvidenceGrade) {
        self.party = party
        self.day = day
        self.due = due
        self.amount = amount
        self.grade = grade
    }

    /// What was to be paid.
    var payable: Int64 { max(0, amount - takenBack) }

    /// What nobody has paid yet.
    var open: Int64 {
        max(0, settlements.reduce(payable) { $0 - min($0, $1.amount) })
    }

    /// Settled by its due day.
    var onTime: Int64 {
        min(payable, settlements.reduce(0) { $1.day <= due ? $0 + $1.amount : $0 })
    }

    /// Amount times the days after the due day until it was settled; what is open counts until
    /// `today`. What came early counts as no day.
    func lateness(on today: Day) -> Int128 {
        var open = payable
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

    /// Papers of which something was to be paid, due after `start` and by `end`, and what is still
    /// open of those that fell due before: a debt does not end by growing old. Nil for fewer than
    /// five.
    init?(_ papers: [OwedPaper], after start: Day, through end: Day) {
        var (owed, onTime, late): (Int128, Int128, Int128) = (0, 0, 0)
        var rows = 0
        for paper in papers where paper.due <= end {
            let isOld = paper.due <= start
            let amount = isOld ? paper.open : paper.payable
            guard amount > 0 else { continue }
            rows += 1
            owed += Int128(amount)
            onTime += isOld ? 0 : Int128(paper.onTime)
            late +=
                isOld
                ? Int128(amount) * Int128(paper.due.days(to: end)) : paper.lateness(on: end)
        }
        guard rows >= Self.fewest else { return nil }
        self.rows = rows
        onTimeShare = Double(onTime) / Double(owed)
        daysBeyond = Double(late) / Double(owed)
    }
}
