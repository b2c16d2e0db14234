import Insight

/// Rows that one thing about a column has in common and of which (almost) all had one outcome:
/// a recovery that is filled in for bad loans alone, or a status that only good ones reach. The
/// whole column's area under the curve stays low where only some of the loans are so marked.
///
/// Looked at are the groups of `MarkedRows`, which also says what chance does not bring about.
struct PureRows: Equatable {
    let mark: MarkedRows.Mark
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

    /// Of each outcome those that mark the largest part of it, where any rows are pure.
    ///
    /// - Parameter copies: by row, the first one of its copies.
    static func largest(_ values: [Double], _ outcomes: [Bool], copies: [Int?]) -> [PureRows] {
        largest(MarkedRows(values, outcomes, copies: copies))
    }

    static func largest(_ groups: MarkedRows) -> [PureRows] {
        let (marks, all) = (groups.marks, groups.all)
        var found: [PureRows] = []
        for (mark, counts) in marks {
            for isBad in [true, false] where isPure(counts, groups, isBad) {
                let alike = isBad ? counts.bad : counts.good
                found.append(
                    PureRows(
                        mark: mark, rows: counts.rows, alike: alike, isBad: isBad,
                        isRare: isBad == (all.bad < all.good),
                        part: Double(alike) / Double(isBad ? all.bad : all.good)))
            }
        }
        let byValue = found.filter { $0.mark.isValue }
        for place in found.indices where found[place].mark.isValue {
            found[place].part = byValue.filter { $0.isBad == found[place].isBad }
                .reduce(0) { $0 + $1.part }
        }
        return [true, false].compactMap { isBad in
            found.filter { $0.isBad == isBad }.max { ($0.part, $0.rows) < ($1.part, $1.rows) }
        }
    }

    private static func isPure(
        _ group: OutcomeCounts, _ groups: MarkedRows, _ isBad: Bool
    ) -> Bool {
        let all = groups.all
        let usual = isBad ? all.badShare : 1 - all.badShare
        let other = Double(isBad ? group.good : group.bad) / Double(group.rows)
        guard usual > 0, usual < 1, other <= min(stray, (1 - usual) / rarer) else { return false }
        let share = 1 - other
        return groups.isNoChance(alike: share, usual: usual, rows: group.rows)
    }
}
