import Ledger
import Testing

@testable import Insight

@Suite("A cash forecast learns its doubt from what it missed before")
struct CashDoubtTests {
    static let today = Day(year: 2026, month: 11, day: 30) ?? .earliest

    /// Money that comes and goes by chance for a year and a half: from month to month the usual
    /// day's money rises and falls, which no paper and no rhythm tells.
    private static func wandering(seed: UInt64, days: Int = 560) -> CashHistory {
        var generator = SeededGenerator(seed: seed)
        var history = CashHistory(currency: .kes, before: 400_000_000)
        var level = 0.0
        for ago in stride(from: days, through: 0, by: -1) {
            let day = today.adding(days: -ago)
            if day.day == 1 { level = 0.6 * level + 900_000 * generator.normal() }
            for (key, sign) in [("sales", 1.0), ("purchases", -1.0)] {
                let usual = 1_000_000 + 300_000 * generator.normal() + sign * level
                history.movements.append(
                    .init(
                        day: day, amount: Int64((sign * max(usual, 1_000)).rounded()), key: key,
                        name: key, knownAt: Instant(day, hour: 15)))
            }
        }
        return history
    }

    @Test("Where money wanders, the band holds nearly what it promises, and held less without")
    func coverage() throws {
        var (inside, plain, weeks) = (0, 0, 0)
        for seed in UInt64(3)...4 {
            let held = Self.held(Self.wandering(seed: seed))
            inside += held.inside
            plain += held.plain
            weeks += held.weeks
        }
        let told = "\(inside) against \(plain) of \(weeks)"
        #expect(Double(inside - plain) > 0.05 * Double(weeks), "\(told)")
        #expect(0.7...0.9 ~= Double(inside) / Double(weeks), "\(told)")
    }

    @Test("A backtest tells what its trials hold, each of which learns from dates before it")
    func backtest() throws {
        let history = Self.wandering(seed: 6, days: 330)
        let held = Self.held(history)
        let tried = try #require(CashBacktest(history, asOf: Self.today, weeks: 13))
        #expect(tried.weeks == held.weeks && held.weeks > 13)
        #expect(tried.coverage == Int64(held.inside) * 1_000_000 / Int64(held.weeks))
        #expect(held.inside > held.plain)
    }

    /// Weekly balances of a backtest's trials within the band, with what was learnt and without.
    private static func held(_ history: CashHistory) -> (inside: Int, plain: Int, weeks: Int) {
        let balances = BalanceLine(history)
        func inside(_ basis: CashBasis) -> Int {
            CashForecast(basis).weeks.count {
                $0.p10...max($0.p10, $0.p90) ~= balances[$0.end]
            }
        }
        var past = CashPast(weeks: 13, days: .utc)
        var sum = (inside: 0, plain: 0, weeks: 0)
        for turn in 0..<8 {
            let date = today.adding(days: -91 - CashPast.step * turn)
            guard let known = past.known(history, on: date) else { break }
            var basis = CashBasis(known, asOf: date, weeks: 13, past: &past)
            sum.inside += inside(basis)
            basis.doubt = []
            sum.plain += inside(basis)
            sum.weeks += 13
        }
        return sum
    }

    @Test("Dates that saw the same money count as one beside what is told now")
    func overlapping() {
        let missed = CashDoubt.Seen(missed: 600, told: 300, dates: 3)
        // Three dates four weeks apart, one week ahead: 600 and what is told now, over four.
        let near = CashDoubt.half(of: 0, [missed], now: 100)
        #expect(near == 144)  // The square root of 175 * 175 - 100 * 100.
        // Twelve weeks ahead they share most of their weeks, so that now is as much as they are.
        var seen = [CashDoubt.Seen](repeating: CashDoubt.Seen(), count: 12)
        seen[11] = missed
        #expect(CashDoubt.half(of: 11, seen, now: 100) == 75)  // Of 125 * 125 - 100 * 100.
        // What was told too wide makes nothing narrower.
        #expect(CashDoubt.half(of: 0, [.init(missed: 90, told: 900, dates: 3)], now: 100) == 0)
    }

    @Test("Weeks that no date reached are told by the furthest that one did, as a walk goes on")
    func furthest() {
        var seen = [CashDoubt.Seen](repeating: CashDoubt.Seen(), count: 13)
        for week in 0..<4 { seen[week] = .init(missed: 600, told: 300, dates: 3) }
        let halves = (4..<13).map { CashDoubt.half(of: $0, seen, now: 100) }
        #expect(halves.allSatisfy { $0 > 0 })
        let none = [CashDoubt.Seen](repeating: CashDoubt.Seen(), count: 13)
        #expect(CashDoubt.half(of: 12, none, now: 9) == 0)
    }

