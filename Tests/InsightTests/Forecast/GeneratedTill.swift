import Foundation
import Ledger

@testable import Insight

/// Books whose future is known: shops of several kinds until thirteen weeks after `today`.
struct GeneratedTill {
    enum Kind: String, CaseIterable {
        /// Sales six days a week and a purchase on Mondays, a fifth up or down; rent and wages.
        case steady
        /// Sales from nothing to double every day, and large purchases now and then.
        case noisy
        /// Twice as much in a year.
        case growing
        /// A wave of a year and a half of the week's money on its end.
        case seasonal
        /// Two invoices a week, paid four weeks later and up to a week late.
        case invoices
    }

    /// When facts were recorded.
    enum Entering: CaseIterable {
        case asTheyCame, tenDaysLate, imported, importedThenAsTheyCame
    }

    /// A Monday.
    static let today = Day(year: 2026, month: 11, day: 30) ?? .earliest
    /// With the weeks after `today`.
    private(set) var all = CashHistory(currency: .kes)
    private let entering: Entering
    private var generator: SeededGenerator

    init(_ kind: Kind, _ entering: Entering, seed: UInt64, days: Int, weeksAfter: Int = 13) {
        self.entering = entering
        generator = SeededGenerator(seed: seed)
        // Owners brought it long before the first sale.
        move(50_000_000, "opening", on: Self.today.adding(days: -420), capital: 50_000_000)
        for step in -days...7 * weeksAfter {
            let day = Self.today.adding(days: step)
            switch kind {
            case .steady:
                if day.weekday != .sunday { sell(100_000, by: 0.2, on: day) }
                if day.weekday == .monday { buy(350_000, by: 0.2, "market", on: day) }
            case .noisy:
                sell(100_000, by: 1, on: day)
                if chance(0.2) { buy(400_000, by: 0.7, "stock", on: day) }
            case .growing:
                let size = exp2(Double(step) / 365)
                if day.weekday != .sunday { sell(100_000 * size, by: 0.2, on: day) }
                if chance(0.3) { buy(180_000 * size, by: 0.5, "stock", on: day) }
            case .seasonal:
                let size = 1 + 0.4 * sin(2 * .pi * Double(step) / 365)
                let ofWeek = day.weekday.rawValue >= 5 ? 1.6 : 0.7
                if day.weekday != .sunday { sell(100_000 * size * ofWeek, by: 0.3, on: day) }
                if chance(0.3) { buy(180_000 * size, by: 0.5, "stock", on: day) }
            case .invoices:
                if [.tuesday, .thursday].contains(day.weekday) { invoice(on: day) }
                if chance(0.3) { buy(30_000, by: 0.5, "stock", on: day) }
            }
            guard kind != .invoices else { continue }
            if day.day == 1 { move(-400_000, "rent", on: day) }
            if day.day == 28 { move(-600_000, "wages", on: day) }
        }
        all.movements.sort { $0.day < $1.day }
    }

    /// What is recorded by the end of `today`.
    var known: CashHistory {
        var known = all.known(at: Instant(Self.today.adding(days: 1)))
        known.papers.removeAll { $0.day > Self.today }
        known.settlings.removeAll { $0.day > Self.today }
        known.movements.removeAll { $0.day > Self.today }
        return known
    }

    private func recorded(_ day: Day) -> Instant {
        let own = Instant(day, hour: 18)
        switch entering {
        case .asTheyCame: return own
        case .tenDaysLate: return Instant(day.adding(days: 10), hour: 9)
        case .imported: return max(own, Instant(Self.today, hour: 8))
        case .importedThenAsTheyCame:
            return max(own, Instant(Self.today.adding(days: -60), hour: 8))
        }
    }

    private mutating func chance(_ share: Double) -> Bool { unit() < share }

    private mutating func unit() -> Double { Double(generator.next() >> 11) / 0x1p53 }

    private mutating func sell(_ amount: Double, by share: Double, on day: Day) {
        move(Int64(amount * (1 - share + 2 * share * unit())), "sales", on: day)
    }

    private mutating func buy(_ amount: Double, by share: Double, _ key: String, on day: Day) {
        move(-Int64(amount * (1 - share + 2 * share * unit())), key, on: day)
    }

    mutating func move(_ amount: Int64, _ key: String, on day: Day, capital: Int64 = 0) {
        all.movements.append(
            .init(
                day: day, amount: amount, key: key, name: key, knownAt: recorded(day),
                capital: capital))
    }

    private mutating func invoice(on day: Day) {
        let id = "invoice-\(all.papers.count)"
        let amount = Int64(20_000 + 60_000 * unit())
        let paid = day.adding(days: 28 + Int(8 * unit()))
        all.papers.append(
            .init(
                id: id, number: id, party: "buyer", direction: .in, day: day,
                due: day.adding(days: 28), amount: amount, knownAt: recorded(day)))
        all.settlings.append(
            .init(
                paper: id, payment: id, day: paid, amount: amount, knownAt: recorded(paid)))
        all.movements.append(
            .init(
                day: paid, amount: amount, payment: id, party: "buyer", key: "buyer", name: "",
                knownAt: recorded(paid)))
    }
}
