/// Gathers amounts by account, in the order in which accounts first appear.
struct LineCollector {
    private var sums: [(account: ID<Account>, currency: Currency, units: Int128)] = []

    mutating func debit(_ account: ID<Account>, _ amount: Money) {
        add(account, Int128(amount.minorUnits), amount.currency)
    }

    mutating func credit(_ account: ID<Account>, _ amount: Money) {
        add(account, -Int128(amount.minorUnits), amount.currency)
    }

    /// The entry; nil where every account comes to zero.
    func entry(on day: Day) throws(PostingRefusal) -> JournalEntry? {
        var lines: [JournalLine] = []
        for sum in sums where sum.units != 0 {
            guard let units = Int64(exactly: sum.units) else { throw .overflow }
            lines.append(
                JournalLine(
                    account: sum.account, amount: Money(minorUnits: units, currency: sum.currency)))
        }
        if lines.isEmpty { return nil }
        do throws(JournalRefusal) {
            return try JournalEntry(day: day, lines: lines)
        } catch {
            throw .journal(error)
        }
    }

    private mutating func add(_ account: ID<Account>, _ units: Int128, _ currency: Currency) {
        for index in sums.indices
        where sums[index].account == account && sums[index].currency == currency {
            sums[index].units += units
            return
        }
        sums.append((account, currency, units))
    }
}
