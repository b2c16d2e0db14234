import Ledger

/// A basis under a scenario: every sum of money with the chances of the days on which it moves.
struct CashPlan {
    /// One sum that moves once.
    struct Sum {
        /// The paper's id or the item's, by which its course is drawn.
        var id: String
        var party: String?
        var direction: CashDirection
        /// Each as likely as the others.
        var amounts: [Int64]
        var expected: Int64
        /// Whether one of the amounts holds for all days of its item.
        var isAgreed = false
        var isPaper: Bool
        /// The chance, in millionths, that it has not moved after 0, 1, ... days.
        var waiting: [Int64]
    }

    let basis: CashBasis
    let scenario: CashScenario
    let sums: [Sum]

    var days: Int { 7 * basis.weeks }

    init(_ basis: CashBasis, _ scenario: CashScenario) {
        self.basis = basis
        self.scenario = scenario
        let count = 7 * basis.weeks
        var sums: [Sum] = []
        for paper in basis.papers where !scenario.skips(paper.id) {
            let curve = basis.habits[paper.habit].curve
            let age = paper.due.days(to: basis.asOf)
            sums.append(
                Sum(
                    id: paper.id, party: paper.party, direction: paper.direction,
                    amounts: [paper.amount], expected: paper.amount, isPaper: true,
                    waiting: Self.delayed(
                        curve.survival(from: age, days: count),
                        by: scenario.delay(of: paper.party))))
        }
        for item in basis.items + scenario.planned where !scenario.skips(item.id) {
            sums += Self.sums(of: item, basis, scenario)
        }
        self.sums = sums
    }

    private static func sums(
        of item: CashItem, _ basis: CashBasis, _ scenario: CashScenario
    ) -> [Sum] {
        let count = 7 * basis.weeks
        let curve = basis.habit(of: item)
        let delay = scenario.delay(of: item.party)
        return item.days.enumerated().compactMap { index, day in
            let start = basis.asOf.days(to: day)
            guard start <= count else { return nil }
            var waiting = [Int64](repeating: LatenessCurve.whole, count: count + 1)
            if let curve, let terms = item.terms {
                // Nothing is paid before the paper is there.
                let first = curve.survival(from: -terms - 1, days: count + 1)
                for step in 0...count where step >= max(start, 1) {
                    waiting[step] = first[min(step - start + 1, count + 1)]
                }
            } else {
                for step in 0...count where step >= max(start, 1) { waiting[step] = 0 }
            }
            return Sum(
                id: item.id + "#" + String(index), party: item.party,
                direction: item.direction, amounts: item.amounts, expected: item.expected,
                isAgreed: item.isAgreed, isPaper: false, waiting: delayed(waiting, by: delay))
        }
    }

    private static func delayed(_ waiting: [Int64], by days: Int) -> [Int64] {
        guard days > 0 else { return waiting }
        return waiting.indices.map { $0 < days ? LatenessCurve.whole : waiting[$0 - days] }
    }

    /// Why a week's expected balance changes: parties of open papers, then items, then trade.
    func parts(of week: Int) -> [CashForecast.Part] {
        var papers: [PaymentHabits.Key: CashForecast.Part] = [:]
        var items: [String: CashForecast.Part] = [:]
        for sum in sums {
            let chance = sum.waiting[7 * week] - sum.waiting[7 * week + 7]
            guard chance > 0 else { continue }
            let amount = Self.share(sum.expected, chance) * sum.direction.sign
            if sum.isPaper {
                let key = PaymentHabits.Key(
                    direction: sum.direction, party: sum.party ?? "")
                papers[
                    key,
                    default: .init(
                        cause: .papers, direction: sum.direction, subject: sum.party, amount: 0,
                        papers: [])
                ].take(amount, paper: sum.id, chance: chance)
            } else {
                let id = Self.item(of: sum.id)
                items[
                    id,
                    default: .init(
                        cause: .item, direction: sum.direction, subject: id, amount: 0,
                        papers: [])
                ].add(amount)
            }
        }
        return Self.ordered(Array(papers.values)) + Self.ordered(Array(items.values))
            + trade(of: week)
    }

    private func trade(of week: Int) -> [CashForecast.Part] {
        CashDirection.allCases.compactMap { direction in
            let amount = scenario.traded(
                basis.trade.expected(direction, week: week), direction)
            guard amount != 0 else { return nil }
            return CashForecast.Part(
                cause: .trade, direction: direction, subject: nil,
                amount: amount * direction.sign, papers: [])
        }
    }

    static func item(of id: String) -> String {
        var parts = id.split(separator: "#", omittingEmptySubsequences: false)
        if parts.count > 1 { parts.removeLast() }
        return parts.joined(separator: "#")
    }

    private static func share(_ amount: Int64, _ chance: Int64) -> Int64 {
        Int64(
            clamping: Rounding.halfUp.quotient(
                Int128(amount) * Int128(chance), dividedBy: Int128(LatenessCurve.whole)))
    }

    /// The largest first, and always in the same order.
    private static func ordered(_ parts: [CashForecast.Part]) -> [CashForecast.Part] {
        parts.map { part in
            var part = part
            part.papers.sort { ($1.amount.magnitude, $0.id) < ($0.amount.magnitude, $1.id) }
            return part
        }.sorted { left, right in
            (right.amount.magnitude, left.subject ?? "", left.direction.rawValue)
                < (left.amount.magnitude, right.subject ?? "", right.direction.rawValue)
        }
    }
}

extension CashForecast.Part {
    fileprivate mutating func add(_ amount: Int64) {
        self.amount = self.amount.addingClamped(amount)
    }

    fileprivate mutating func take(_ amount: Int64, paper: String, chance: Int64) {
        add(amount)
        papers.append(.init(id: paper, amount: amount, chance: chance))
    }
}
