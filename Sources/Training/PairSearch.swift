import Insight

/// Finds pairs of columns of numbers of which the difference or the sum knows the outcome, as a day
/// of closing does less the day of opening, or which give back a column that was left out for it.
///
/// All pairs of up to 90 columns are looked at; of more columns the 4,000 pairs that move together
/// most, because a leak shows by difference where what it is added to cancels out (of the 1,000
/// columns that know most alone). The first look is at 1,000 rows of each outcome, the second at
/// all rows, and there the pair has to know more than either column does alone.
struct PairSearch {
    let columns: [TrainingTable.Column]
    /// Left out already, a day for one: it shows what another column holds besides it.
    let aside: [TrainingTable.Column]
    let leaks: [TrainingTable.Column]
    /// By column: the area under the curve of what it knows alone.
    let areas: [String: Double]
    let outcomes: [Bool]
    let copies: [Int?]

    private static let mostColumns = 1_000
    private static let mostAside = 100
    private static let mostPairs = 4_000
    private static let mostLeaks = 8
    private static let mostSecondLooks = 50
    private static let rowsPerOutcome = 1_000
    private static let rowsOfRanks = 500
    /// With fewer outcomes of a kind, two of many columns are right by luck.
    private static let fewestOutcomes = 30
    private static let fewestRows = 50
    /// Of the first look.
    private static let promising = 0.93
    private static let gain = 0.02
    /// Correlations of ranks that differ by less, or by fewer deviations of luck, do not tell which
    /// of two columns holds the leak.
    private static let tells = 0.02
    private static let deviations = 2.0

    /// What gives a leak back first, then what knows most.
    func found() -> [LeakPair] {
        var candidates = columns
        if candidates.count > Self.mostColumns {
            candidates.sort { (areas[$0.name] ?? 0, $1.name) > (areas[$1.name] ?? 0, $0.name) }
            candidates.removeLast(candidates.count - Self.mostColumns)
        }
        guard !candidates.isEmpty, candidates.count + aside.count > 1 else { return [] }
        return givingBack(candidates) + knowing(candidates)
    }

    private func givingBack(_ candidates: [TrainingTable.Column]) -> [LeakPair] {
        let all = candidates + aside.prefix(Self.mostAside)
        var found: [LeakPair] = []
        for leak in leaks.prefix(Self.mostLeaks) {
            let present = leak.values.indices.filter { !leak.values[$0].isNaN }
            guard present.count >= Self.fewestRows else { continue }
            let sample = Self.spread(present, Self.rowsOfRanks)
            let target = Standardised(sample.map { leak.values[$0] })
            let others = all.map { column in Standardised(sample.map { column.values[$0] }) }
            let alone = others.map { $0.correlation(with: target) }
            var likely: [(first: Int, second: Int, share: Double)] = []
            for first in candidates.indices {
                for second in (first + 1)..<max(first + 1, all.count) {
                    let share = Self.explained(
                        alone[first], alone[second],
                        others[first].correlation(with: others[second]))
                    if share >= PairFit.likely { likely.append((first, second, share)) }
                }
            }
            likely.sort { $0.share > $1.share }
            for pair in likely.prefix(Self.mostSecondLooks) {
                let (one, other) = (all[pair.first], all[pair.second])
                guard PairFit.gives(back: leak.values, one.values, other.values) else { continue }
                found.append(
                    self.pair(
                        one, other, leak.values, .gives(back: leak.name),
                        isOut: pair.second >= candidates.count))
            }
        }
        return found
    }

    /// What two columns explain together of a third one: the square of the multiple correlation.
    private static func explained(_ first: Double, _ second: Double, _ both: Double) -> Double {
        let rest = 1 - both * both
        guard rest > 1e-9 else { return 0 }
        return (first * first + second * second - 2 * first * second * both) / rest
    }

