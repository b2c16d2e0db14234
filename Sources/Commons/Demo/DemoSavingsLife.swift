import Ledger
import Storage

/// Two years of a SACCO and an investor club in sums: savings, shares, loans and contributions.
/// (Members with accounts of their own come with the member book.)
struct DemoSavingsLife {
    let sacco: DemoTown.Crew
    let club: DemoTown.Crew
    private var random: DemoRandom
    private var lent: Int64 = 0
    private var saved: Int64 = 0

    init(sacco: DemoTown.Crew, club: DemoTown.Crew, seed: UInt64) {
        self.sacco = sacco
        self.club = club
        random = DemoRandom(seed: seed)
    }

    mutating func live(_ days: ClosedRange<Day>, _ scribe: DemoScribe) throws {
        var day = days.lowerBound
        while day <= days.upperBound {
            switch day.day {
            case 5: try takeSavings(on: day, scribe)
            case 12: try lend(on: day, scribe)
            case 20: try collect(on: day, scribe)
            case 28: try payCosts(on: day, scribe)
            default: break
            }
            day = day.adding(days: 1)
        }
    }

    private mutating func takeSavings(on day: Day, _ scribe: DemoScribe) throws {
        let savings = Int64(random.within(180_000...260_000)) * 100
        let shares = Int64(random.within(20_000...45_000)) * 100
        saved += savings
        try post(sacco, "Members' savings of the month", "1020", "2200", savings, day, scribe)
        try post(sacco, "Members' shares of the month", "1020", "3000", shares, day, scribe)
        try post(sacco, "Wallet paid into the bank", "1010", "1020", savings, day, scribe)
        let stake = Int64(random.within(120_000...170_000)) * 100
        try post(club, "Contributions of the month", "1010", "2300", stake, day, scribe)
    }

    private mutating func lend(on day: Day, _ scribe: DemoScribe) throws {
        // No more than seven tenths of what members saved is lent.
        let room = saved * 7 / 10 - lent
        guard room > 0 else { return }
        let amount = room * Int64(random.within(40...80)) / 100
        lent += amount
        try post(sacco, "Loans paid out to members", "1400", "1010", amount, day, scribe)
        try post(sacco, "Loan processing fees", "1010", "4100", amount / 100, day, scribe)
    }

    private mutating func collect(on day: Day, _ scribe: DemoScribe) throws {
        guard lent > 0 else { return }
        let repaid = lent * Int64(random.within(6...10)) / 100
        try post(sacco, "Repayments of loans", "1010", "1400", repaid, day, scribe)
        try post(sacco, "Interest on loans", "1010", "4000", lent / 100, day, scribe)
        lent -= repaid
    }

    private mutating func payCosts(on day: Day, _ scribe: DemoScribe) throws {
        try post(sacco, "Wages", "6000", "1010", 6_500_000, day, scribe)
        try post(sacco, "Rent of the branch", "6100", "1010", 2_200_000, day, scribe)
        if saved > 0, day.month.isMultiple(of: 3) {
            try post(sacco, "Interest paid on savings", "5000", "1010", saved / 100, day, scribe)
        }
    }

    private mutating func post(
        _ crew: DemoTown.Crew, _ what: String, _ debit: String, _ credit: String,
        _ units: Int64, _ day: Day, _ scribe: DemoScribe
    ) throws {
        guard units > 0 else { return }
        let amount = Money(minorUnits: units, currency: crew.currency)
        try scribe.perform(
            PostEntry(
                id: random.newID(JournalEntry.self, on: day), day: day, description: what,
                lines: [
                    .init(accountID: try crew.account(debit), amount: amount),
                    .init(accountID: try crew.account(credit), amount: try amount.negated()),
                ]), as: crew.accountant, on: day, hour: 14, &random)
    }
}
