import Wire
import Foundation

/// What shows that one column alone knows the outcome.
enum LeakEvidence {
    /// The area under the curve of all rows.
    case area(Double)
    /// The same of the rows with a value.
    case present(area: Double, rows: Int, of: Int)
    /// - `texts`: of its codes; nil for numbers.
    case pure(PureRows, texts: [String]?)
    case lifted(LiftedRows, texts: [String]?)

    var english: String {
        func shown(_ area: Double) -> String {
            "area under the curve \(String(format: "%.3f", area))"
        }
        func percent(_ share: Double) -> String { String(format: "%.1f%%", share * 100) }
        switch self {
        case .area(let area): return shown(area)
        case .present(let area, let rows, let all):
            return shown(area) + " in the \(rows) of \(all) rows with a value"
        case .pure(let pure, let texts):
            return "\(pure.alike) of the \(pure.rows) rows \(pure.mark.shown(texts)) are "
                + (pure.isBad ? "events" : "no events")
        case .lifted(let rows, let texts):
            return "\(percent(rows.badPart)) of the events and \(percent(rows.goodPart)) of the "
                + "others are rows \(rows.mark.shown(texts))"
        }
    }

    /// `evidence` says which kind it is, `mark` and `value` which rows are meant.
    var facts: [Fact] {
        switch self {
        case .area(let area): return [.text("evidence", "area"), .share("area", area)]
        case .present(let area, let rows, let all):
            return [
                .text("evidence", "present"), .share("area", area), .count("rows", rows),
                .count("all", all),
            ]
        case .pure(let pure, let texts):
            return [
                .text("evidence", pure.isBad ? "all_bad" : "all_good"),
                .count("alike", pure.alike), .count("rows", pure.rows),
            ] + pure.mark.facts(texts)
        case .lifted(let rows, let texts):
            return [
                .text("evidence", "lifted"), .share("bad", rows.badPart),
                .share("good", rows.goodPart),
            ] + rows.mark.facts(texts)
        }
    }
}

extension MarkedRows.Mark {
    /// `with the value 3`.
    ///
    /// - Parameter texts: of the codes; nil for numbers.
    fileprivate func shown(_ texts: [String]?) -> String {
        switch self {
        case .present: "with a value"
        case .missing: "without a value"
        case .other(let common): "with another value than \(text(common, texts, quoted: true))"
        case .value(let value): "with the value \(text(value, texts, quoted: true))"
        }
    }

    fileprivate func facts(_ texts: [String]?) -> [Fact] {
        switch self {
        case .present: [.text("mark", "present")]
        case .missing: [.text("mark", "missing")]
        case .other(let common):
            [.text("mark", "other"), .text("value", text(common, texts, quoted: false))]
        case .value(let value):
            [.text("mark", "value"), .text("value", text(value, texts, quoted: false))]
        }
    }

    private func text(_ value: Double, _ texts: [String]?, quoted: Bool) -> String {
        let code = Int(exactly: value) ?? -1
        guard let texts else { return code >= 0 ? "\(code)" : "\(value)" }
        guard texts.indices.contains(code) else { return "" }
        return quoted ? "'\(texts[code])'" : texts[code]
    }
}
