import Foundation
import Wire

/// What is found about the outcome: which columns know it, which value it is, how many there are.
extension TableFinding {
    static func knowsAlone(_ name: String, _ evidence: LeakEvidence) -> TableFinding {
        TableFinding(
            .knowsAlone, name, evidence.facts,
            says: leftOut(name, "alone it knows the outcome (\(evidence.english))"))
    }

    /// - Parameter other: the column beside which it knows.
    static func knows(_ name: String, with other: String, _ knowledge: LeakPair.Knowledge)
        -> TableFinding
    {
        TableFinding(
            .knowsWith, name, facts(other, knowledge),
            says: leftOut(name, words(other, knowledge)))
    }

    static func mayKnow(_ name: String, _ evidence: LeakEvidence) -> TableFinding {
        TableFinding(
            .mayKnow, name, evidence.facts,
            says: doubted(name, "alone: \(evidence.english)"))
    }

    static func mayKnow(_ name: String, with other: String, _ knowledge: LeakPair.Knowledge)
        -> TableFinding
    {
        TableFinding(
            .mayKnow, name, facts(other, knowledge),
            says: doubted(name, words(other, knowledge)))
    }

    private static func leftOut(_ name: String, _ reason: String) -> String {
        "\(name) left out: \(reason); --keep \(name) uses it all the same"
    }

    private static func doubted(_ name: String, _ reason: String) -> String {
        "\(name) may know the outcome (\(reason)): make sure that it is known when a loan is "
            + "decided"
    }

    private static func words(_ other: String, _ knowledge: LeakPair.Knowledge) -> String {
        func shown(_ area: Double) -> String {
            "(area under the curve \(String(format: "%.3f", area)))"
        }
        switch knowledge {
        case .difference(let area): return "less \(other) it knows the outcome \(shown(area))"
        case .sum(let area): return "added to \(other) it knows the outcome \(shown(area))"
        case .gives(let leak):
            return "with \(other) it gives back \(leak), which knows the outcome"
        }
    }

    private static func facts(_ other: String, _ knowledge: LeakPair.Knowledge) -> [Fact] {
        switch knowledge {
        case .difference(let area):
            [.text("evidence", "difference"), .text("other", other), .share("area", area)]
        case .sum(let area):
            [.text("evidence", "sum"), .text("other", other), .share("area", area)]
        case .gives(let leak):
            [.text("evidence", "gives_back"), .text("other", other), .text("leak", leak)]
        }
    }

    static func commonEvent(
        _ target: String, _ event: String, _ events: Int, of rows: Int, other: String
    ) -> TableFinding {
        TableFinding(
            .commonEvent, target,
            [
                .text("event", event), .text("other", other), .count("events", events),
                .count("rows", rows),
            ],
            says: "\(target) is \(event) in \(events) of \(rows) rows: the event is the bad "
                + "outcome, most often the rarer one; if \(event) is the good one, say "
                + "--event \(other)")
    }

    /// Rows that are the same to the last letter.
    ///
    /// - Parameters:
    ///   - one: with `other` an example, as rows from 1
    ///   - copies: how many rows stand more than once.
    static func copies(_ copies: Int, of rows: Int, _ one: Int, _ other: Int) -> TableFinding {
        TableFinding(
            .copies, nil, counted(copies, rows, one, other),
            says: "\(copies) of \(rows) rows stand more than once, such as rows \(one) and "
                + "\(other): \(ofCopies)")
    }

    /// Rows that differ only in columns that no model uses, such as numbers of loans.
    static func likeRows(_ alike: Int, of rows: Int, _ one: Int, _ other: Int) -> TableFinding {
        TableFinding(
            .likeRows, nil, counted(alike, rows, one, other),
            says: "\(alike) of \(rows) rows are like another one in all columns that are used, "
                + "such as rows \(one) and \(other), which differ in others alone: \(ofCopies)")
    }

    private static func counted(_ copies: Int, _ rows: Int, _ one: Int, _ other: Int) -> [Fact] {
        [.count("copies", copies), .count("rows", rows), .count("one", one), .count("other", other)]
    }

    private static let ofCopies =
        "no copy judges a model that has seen another, but each counts in its figures; keep one "
        + "of them where they are one loan"

    static func fewOutcomes(_ rows: Int, least: Int) -> TableFinding {
        TableFinding(
            .fewOutcomes, nil, [.count("rows", rows), .count("least", least)],
            says: "only \(rows) outcomes: under \(least) an expert's scorecard is the safer choice")
    }

    static func tooGood(_ area: Double) -> TableFinding {
        TableFinding(
            .tooGood, nil, [.share("area", area)],
            says: "an area under the curve of \(String(format: "%.4f", area)) is too good to be "
                + "true of loans: look for columns that were filled when the outcome was known "
                + "(what was paid, balances and days at the end, reasons of closing; two of them "
                + "together can say what neither says alone), for the outcome under another name, "
                + "and for one loan in several rows")
    }
}
