import Foundation
import Insight

/// How much one column alone tells about the outcome: the area under the curve of its bins' own
/// shares, with missing values as one bin. A column of an honest table stays well below 0.9.
struct OutcomeKnowledge {
    let area: Double
    var isLeak: Bool { area >= 0.97 }
    var isSuspect: Bool { area >= 0.86 }
    var shown: String { String(format: "%.3f", area) }

    private static let bins = 20

    init(_ values: [Double], _ outcomes: [Bool]) {
        let sorted = values.filter { !$0.isNaN }.sorted()
        var borders: [Double] = []
        for bin in 1..<Self.bins where !sorted.isEmpty {
            let border = sorted[bin * (sorted.count - 1) / Self.bins]
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
        area = Discrimination(scores: scores, outcomes: outcomes)?.areaUnderCurve ?? 0.5
    }
}
