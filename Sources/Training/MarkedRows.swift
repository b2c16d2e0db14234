import Foundation
import Insight

/// The groups of rows that one thing about a column marks, of 20 rows and more: those with a value,
/// those without one, those with another value than the commonest (0 where nothing was recovered),
/// and those of each value. Copies of a row count once.
struct MarkedRows {
    enum Mark: Equatable {
        case present, missing
        case other(than: Double)
        case value(Double)
    }

    private(set) var marks: [(mark: Mark, counts: OutcomeCounts)] = []
    let all: OutcomeCounts

    private static let fewest = 20
    private static let chance = log(1e-6)

    /// - Parameter copies: by row, the first one of its copies.
    init(_ values: [Double], _ outcomes: [Bool], copies: [Int?]) {
        var sums: [Double: OutcomeCounts] = [:]
        var missing = OutcomeCounts()
        for (row, value) in values.enumerated() where copies[row] ?? row == row {
            if value.isNaN {
                missing.add(outcomes[row])
            } else {
                sums[value + 0, default: OutcomeCounts()].add(outcomes[row])
            }
        }
        var present = OutcomeCounts()
        for count in sums.values { present.add(count) }
        var all = missing
        all.add(present)
        self.all = all
        let common = sums.max { ($0.value.rows, $1.key) < ($1.value.rows, $0.key) }
        if missing.rows > 0 { marks = [(.present, present), (.missing, missing)] }
        if let common, sums.count > 2 {
            let others = OutcomeCounts(
                good: present.good - common.value.good, bad: present.bad - common.value.bad)
            marks.append((.other(than: common.key), others))
        }
        marks += sums.sorted { $0.key < $1.key }.map { (.value($0.key), $0.value) }
        marks.removeAll { $0.counts.rows < Self.fewest }
    }

    /// Whether chance does not give so many rows of one outcome: the bound on its probability under
    /// the share of all rows (H. Chernoff, 1952), times what is looked at, is below one in a
    /// million.
    ///
    /// - Parameters:
    ///   - alike: the group's share of the outcome, above
    ///   - usual: that of all rows.
    func isNoChance(alike: Double, usual: Double, rows: Int) -> Bool {
        let other = 1 - alike
        let distance = alike * log(alike / usual)
            + (other > 0 ? other * log(other / (1 - usual)) : 0)
        return log(Double(2 * marks.count)) - Double(rows) * distance < Self.chance
    }
}

extension MarkedRows.Mark {
    var isValue: Bool { if case .value = self { true } else { false } }
}

extension OutcomeCounts {
    fileprivate mutating func add(_ isBad: Bool) { if isBad { bad += 1 } else { good += 1 } }

    fileprivate mutating func add(_ other: OutcomeCounts) {
        good += other.good
        bad += other.bad
    }
}
