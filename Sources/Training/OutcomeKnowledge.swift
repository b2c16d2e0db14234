import Foundation
import Insight

/// How much one column alone tells about the outcome: the area under the curve of its bins' own
/// shares, with missing values as one bin. A column of an honest table stays well below 0.9.
///
/// Numbers have twenty bins, by size. What has few values for its rows, a category or a code, is
/// looked at value by value as well; there each row's share is that of the other rows of its
/// value, four fifths of them, so that a value of one row tells nothing of itself.
struct OutcomeKnowledge {
    let area: Double
    var isLeak: Bool { area >= 0.97 }
    var isSuspect: Bool { area >= 0.86 }
    var shown: String { String(format: "%.3f", area) }

    private static let bins = 20
    private static let folds = 5
    /// Rows that a value has on the average, from which on it is looked at by itself.
    private static let rowsPerValue = 5

    init(_ values: [Double], _ outcomes: [Bool]) {
        area = max(Self.areaBySize(values, outcomes), Self.areaByValue(values, outcomes))
    }

    private static func areaBySize(_ values: [Double], _ outcomes: [Bool]) -> Double {
        let sorted = values.filter { !$0.isNaN }.sorted()
        var borders: [Double] = []
        for bin in 1..<bins where !sorted.isEmpty {
            let border = sorted[bin * (sorted.count - 1) / bins]
            if borders.last.map({ $0 < border }) ?? true { borders.append(border) }
        }
        let places = values.map { value in
            value.isNaN ? borders.count + 1 : borders.firstIndex { value <= $0 } ?? borders.count
        }
        var counts = [Int](repeating: 0, count: borders.count + 2)
        var events = counts
        for (place, outcome) in zip(places, outcomes) {
            counts[place] += 1
            if outcome { events[place] += 1 }
        }
        let scores = places.map { Double(events[$0]) / Double(counts[$0]) }
        return Discrimination(scores: scores, outcomes: outcomes)?.areaUnderCurve ?? 0.5
    }

    private static func areaByValue(_ values: [Double], _ outcomes: [Bool]) -> Double {
        var placeOf: [Double: Int] = [:]
        for value in values where !value.isNaN && placeOf[value] == nil {
            placeOf[value] = placeOf.count
            if placeOf.count * rowsPerValue > values.count { return 0.5 }
        }
        // The last place is that of missing values.
        let places = values.map { placeOf[$0] ?? placeOf.count }
        var counts = [[Int]](
            repeating: [Int](repeating: 0, count: folds), count: placeOf.count + 1)
        var events = counts
        var lots = SplitMix(state: 20)
        let dealt = values.map { _ in Int(lots.next() % UInt64(folds)) }
        for (row, place) in places.enumerated() {
            counts[place][dealt[row]] += 1
            if outcomes[row] { events[place][dealt[row]] += 1 }
        }
        let share = Double(outcomes.count { $0 }) / Double(max(1, outcomes.count))
        let sums = zip(counts, events).map { ($0.reduce(0, +), $1.reduce(0, +)) }
        let scores = places.enumerated().map { row, place in
            let others = sums[place].0 - counts[place][dealt[row]]
            let bad = sums[place].1 - events[place][dealt[row]]
            return (Double(bad) + share) / Double(others + 1)
        }
        return Discrimination(scores: scores, outcomes: outcomes)?.areaUnderCurve ?? 0.5
    }
}
