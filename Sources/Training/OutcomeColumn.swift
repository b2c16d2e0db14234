import Insight

/// The target: which of its two values is the event, the bad outcome. A model that learns the good
/// one is turned upside down, so whatever leaves a doubt is refused or warned about.
struct OutcomeColumn {
    /// The event's text.
    let event: String
    let outcomes: [Bool]
    let findings: [TableFinding]

    /// `given`: the event as somebody said it.
    init(_ cells: [String], target: String, given: String?) throws(TrainingRefusal) {
        let kinds = Set(cells).sorted()
        try Self.check(kinds, cells, target)
        let choice = try Choice(kinds, target, given)
        let event = choice.event
        outcomes = cells.map { $0 == event }
        self.event = event
        let events = outcomes.count { $0 }
        guard min(events, outcomes.count - events) >= TrainingTable.fewestOutcomes else {
            throw TrainingRefusal(
                "\(target) has \(events) events in \(outcomes.count) rows: at least "
                    + "\(TrainingTable.fewestOutcomes) of each outcome are needed")
        }
        let other = kinds[0] == event ? kinds[1] : kinds[0]
        findings = choice.isSure || events * 2 <= outcomes.count
            ? [] : [.commonEvent(target, event, events, of: outcomes.count, other: other)]
    }

    private static func check(
        _ kinds: [String], _ cells: [String], _ target: String
    ) throws(TrainingRefusal) {
        let missing = Set(kinds.filter { number($0)?.isNaN == true })
        if let row = cells.firstIndex(where: missing.contains) {
            let what = FeatureName.isNone(cells[row]) ? "empty" : "missing (\(cells[row]))"
            throw TrainingRefusal("\(target) is \(what) in row \(row + 1)")
        }
        guard kinds.count == 2 else {
            throw TrainingRefusal("\(target) \(Self.many(kinds)): two outcomes are needed")
        }
        for kind in kinds where Double(kind)?.isFinite == false {
            throw TrainingRefusal("\(target) has the value \(kind), which is no outcome")
        }
        if let first = number(kinds[0]), first == number(kinds[1]) {
            throw TrainingRefusal(
                "\(target) has only one outcome: \(kinds[0]) and \(kinds[1]) are the same number")
        }
    }

    /// One or more than two values, by name, and whether they are two that are written apart.
    private static func many(_ kinds: [String]) -> String {
        guard kinds.count > 1 else { return "has only one outcome, \(kinds[0])" }
        let shown = kinds.prefix(mostShown).map { "'\($0)'" }.joined(separator: ", ")
        let rest = kinds.count > mostShown ? " and others" : ""
        let folded = Set(kinds.map { $0.lowercased().filter { $0.isLetter || $0.isNumber } })
        let isSpelling = folded.count == 2 && !folded.contains("")
        return "has \(kinds.count) different values (\(shown)\(rest))"
            + (isSpelling
                ? ", which differ by capitals, blanks or signs: write each in one way" : "")
    }

    private static let mostShown = 5

    /// NaN for an empty cell and the words for one; nil for any other text.
    private static func number(_ cell: String) -> Double? {
        Array(cell.utf8).withUnsafeBufferPointer { Cell.number($0) } ?? Double(cell)
    }

    private struct Choice {
        let event: String
        /// Whether somebody or the value itself said so.
        let isSure: Bool

        init(_ kinds: [String], _ target: String, _ given: String?) throws(TrainingRefusal) {
            if let given {
                guard kinds.contains(given) else {
                    throw TrainingRefusal(
                        "\(target) is never \(given), but \(kinds[0]) or \(kinds[1])")
                }
                (event, isSure) = (given, true)
            } else if let bad = Self.named(kinds) {
                (event, isSure) = (bad, true)
            } else {
                event = try Self.larger(kinds, target)
                isSure = false
                try Self.check(event, of: kinds, target)
            }
        }

        /// The one that its own word tells from the other one.
        private static func named(_ kinds: [String]) -> String? {
            guard kinds.allSatisfy({ OutcomeWord.truth($0) == nil && number($0) == nil }) else {
                return nil
            }
            let says = kinds.map { OutcomeWord.of($0) }
            guard says.count(where: { $0 == .bad }) == 1, !says.contains(.both) else {
                return nil
            }
            return says[0] == .bad ? kinds[0] : kinds[1]
        }

        /// Of two numbers the larger one, of yes and no the yes.
        private static func larger(
            _ kinds: [String], _ target: String
        ) throws(TrainingRefusal) -> String {
            let (first, second) = (number(kinds[0]), number(kinds[1]))
            if let first, let second { return first > second ? kinds[0] : kinds[1] }
            if first != nil || second != nil {
                // Two ways of writing, or three outcomes of which one does not occur.
                let (one, other) = first == nil ? (kinds[1], kinds[0]) : (kinds[0], kinds[1])
                throw TrainingRefusal(
                    "\(target) is the number \(one) in some rows and the word \(other) in the "
                        + "rest: write both in one way, or say which is the event with --event")
            }
            let truths = kinds.map { OutcomeWord.truth($0) }
            guard let first = truths[0], let second = truths[1], first != second else {
                throw TrainingRefusal(
                    "\(target) is \(kinds[0]) or \(kinds[1]): say which one is the event, the "
                        + "bad outcome, with --event")
            }
            return first ? kinds[0] : kinds[1]
        }

        /// A name that speaks of the good outcome would make it the event.
        private static func check(
            _ event: String, of kinds: [String], _ target: String
        ) throws(TrainingRefusal) {
            let says = OutcomeWord.of(target)
            guard says == .good || says == .both else { return }
            let other = kinds[0] == event ? kinds[1] : kinds[0]
            throw TrainingRefusal(
                "\(target) is \(event) or \(other), and its name speaks of "
                    + (says == .good ? "the good outcome" : "both outcomes")
                    + ": say which value is the bad one, --event \(other) if \(event) means good")
        }
    }
}
