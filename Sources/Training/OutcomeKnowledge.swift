import Foundation
import Insight

/// How much one column alone tells about the outcome: the area under the curve of its bins' own
/// shares, with missing values as one bin, and once more of the rows alone that have a value: what
/// is filled in for some loans only may know their outcomes. A column of an honest table stays well
/// below 0.9. `PureRows` are what such an area does not show.
///
/// Numbers have twenty bins, by size. What has few values for its rows, a category or a code, is
/// looked at value by value as well; there each row's share is that of the other rows of its
/// value, four fifths of them, so that a value of one row tells nothing of itself. Where values
/// have fewer than five rows on the average, it is that of all other rows of the value, which can
/// hide some knowledge but never invents any. A row's copies (`RowCopies`) are the row itself.
struct OutcomeKnowledge {
    let area: Double
    /// Of the rows with a value; nil where all have one, or too few of an outcome.
    let present: (area: Double, rows: Int)?
    let pure: [PureRows]
    let lifted: LiftedRows?
    private let rowCount: Int

    static let known = 0.97
    private static let near = 0.86
    /// Of the rows with an outcome: marked so that the model would live on it, or worth a word.
    /// The commoner outcome has groups of its own without any harm, customers who hold no debt.
    private static let most = (rare: 0.2, common: 0.3)
    private static let some = (rare: 0.05, common: 0.15)

    /// What shows that the column knows the outcome.
    ///
    /// - Parameter texts: of its codes; nil for numbers.
    func leak(_ texts: [String]?) -> LeakEvidence? { evidence(Self.known, Self.most, texts) }

    /// What makes it likely.
    func doubt(_ texts: [String]?) -> LeakEvidence? {
        evidence(Self.near, Self.some, texts) ?? lifted.map { .lifted($0, texts: texts) }
    }

    private func evidence(
        _ least: Double, _ part: (rare: Double, common: Double), _ texts: [String]?
    ) -> LeakEvidence? {
        if area >= least { return .area(area) }
        if let present, present.area >= least {
            return .present(area: present.area, rows: present.rows, of: rowCount)
        }
        return pure.first { $0.part >= ($0.isRare ? part.rare : part.common) }
            .map { .pure($0, texts: texts) }
    }

    private static let bins = 20
    /// Rows that a bin has at least, where only the rows with a value are looked at.
    private static let rowsPerBin = 10
    private static let folds = 5
    /// Rows that a value has on the average, from which on it is looked at by itself.
    private static let rowsPerValue = 5
    /// With fewer there is nothing to see.
    private static let fewestRowsPerValue = 1.5

    /// - Parameter copies: by row, the first one of its copies.
    init(_ values: [Double], _ outcomes: [Bool], copies: [Int?]) {
        rowCount = values.count
        area = max(
            Self.areaBySize(values, outcomes, bins: Self.bins),
            Self.areaByValue(values, outcomes, copies))
        present = Self.present(values, outcomes, copies)
        let marked = MarkedRows(values, outcomes, copies: copies)
        pure = PureRows.largest(marked)
        lifted = LiftedRows.strongest(marked)
    }

    /// The same area of what is made of two columns, of which many are looked at: nothing is
    /// judged by the share of its own rows.
    ///
    /// - Parameter copies: by row, the first one of its copies.
    static func combined(_ values: [Double], _ outcomes: [Bool], copies: [Int?]) -> Double {
        let (places, count) = places(values, bins: min(bins, max(2, values.count / rowsPerBin)))
        let own = byFolds(places, outcomes, copies, count)
        return max(
            areaOfOthers(places, outcomes, own, count), areaByValue(values, outcomes, copies))
    }

    private static func present(
        _ values: [Double], _ outcomes: [Bool], _ copies: [Int?]
    ) -> (area: Double, rows: Int)? {
        let rows = values.indices.filter { !values[$0].isNaN }
        let own = rows.map { outcomes[$0] }
        let bad = own.count { $0 }
        guard rows.count < values.count,
            min(bad, rows.count - bad) >= TrainingTable.fewestOutcomes
        else { return nil }
        var placeOf = [Int](repeating: 0, count: values.count)
        for (place, row) in rows.enumerated() { placeOf[row] = place }
        let present = rows.map { values[$0] }
        let area = max(
            areaBySize(present, own, bins: min(bins, max(2, rows.count / rowsPerBin))),
            areaByValue(present, own, rows.map { copies[$0].map { placeOf[$0] } }))
        return (area, rows.count)
    }