    @Test("Shops of all kinds, imported or not, are held nearly as promised, and not far wider",
        arguments: [GeneratedTill.Entering.asTheyCame, .imported])
    func kinds(entering: GeneratedTill.Entering) {
        for kind in GeneratedTill.Kind.allCases {
            var (inside, weeks, width) = (0, 0, 0.0)
            var changes: [Double] = []
            for seed in UInt64(1)...8 {
                for days in [200, 420] {
                    let till = GeneratedTill(kind, entering, seed: seed, days: days)
                    let balances = BalanceLine(till.all)
                    let basis = CashBasis(till.known, asOf: GeneratedTill.today, weeks: 13)
                    for week in CashForecast(basis).weeks {
                        inside += week.p10...week.p90 ~= balances[week.end] ? 1 : 0
                        weeks += 1
                        guard week.end == basis.end else { continue }
                        width += Double(week.p90 - week.p10)
                        changes.append(Double(balances[week.end] - basis.opening))
                    }
                }
            }
            let share = Double(inside) / Double(weeks)
            #expect(0.65...0.97 ~= share, "\(kind): \(share)")
            let mean = changes.reduce(0, +) / Double(changes.count)
            let variance = changes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
                / Double(changes.count - 1)
            let wide = width / Double(changes.count) / (2.563 * variance.squareRoot())
            #expect(wide < 3, "\(kind): \(wide)")
        }
    }

    @Test("A loan in the past makes no later forecast doubtful")
    func loan() {
        func doubt(_ loan: Int64) -> Int64 {
            var till = GeneratedTill(.steady, .asTheyCame, seed: 2, days: 420)
            if loan > 0 {
                till.move(loan, "loan", on: Self.today.adding(days: -60), capital: loan)
            }
            var history = till.known
            history.movements.sort { $0.day < $1.day }
            return CashBasis(history, asOf: Self.today, weeks: 13).doubt.reduce(0, +)
        }
        #expect(doubt(0) > 0)
        #expect(doubt(100_000_000) == doubt(0))
    }

    @Test("What came after its day teaches a forecast nothing")
    func peeksAtNothing() {
        let date = Self.today.adding(days: -91)
        let history = Self.wandering(seed: 4)
        let known = history.known(at: Instant(date.adding(days: 1)))
        var past = CashPast(weeks: 13, days: .utc)
        let within = CashBasis(known, asOf: date, weeks: 13, past: &past)
        #expect(within == CashBasis(known, asOf: date, weeks: 13))
        #expect(within.doubt.count == 13 && within.doubt.contains { $0 > 0 })
    }

    @Test("The doubt widens the band by itself, moves no middle, and shortage follows from it")
    func widens() throws {
        var basis = CashBasis(
            currency: .kes, asOf: Self.today, weeks: 2, opening: 100_000, seed: 1, papers: [],
            habits: [], items: [], parties: [], trade: FutureTrade(), doubt: [], gaps: [])
        #expect(CashForecast(basis).weeks.allSatisfy { $0.p10 == 100_000 && $0.p90 == 100_000 })
        basis.doubt = [50_000, 200_000]
        let forecast = CashForecast(basis)
        for (week, half) in zip(forecast.weeks, basis.doubt) {
            #expect(abs(week.p50 - 100_000) < half / 100)
            #expect(abs(100_000 - week.p10 - half) < half / 100)
            #expect(abs(week.p90 - 100_000 - half) < half / 100)
            #expect(week.expected == 100_000)
        }
        // Half of its width lies below nothing: 1.2816 / 2 deviations, one chance in four.
        #expect(forecast.weeks[0].short < 10_000)
        #expect(250_000...270_000 ~= forecast.weeks[1].short)
        #expect(forecast.shortage?.chance == forecast.weeks[1].short)
        basis.doubt = [.max, .max]
        #expect(CashForecast(basis).weeks.allSatisfy { $0.p10 < $0.p50 && $0.p50 < $0.p90 })
    }

    @Test("What comes once a month on its day is expected on that day, whatever it was")
    func varying() throws {
        var history = CashHistory(currency: .kes, before: 1_000_000)
        let loans: [Int64] = [100, 320, 337, 164, 500, 150, 420, 372, 200]
        for (index, loan) in loans.enumerated() {
            let day = Self.today.adding(months: index - 8).adding(days: -18)
            history.movements.append(
                .init(
                    day: day, amount: -loan * 1_000, key: "loans", name: "Loans",
                    knownAt: Instant(day, hour: 12)))
        }
        for week in 0..<40 {
            let day = Self.today.adding(days: -1 - 7 * week)
            history.movements.append(
                .init(
                    day: day, amount: week % 3 == 0 ? 90_000 : 20_000, key: "sales",
                    name: "Sales", knownAt: Instant(day, hour: 12)))
        }
        history.movements.sort { $0.day < $1.day }
        let basis = CashBasis(history, asOf: Self.today, weeks: 13)
        #expect(basis.items.map(\.name) == ["Loans"])
        let item = try #require(basis.items.first)
        #expect(item.days.map(\.day) == [12, 12, 12])
        #expect(item.amounts == loans.suffix(6).map { $0 * 1_000 })
        #expect(basis.trade.outgoing.allSatisfy { $0.allSatisfy { $0 == 0 } })
    }
}
