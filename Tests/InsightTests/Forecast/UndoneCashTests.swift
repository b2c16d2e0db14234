import Ledger
import Testing

@testable import Insight

@Suite("Money that is undone moves on the days on which the books have it")
struct UndoneCashTests {
    static let today = CashForecastTests.today
    /// Days around today: far and near, before and after, and the day itself.
    static let days = [-200, -3, 0, 1, 19, 300]
    static let pairs = days.flatMap { first in days.map { (first, $0) } }

    private static func movement(
        _ entry: String, _ day: Int, _ amount: Int64, undoes: String? = nil
    ) -> CashHistory.Movement {
        CashHistory.Movement(
            day: today.adding(days: day), amount: amount, payment: "pay-" + entry, key: "buyer",
            name: "Buyer", knownAt: Instant(today), entry: entry, undoes: undoes)
    }

    /// What the basis expects to lie there at the end of a day, by what was booked alone.
    private static func booked(_ basis: CashBasis, on day: Day) -> Int64 {
        basis.items.reduce(basis.opening) { sum, item in
            let own = item.days.filter { $0 <= day }.count
            return sum + Int64(own) * item.expected * item.direction.sign
        }
    }

    private static func history(_ movements: [CashHistory.Movement]) -> CashHistory {
        CashHistory(
            currency: .kes, before: 5_000_00,
            movements: movements.sorted { ($0.day, $0.entry ?? "") < ($1.day, $1.entry ?? "") })
    }

    @Test("An entry and what undoes it, each on its day, whichever side of today", arguments: pairs)
    func pair(first: Int, second: Int) {
        let history = Self.history([
            Self.movement("a", first, 700_00), Self.movement("b", second, -700_00, undoes: "a"),
        ])
        let basis = CashBasis(history, asOf: Self.today, weeks: 13)
        for day in [0, 1, 7, 18, 19, 20, 91] {
            let day = Self.today.adding(days: day)
            #expect(Self.booked(basis, on: day) == history.balance(on: day), "\(day.iso)")
        }
        // What moves nothing on any day is not named.
        let isSeen = first != second && [first, second].contains { 1...91 ~= $0 }
        #expect(basis.items.isEmpty == !isSeen)
    }

    @Test("Random entries, undone and undone again, tie out on every day", arguments: 1...40)
    func random(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        var movements: [CashHistory.Movement] = []
        for number in 0..<30 {
            let day = Int(random.next() % 240) - 120
            let free = movements.filter { one in
                !movements.contains { $0.undoes == one.entry }
            }
            if random.next() % 2 == 0, !free.isEmpty {
                let undone = free[Int(random.next() % UInt64(free.count))]
                let same = random.next() % 3 == 0
                let own = same ? Self.today.days(to: undone.day) : day
                movements.append(
                    Self.movement("\(number)", own, -undone.amount, undoes: undone.entry))
            } else {
                let amount = Int64(random.next() % 900_00) - 450_00
                movements.append(Self.movement("\(number)", day, amount))
            }
        }
        let history = Self.history(movements)
        let basis = CashBasis(history, asOf: Self.today, weeks: 13)
        #expect(basis.opening == history.balance(on: Self.today))
        for day in 0...91 {
            let day = Self.today.adding(days: day)
            #expect(Self.booked(basis, on: day) == history.balance(on: day), "\(day.iso)")
        }
    }
}
