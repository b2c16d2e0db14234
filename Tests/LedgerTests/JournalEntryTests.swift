import Ledger
import Testing

@Suite struct JournalEntryTests {
    private let cash = ID<Account>(1)
    private let sales = ID<Account>(2)

    private func line(_ account: ID<Account>, _ units: Int64, _ currency: Currency = .kes)
        -> JournalLine
    {
        JournalLine(account: account, amount: Money(minorUnits: units, currency: currency))
    }

    @Test func debitsEqualCreditsInEachCurrency() throws {
        let entry = try JournalEntry(
            day: Books.day,
            lines: [
                line(cash, 100), line(sales, -100), line(cash, -7, .usd), line(sales, 7, .usd),
            ])
        #expect(entry.lines.count == 4)
        #expect(throws: JournalRefusal.unbalanced(.kes)) {
            try JournalEntry(day: Books.day, lines: [line(cash, 100), line(sales, -99)])
        }
        #expect(throws: JournalRefusal.unbalanced(.kes)) {
            try JournalEntry(day: Books.day, lines: [line(cash, 100), line(sales, -100, .usd)])
        }
    }

    @Test func anEntryHasTwoLinesAndNoneOfZero() {
        #expect(throws: JournalRefusal.fewerThanTwoLines) {
            try JournalEntry(day: Books.day, lines: [])
        }
        #expect(throws: JournalRefusal.fewerThanTwoLines) {
            try JournalEntry(day: Books.day, lines: [line(cash, 1)])
        }
        #expect(throws: JournalRefusal.zeroLine(index: 1)) {
            try JournalEntry(
                day: Books.day, lines: [line(cash, 5), line(sales, 0), line(sales, -5)])
        }
    }

    @Test func wrapAroundIsNoBalance() {
        #expect(throws: JournalRefusal.unbalanced(.kes)) {
            try JournalEntry(
                day: Books.day,
                lines: [line(cash, .max), line(cash, .max), line(sales, 2)])
        }
        #expect(throws: JournalRefusal.lineOutOfRange(index: 0)) {
            try JournalEntry(
                day: Books.day, lines: [line(cash, .min), line(sales, .max), line(sales, 1)])
        }
    }

    @Test func aReversalTakesBackEveryLineOnItsOwnDay() throws {
        let entry = try JournalEntry(day: Books.day, lines: [line(cash, 100), line(sales, -100)])
        let reversal = entry.reversed(on: Books.day.adding(days: 40))
        #expect(reversal.day.iso == "2027-01-02")
        #expect(reversal.lines == [line(cash, -100), line(sales, 100)])
        let balance = try TrialBalance(of: entry.lines + reversal.lines)
        #expect(balance.rows.allSatisfy { $0.balance.isZero && $0.debits.minorUnits == 100 })
    }

    @Test func aTrialBalanceNamesWhatIsMissing() throws {
        let whole = try TrialBalance(of: [line(cash, 30), line(cash, -10), line(sales, -20)])
        #expect(whole.unbalanced.isEmpty)
        #expect(whole.balance(of: cash, in: .kes).decimal == "0.20")
        #expect(whole.balance(of: cash, in: .usd).isZero)
        #expect(whole.rows.map { $0.credits.minorUnits } == [10, 20])
        let torn = try TrialBalance(of: [line(cash, 30), line(cash, 5, .usd)])
        #expect(torn.unbalanced == [.kes, .usd])
    }
}
