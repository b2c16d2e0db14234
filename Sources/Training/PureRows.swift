import Foundation
import Insight

/// Rows that one thing about a column has in common and of which (almost) all had one outcome:
/// a recovery that is filled in for bad loans alone, or a status that only good ones reach. The
/// whole column's area under the curve stays low where only some of the loans are so marked.
///
/// Looked at are the rows with a value, those without one, those with another value than the
/// commonest (0 where nothing was recovered), and those of each value. Chance does not make a
/// group pure: the bound on its probability under the share of all rows (H. Chernoff, 1952), times
/// the groups looked at, has to be below one in a million. Copies of a row count once.
struct PureRows: Equatable {
    enum Mark: Equatable {
        case present, missing
        case other(than: Double)
        case value(Double)
    }

    let mark: Mark
    let rows: Int
    /// How many of them had the outcome.
    let alike: Int
    let isBad: Bool
    /// Whether fewer than half of all rows have that outcome.
    let isRare: Bool
    /// What part of all rows with the outcome they are; where values mark them, of all such values.
    private(set) var part: Double

    /// Of a pure group's rows at most so many have the other outcome,
    private static let stray = 0.02
    /// and that outcome is so much rarer there than in all rows: 98 % is nothing where all have 97.
    private static let rarer = 20.0
    private static let fewest = 20
    private static let chance = log(1e-6)

    /// Of each outcome those that mark the largest part of it, where any rows are pure.
    ///
    /// - Parameter copies: by row, the first one of its copies.
    static func largest(_ values: [Double], _ outcomes: [Bool], copies: [Int?]) -> [PureRows] {
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
        let common = sums.max { ($0.value.rows, $1.key) < ($1.value.rows, $0.key) }
        var marks: [(Mark, OutcomeCounts)] = []
        if missing.rows > 0 { marks = [(.present, present), (.missing, missing)] }
        if let common, sums.count > 2 {
            let others = OutcomeCounts(
                good: present.good - common.value.good, bad: present.bad - common.value.bad)
            marks.append((.other(than: common.key), others))
        }
        marks += sums.sorted { $0.key < $1.key }.map { (.value($0.key), $0.value) }
        marks.removeAll { $0.1.rows < fewest }
        var found: [PureRows] = []
        for (mark, counts) in marks {
            for isBad in [true, false] where isPure(counts, all, isBad, looks: 2 * marks.count) {
                let alike = isBad ? counts.bad : counts.good
                found.append(
                    PureRows(
                        mark: mark, rows: counts.rows, alike: alike, isBad: isBad,
                        isRare: isBad == (all.bad < all.good),
                        part: Double(alike) / Double(isBad ? all.bad : all.good)))
            }
        }
        let byValue = found.filter { $0.isValue }
        for place in found.indices where found[place].isValue {
            found[place].part = byValue.filter { $0.isBad == found[place].isBad }
                .reduce(0) { $0 + $1.part }
        }
        return [true, false].compactMap { isBad in
            found.filter { $0.isBad == isBad }.max { ($0.part, $0.rows) < ($1.part, $1.rows) }
        }
    }

    private var isValue: Bool { if case .value = mark { true } else { false } }

    private static func isPure(
        _ group: OutcomeCounts, _ all: OutcomeCounts, _ isBad: Bool, looks: Int
    ) -> Bool {
        let usual = isBad ? all.badShare : 1 - all.badShare
        let other = Double(isBad ? group.good : group.bad) / Double(group.rows)
        guard usual > 0, usual < 1, other <= min(stray, (1 - usual) / rarer) else { return false }
        let share = 1 - other
        let distance = share * log(share / usual)
            + (other > 0 ? other * log(other / (1 - usual)) : 0)
        return log(Double(looks)) - Double(group.rows) * distance < chance
    }

    /// `92 of the 92 rows with a value are events`.
    ///
    /// - Parameter texts: of the codes; nil for numbers.
    func shown(_ texts: [String]?) -> String {
        func text(_ value: Double) -> String {
            let code = Int(exactly: value) ?? -1
            if let texts { return texts.indices.contains(code) ? "'\(texts[code])'" : "" }
            return code >= 0 ? "\(code)" : "\(value)"
        }
        let which = switch mark {
        case .present: "with a value"
        case .missing: "without a value"
        case .other(let common): "with another value than \(text(common))"
        case .value(let value): "with the value \(text(value))"
        }
        return "\(alike) of the \(rows) rows \(which) are \(isBad ? "events" : "no events")"
    }
}

extension OutcomeCounts {
    fileprivate mutating func add(_ isBad: Bool) { if isBad { bad += 1 } else { good += 1 } }

    fileprivate mutating func add(_ other: OutcomeCounts) {
        good += other.good
        bad += other.bad
    }
}
