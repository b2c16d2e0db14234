/// A balanced entry. There is no other: lines that do not balance in each currency make none.
public struct JournalEntry: Hashable, Sendable {
    public let day: Day
    public let lines: [JournalLine]

    /// Two or more lines, none of them zero, whose debits equal their credits in each currency.
    public init(day: Day, lines: [JournalLine]) throws(JournalRefusal) {
        if lines.count < 2 { throw .fewerThanTwoLines }
        for (index, line) in lines.enumerated() {
            if line.amount.isZero { throw .zeroLine(index: index) }
            if line.amount.minorUnits == .min { throw .lineOutOfRange(index: index) }
        }
        var sums: [Currency: Int128] = [:]
        for line in lines {
            sums[line.amount.currency, default: 0] += Int128(line.amount.minorUnits)
        }
        for line in lines where sums[line.amount.currency] != 0 {
            throw .unbalanced(line.amount.currency)
        }
        self.init(checked: lines, day: day)
    }

    private init(checked lines: [JournalLine], day: Day) {
        self.lines = lines
        self.day = day
    }

    /// The entry that undoes this one, on its own day.
    public func reversed(on day: Day) -> JournalEntry {
        let opposite = lines.map { line in
            JournalLine(
                account: line.account,
                amount: Money(
                    minorUnits: -line.amount.minorUnits, currency: line.amount.currency))
        }
        return JournalEntry(checked: opposite, day: day)
    }
}
