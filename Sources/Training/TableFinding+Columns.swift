import Insight
import Wire

/// What is found about one column by looking at it alone.
extension TableFinding {
    static func nameless(place: Int) -> TableFinding {
        TableFinding(
            .nameless, nil, [.count("place", place)],
            says: "column \(place) left out: it has no name")
    }

    static func empty(_ name: String) -> TableFinding {
        TableFinding(.empty, name, says: "\(name) left out: it is always empty")
    }

    static func constant(_ name: String) -> TableFinding {
        TableFinding(.constant, name, says: "\(name) left out: it always has the same value")
    }

    static func risingNumbers(_ name: String) -> TableFinding {
        TableFinding(.risingNumbers, name, says: "\(name) left out: it only numbers the rows")
    }

    /// Whole numbers that name rows or hold days: left out, but for days that are counted from a
    /// first one.
    static func naming(_ name: String, _ naming: RowNaming) -> TableFinding {
        func leftOut(_ code: Code, _ facts: [Fact], _ reason: String) -> TableFinding {
            TableFinding(
                code, name, facts,
                says: "\(name) left out: \(reason); --keep \(name) uses it all the same")
        }
        switch naming {
        case .days(let example):
            return leftOut(
                .dayNumbers, [.text("example", example)],
                "it holds days as numbers (\(example)); \(between)")
        case .seconds:
            return leftOut(
                .seconds, [], "it holds points in time as seconds; give the days between two of "
                    + "them in its place")
        case .countedDays(let example):
            return TableFinding(
                .countedDays, name, [.text("example", example)],
                says: "\(name) is a time: it holds days as numbers (\(example), counted from a "
                    + "first one), and loans to come are later than all of them; \(between), or "
                    + "leave it out with --ignore \(name)")
        case .numbers: return leftOut(.rowNumbers, [], "it only numbers the rows")
        case .names(let different, let present):
            return leftOut(
                .rowNames, [.count("numbers", different), .count("rows", present)],
                "it only names the rows (\(different) numbers in \(present) rows)")
        }
    }

    private static let between = "give the days or months between two of them in its place"

    /// What the law may protect, and what its maker can do about it; nil where there is nothing
    /// to say.
    ///
    /// - Parameters:
    ///   - ground: why the name may mean what is protected.
    ///   - reason: why it is about no person, as its maker declares.
    static func protection(
        _ name: String, _ ground: ProtectedName.Ground?, _ values: ProtectedValues?,
        declared reason: String?
    ) -> TableFinding? {
        guard ground != nil || values != nil else {
            guard reason != nil else { return nil }
            return TableFinding(
                .needlesslyDeclared, name,
                says: "\(name) does not look like what the law protects: it needed no "
                    + "--not-protected")
        }
        let found = values.map { "holds what the law protects (\($0.description))" }
            ?? (ground == .plain ? "names what the law protects" : "may name what the law protects")
        if let reason {
            return TableFinding(
                .declaredUnprotected, name, [.text("reason", reason)],
                says: "\(name) \(found), and is declared to be about no person: \(reason). "
                    + "Whoever approves the model agrees to that")
        }
        let advice = "\(name) \(found): no model with it is approved; leave it out with "
            + "--ignore \(name)"
        if values == nil, ground == .plain {
            return TableFinding(.protectedName, name, says: advice)
        }
        let code: Code = values == nil ? .maybeProtectedName : .protectedValues
        let facts: [Fact] = values.map {
            [.text("kind", $0.kind.rawValue), .text("values", $0.examples.joined(separator: ", "))]
        } ?? []
        return TableFinding(
            code, name, facts,
            says: advice + ", or, where it is about no person, say what it is about: "
                + "--not-protected \"\(name)=what it is about\"")
    }

    static func strays(_ name: String, _ strays: StrayTexts) -> TableFinding {
        TableFinding(
            .strayTexts, name, strays.facts,
            says: "\(name) is a number, but \(strays.shown) "
                + "\(strays.count == 1 ? "is" : "are") none: taken as missing")
    }

    static func sameNumber(_ name: String, _ one: String, _ other: String) -> TableFinding {
        TableFinding(
            .sameNumber, name, [.text("one", one), .text("other", other)],
            says: "\(name) is a number, so that \(one) and \(other) are the same; write codes "
                + "with a letter in front")
    }

    static func dayTexts(_ name: String) -> TableFinding {
        TableFinding(
            .dayTexts, name, says: "\(name) left out: days are no categories; \(between)")
    }

    static func foreignNumbers(_ name: String, _ example: CellText) -> TableFinding {
        TableFinding(
            .foreignNumbers, name, example.facts,
            says: "\(name) left out: it has numbers in another notation, such as \(example.shown); "
                + "write plain ones, 1234.5 say, without separators of thousands, currencies or "
                + "per cent signs")
    }

    /// More texts than categories may have: measures in another notation, words among numbers, or
    /// just texts.
    static func tooManyTexts(
        _ name: String, _ kinds: Int, measure: CellText?, mixture: TextMixture?
    ) -> TableFinding {
        if let measure {
            return TableFinding(
                .tooManyMeasures, name, [.count("kinds", kinds)] + measure.facts,
                says: "\(name) left out: \(looks(measure)); write plain numbers, all in the same "
                    + "unit")
        }
        if let mixture {
            return TableFinding(
                .tooManyWords, name, [.count("kinds", kinds)] + mixture.facts,
                says: "\(name) left out: \(mixture.shown); leave empty what is not known, or leave "
                    + "out the words")
        }
        return TableFinding(
            .tooManyTexts, name, [.count("kinds", kinds)],
            says: "\(name) left out: its \(kinds) different texts are no categories")
    }

    static func rowTexts(
        _ name: String, _ kinds: Int, of rows: Int, measure: CellText?
    ) -> TableFinding {
        TableFinding(
            .rowTexts, name, [.count("kinds", kinds), .count("rows", rows)],
            says: "\(name) left out: it only names the rows (\(kinds) texts in \(rows) rows)"
                + (measure.map { ", or " + looks($0) } ?? ""))
    }

    static func measures(_ name: String, _ kinds: Int, _ measure: CellText) -> TableFinding {
        TableFinding(
            .measures, name, [.count("kinds", kinds)] + measure.facts,
            says: "\(name) is taken as \(kinds) categories: \(looks(measure)); where it counts or "
                + "measures, write plain numbers, all in the same unit")
    }

    static func mixedTexts(_ name: String, _ kinds: Int, _ mixture: TextMixture) -> TableFinding {
        TableFinding(
            .mixedTexts, name, [.count("kinds", kinds)] + mixture.facts,
            says: "\(name) is taken as \(kinds) categories: \(mixture.shown); where it counts or "
                + "measures, leave the other cells empty")
    }

    static func nearlySame(_ name: String, _ one: String, _ other: String) -> TableFinding {
        TableFinding(
            .nearlySame, name, [.text("one", one), .text("other", other)],
            says: "\(name) has \(one) and \(other), which differ in capitals or blanks alone: "
                + "they are two categories; write one of them throughout where they mean the same")
    }

    private static func looks(_ measure: CellText) -> String {
        "its texts look like numbers in another notation, such as \(measure.shown)"
    }
}