    private func knowing(_ candidates: [TrainingTable.Column]) -> [LeakPair] {
        let all = candidates + aside.prefix(Self.mostAside)
        guard let rows = sample() else { return [] }
        let own = rows.map { outcomes[$0] }
        let values = all.map { column in rows.map { column.values[$0] } }
        var likely: [(first: Int, second: Int, isSum: Bool, area: Double)] = []
        for (first, second) in pairs(values, candidates.count) {
            for isSum in [false, true] {
                let made = Self.combined(values[first], values[second], isSum: isSum)
                let area = FirstLook.area(made, own)
                if area >= Self.promising { likely.append((first, second, isSum, area)) }
            }
        }
        likely.sort { $0.area > $1.area }
        var found: [(pair: LeakPair, area: Double)] = []
        for look in likely.prefix(Self.mostSecondLooks) {
            let (one, other) = (all[look.first], all[look.second])
            let made = Self.combined(one.values, other.values, isSum: look.isSum)
            guard let area = secondLook(made) else { continue }
            let alone = max(areas[one.name] ?? 0, areas[other.name] ?? 0)
            guard area >= OutcomeKnowledge.known, area >= alone + Self.gain else { continue }
            let knowledge: LeakPair.Knowledge = look.isSum
                ? .sum(area: area) : .difference(area: area)
            let pair = pair(
                one, other, made, knowledge, isOut: look.second >= candidates.count)
            found.append((pair, area))
        }
        return found.sorted { $0.area > $1.area }.map(\.pair)
    }

    /// Of the rows with both values.
    private func secondLook(_ made: [Double]) -> Double? {
        let rows = made.indices.filter { !made[$0].isNaN }
        let own = rows.map { outcomes[$0] }
        let bad = own.count { $0 }
        guard min(bad, rows.count - bad) >= Self.fewestOutcomes else { return nil }
        var placeOf = [Int: Int](minimumCapacity: rows.count)
        for (place, row) in rows.enumerated() { placeOf[row] = place }
        let first = rows.map { row in copies[row].flatMap { placeOf[$0] } }
        return OutcomeKnowledge.combined(rows.map { made[$0] }, own, copies: first)
    }

    /// - Parameter isOut: whether the second one is left out already.
    private func pair(
        _ one: TrainingTable.Column, _ other: TrainingTable.Column, _ leak: [Double],
        _ knowledge: LeakPair.Knowledge, isOut: Bool
    ) -> LeakPair {
        let rows = Self.spread(
            leak.indices.filter {
                !leak[$0].isNaN && !one.values[$0].isNaN && !other.values[$0].isNaN
            }, Self.rowsPerOutcome)
        func ranks(_ values: [Double]) -> Standardised {
            Standardised(ranksOf: rows.map { values[$0] })
        }
        let (own, others, target) = (ranks(one.values), ranks(other.values), ranks(leak))
        let (first, second) = (own.correlation(with: target), others.correlation(with: target))
        // The difference of two correlations with one thing deviates by about so much.
        let both = own.correlation(with: others) * (first * second < 0 ? -1 : 1)
        let luck = Self.deviations
            * (2 * max(0, 1 - both) / Double(max(1, rows.count))).squareRoot()
        let more = first.magnitude - second.magnitude
        let tells = max(Self.tells, luck)
        return LeakPair(
            first: one.name, second: other.name, knowledge: knowledge,
            holds: (more > -tells, !isOut && more < tells))
    }

    /// Rows of both outcomes, drawn by lot; nil where there are too few.
    private func sample() -> [Int]? {
        var lots = SplitMix(state: 31)
        var rows: [Int] = []
        for outcome in [true, false] {
            let own = outcomes.indices.filter { outcomes[$0] == outcome }
            guard own.count >= Self.fewestOutcomes else { return nil }
            rows += own.shuffled(using: &lots).prefix(Self.rowsPerOutcome)
        }
        return rows.sorted()
    }

    /// Two of the first `count`, or one of them and one that was left out.
    private func pairs(_ values: [[Double]], _ count: Int) -> [(Int, Int)] {
        var pairs: [(first: Int, second: Int)] = []
        for first in 0..<count {
            for second in (first + 1)..<max(first + 1, values.count) {
                pairs.append((first, second))
            }
        }
        guard pairs.count > Self.mostPairs else { return pairs }
        let rows = Self.spread(Array(values[0].indices), Self.rowsOfRanks)
        let ranks = values.map { column in Standardised(ranksOf: rows.map { column[$0] }) }
        let together = pairs.map { pair in
            (pair: pair, share: ranks[pair.first].correlation(with: ranks[pair.second]).magnitude)
        }
        return together.sorted { $0.share > $1.share }.prefix(Self.mostPairs).map(\.pair)
    }

    private static func combined(_ one: [Double], _ other: [Double], isSum: Bool) -> [Double] {
        zip(one, other).map { isSum ? $0 + $1 : $0 - $1 }
    }

    /// At most so many of the rows, evenly.
    private static func spread(_ rows: [Int], _ most: Int) -> [Int] {
        guard rows.count > most else { return rows }
        return (0..<most).map { rows[$0 * rows.count / most] }
    }
}
