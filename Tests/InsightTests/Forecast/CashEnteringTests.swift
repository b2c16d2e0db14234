import Ledger
import Testing

@testable import Insight

@Suite("Books entered afterwards are forecast as if they had been entered as they came")
struct CashEnteringTests {
    private static let today = GeneratedTill.today

    private static func basis(
        _ kind: GeneratedTill.Kind, _ entering: GeneratedTill.Entering, seed: UInt64 = 1,
        days: Int = 420
    ) -> CashBasis {
        let till = GeneratedTill(kind, entering, seed: seed, days: days)
        return CashBasis(till.known, asOf: today, weeks: 13)
    }

    @Test("What open papers bring is no trade to come, whenever they were entered",
        arguments: [GeneratedTill.Entering.imported, .importedThenAsTheyCame])
    func papersOnce(entering: GeneratedTill.Entering) {
        let basis = Self.basis(.invoices, entering)
        // Four weeks of credit: whatever is paid until then has been invoiced.
        for course in basis.trade.incoming { #expect(course.prefix(4).allSatisfy { $0 == 0 }) }
        #expect(basis == Self.basis(.invoices, .asTheyCame))
    }

    @Test("Where all is entered ten days late, what these days brought is expected, and once")
    func tenDaysLate() {
        var (coming, true_) = (0.0, 0.0)
        for seed in UInt64(1)...8 {
            let till = GeneratedTill(.invoices, .tenDaysLate, seed: seed, days: 420)
            let basis = CashBasis(till.known, asOf: Self.today, weeks: 13)
            coming += Double(CashOnceTests.total(basis, .in))
            let ahead = Self.today.adding(days: -9)...basis.end
            true_ += till.all.movements.filter { $0.amount > 0 && ahead.contains($0.day) }
                .reduce(0) { $0 + Double($1.amount) }
        }
        #expect(0.93...1.07 ~= coming / true_, "\(coming / true_)")
    }

    @Test("The doubt of imported books is that of the same books entered as they came",
        arguments: [GeneratedTill.Kind.steady, .noisy])
    func doubt(kind: GeneratedTill.Kind) {
        let basis = Self.basis(kind, .imported, days: 200)
        #expect(basis.doubt.contains { $0 > 0 })
        #expect(basis.doubt == Self.basis(kind, .asTheyCame, days: 200).doubt)
        #expect(!basis.gaps.contains(.doubtUntried))
    }

    @Test("Books too young to try any date say that the band is the model's alone")
    func untried() {
        #expect(Self.basis(.steady, .imported, days: 100).gaps == [.doubtUntried])
        #expect(Self.basis(.steady, .asTheyCame, days: 100).gaps == [.doubtUntried])
    }

    @Test("What was known at a date stays what was recorded by then")
    func recorded() {
        let till = GeneratedTill(.steady, .imported, seed: 1, days: 420)
        #expect(CashBacktest(till.known, asOf: Self.today, weeks: 13) == nil)
        let past = CashPast(weeks: 13, days: .utc)
        let seen = past.seen(till.known).history
        let yesterday = Instant(Self.today)
        #expect(seen.known(at: yesterday).movements.isEmpty)
        #expect(seen.seen(at: yesterday).movements.count == till.known.movements.count - 2)
    }

    @Test("A paper is announced on the day on which it was entered, where the books are kept")
    func localDay() {
        let zone = CashDays(
            day: { $0.adding(seconds: 3 * 3_600).day },
            end: { Instant($0.adding(days: 1)).adding(seconds: -3 * 3_600) })
        var history = CashHistory(currency: .kes)
        let day = Self.today.adding(days: -5)
        history.papers = [
            .init(
                id: "p", number: "p", party: "p", direction: .in, day: day, due: day, amount: 1,
                knownAt: Instant(day.adding(days: -1), hour: 22))
        ]
        _ = CashEntering(&history, zone)
        #expect(history.papers[0].announced == day)
    }

    @Test("The usual lag is that of what was entered as it came, not of an import")
    func usualLag() {
        var history = CashHistory(currency: .kes)
        func add(_ ago: Int, entered: Int) {
            let day = Self.today.adding(days: -ago)
            history.papers.append(
                .init(
                    id: "\(ago)", number: "", party: "p", direction: .in, day: day, due: day,
                    amount: 1, knownAt: Instant(Self.today.adding(days: -entered), hour: 9)))
        }
        for ago in 61...400 { add(ago, entered: 60) }
        for ago in 12...59 { add(ago, entered: ago - 12) }
        let entering = CashEntering(&history, .utc)
        #expect(entering.papers == 12 && entering.afterwards == 340)
        #expect(history.papers[339].announced == Self.today.adding(days: -400 + 12))
        // Nothing is seen later than it was recorded.
        #expect(history.papers.allSatisfy { $0.seenAt <= $0.knownAt })
    }
}