    private static func areaBySize(
        _ values: [Double], _ outcomes: [Bool], bins: Int
    ) -> Double {
        let (places, count) = places(values, bins: bins)
        var counts = [Int](repeating: 0, count: count)
        var events = counts
        for (place, outcome) in zip(places, outcomes) {
            counts[place] += 1
            if outcome { events[place] += 1 }
        }
        let scores = places.map { Double(events[$0]) / Double(counts[$0]) }
        return Discrimination(scores: scores, outcomes: outcomes)?.areaUnderCurve ?? 0.5
    }

    /// By row its bin, the last one for missing values, and how many there are.
    private static func places(_ values: [Double], bins: Int) -> ([Int], Int) {
        let sorted = values.filter { !$0.isNaN }.sorted()
        var borders: [Double] = []
        for bin in 1..<bins where !sorted.isEmpty {
            let border = sorted[bin * (sorted.count - 1) / bins]
            if borders.last.map({ $0 < border }) ?? true { borders.append(border) }
        }
        let places = values.map { value in
            value.isNaN ? borders.count + 1 : borders.firstIndex { value <= $0 } ?? borders.count
        }
        return (places, borders.count + 2)
    }

    private static func areaByValue(
        _ values: [Double], _ outcomes: [Bool], _ copies: [Int?]
    ) -> Double {
        var placeOf: [Double: Int] = [:]
        for value in values where !value.isNaN && placeOf[value] == nil {
            placeOf[value] = placeOf.count
            if Double(placeOf.count) * fewestRowsPerValue > Double(values.count) { return 0.5 }
        }
        // The last place is that of missing values.
        let places = values.map { placeOf[$0] ?? placeOf.count }
        let own = placeOf.count * rowsPerValue <= values.count
            ? byFolds(places, outcomes, copies, placeOf.count + 1) : byRows(outcomes, copies)
        return areaOfOthers(places, outcomes, own, placeOf.count + 1)
    }

    /// Of the shares that each row's place has without what is the row's `own`.
    private static func areaOfOthers(
        _ places: [Int], _ outcomes: [Bool], _ own: [Count], _ count: Int
    ) -> Double {
        var sums = [Count](repeating: Count(), count: count)
        for (row, place) in places.enumerated() { sums[place].add(outcomes[row]) }
        let share = Double(outcomes.count { $0 }) / Double(max(1, outcomes.count))
        let scores = places.enumerated().map { row, place in
            let others = sums[place].rows - own[row].rows
            let bad = sums[place].bad - own[row].bad
            return (Double(bad) + share) / Double(others + 1)
        }
        return Discrimination(scores: scores, outcomes: outcomes)?.areaUnderCurve ?? 0.5
    }

    private struct Count {
        var rows = 0
        var bad = 0

        mutating func add(_ isBad: Bool) {
            rows += 1
            bad += isBad ? 1 : 0
        }
    }

    /// By row: what lies in its fold of its value.
    private static func byFolds(
        _ places: [Int], _ outcomes: [Bool], _ copies: [Int?], _ count: Int
    ) -> [Count] {
        var lots = SplitMix(state: 20)
        var dealt = places.map { _ in Int(lots.next() % UInt64(folds)) }
        for (row, first) in copies.enumerated() { if let first { dealt[row] = dealt[first] } }
        var found = [[Count]](
            repeating: [Count](repeating: Count(), count: folds), count: count)
        for (row, place) in places.enumerated() { found[place][dealt[row]].add(outcomes[row]) }
        return places.enumerated().map { found[$1][dealt[$0]] }
    }

    /// By row: itself with its copies.
    private static func byRows(_ outcomes: [Bool], _ copies: [Int?]) -> [Count] {
        var found: [Int: Count] = [:]
        for (row, isBad) in outcomes.enumerated() {
            found[copies[row] ?? row, default: Count()].add(isBad)
        }
        return outcomes.indices.map { found[copies[$0] ?? $0] ?? Count() }
    }
}
