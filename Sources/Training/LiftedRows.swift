import Foundation
import Insight

/// Rows that one thing about a column marks and that are far more of one outcome than of the other
/// without being pure (`PureRows`): a recovery that a few good loans have as well.
///
/// Measured is the part of the outcome's rows that is marked, times how many times as large that
/// part is as the other outcome's. Of the marks of a quarter and more of an outcome, the largest on
/// the nine tables of `Benchmarks/train/tables.py` is 6.6 (43 % of the events and 2.7 % of the
/// others have no `ratio_27` in Polish year 1).
struct LiftedRows: Equatable {
    let mark: MarkedRows.Mark
    let isBad: Bool
    /// What part of all rows with the outcome are marked, and of all with the other one.
    let part: Double
    let other: Double
    let strength: Double

    private static let fewestPart = 0.25
    private static let honest = 8.0

    /// The strongest mark; nil where there is none beyond what honest columns have.
    static func strongest(_ groups: MarkedRows) -> LiftedRows? {
        var found: [LiftedRows] = []
        for (mark, counts) in groups.marks {
            for isBad in [true, false] {
                let rows = LiftedRows(mark, counts, groups.all, isBad)
                guard rows.part >= fewestPart, rows.strength >= honest else { continue }
                let share = isBad ? counts.badShare : 1 - counts.badShare
                let usual = isBad ? groups.all.badShare : 1 - groups.all.badShare
                if groups.isNoChance(alike: share, usual: usual, rows: counts.rows) {
                    found.append(rows)
                }
            }
        }
        return found.max { $0.strength < $1.strength }
    }

    private init(
        _ mark: MarkedRows.Mark, _ counts: OutcomeCounts, _ all: OutcomeCounts, _ isBad: Bool
    ) {
        let (own, others) = isBad ? (counts.bad, counts.good) : (counts.good, counts.bad)
        let (ownAll, othersAll) = isBad ? (all.bad, all.good) : (all.good, all.bad)
        self.mark = mark
        self.isBad = isBad
        part = Double(own) / Double(max(1, ownAll))
        other = Double(others) / Double(max(1, othersAll))
        // Half a row more of the other outcome, so that none is no infinity.
        strength = part * part * Double(max(1, othersAll)) / (Double(others) + 0.5)
    }

    /// What part of the events are marked, and of the others.
    var badPart: Double { isBad ? part : other }
    var goodPart: Double { isBad ? other : part }
}
