import Foundation
import Insight
import Wire

/// A table with outcomes, ready to train on: numbers and categories, without the columns that say
/// nothing, that only name rows, or that know the outcome. `warnings` names each of those.
public struct TrainingTable: Sendable {
    struct Column: Sendable {
        let name: String
        let values: [Double]
        /// The texts of the codes; nil for numbers.
        let categories: [String]?
    }

    public let outcomes: [Bool]
    public private(set) var warnings: [String] = []
    var columns: [Column] = []

    public var rowCount: Int { outcomes.count }
    public var featureNames: [String] { columns.map(\.name) }

    public static let fewestRows = 100
    static let fewestOutcomes = 12
    static let mostCategories = 200

    /// `positive` is the target's text for the event; without it the larger of two numbers, or one
    /// of the usual words. Columns in `keep` stay whatever they know.
    public init(
        csv: [UInt8], target: String, positive: String? = nil, ignore: Set<String> = [],
        keep: Set<String> = []
    ) throws(TrainingRefusal) {
        var reader = CSVReader()
        reader.append(csv)
        guard reader.next(isLast: true) else { throw TrainingRefusal("the table is empty") }
        let header = reader.fields.map(reader.text)
        guard let place = header.firstIndex(of: target) else {
            throw Self.missing(target, header)
        }
        try Self.check(header, ignore: ignore, keep: keep)
        var cells = [[String]](repeating: [], count: header.count)
        while reader.next(isLast: true) {
            guard reader.fields.count == header.count else {
                throw TrainingRefusal(
                    "line \(reader.line): there are \(reader.fields.count) fields in place of "
                        + "\(header.count)")
            }
            for (index, field) in reader.fields.enumerated() {
                cells[index].append(reader.text(field))
            }
        }
        guard cells[place].count >= Self.fewestRows else {
            throw TrainingRefusal(
                "\(cells[place].count) rows are too few: at least \(Self.fewestRows) are needed")
        }
        outcomes = try Self.outcomes(cells[place], target, positive)
        for (index, name) in header.enumerated() where index != place && !ignore.contains(name) {
            guard !FeatureName.isNone(name) else {
                warnings.append("column \(index + 1) left out: it has no name")
                continue
            }
            take(name, cells[index], isKept: keep.contains(name))
            cells[index] = []
        }
        guard !columns.isEmpty else { throw TrainingRefusal("no column says anything") }
        guard columns.count <= LightGBMModel.mostFeatures else {
            throw TrainingRefusal(
                "\(columns.count) columns are too many: at most \(LightGBMModel.mostFeatures) "
                    + "can be used")
        }
        if outcomes.count < OutcomeEvidence.enough {
            warnings.append(
                "only \(outcomes.count) outcomes: under \(OutcomeEvidence.enough) an expert's "
                    + "scorecard is the safer choice")
        }
    }

    private static func missing(_ target: String, _ header: [String]) -> TrainingRefusal {
        if header[0].hasPrefix("PK") {
            return TrainingRefusal("it is a workbook: save the sheet as CSV")
        }
        if header.count == 1, let mark = header[0].first(where: { ";\t|".contains($0) }) {
            return TrainingRefusal(
                "its fields are separated by \(mark == "\t" ? "tabs" : "\(mark)"): save it with "
                    + "commas")
        }
        let names = header.prefix(20).joined(separator: ", ")
        return TrainingRefusal(
            "there is no column \(target), but \(names)\(header.count > 20 ? " and others" : "")")
    }

    private static func check(
        _ header: [String], ignore: Set<String>, keep: Set<String>
    ) throws(TrainingRefusal) {
        var known: [String: String] = [:]
        for name in header where !FeatureName.isNone(name) {
            let plain = FeatureName.plain(name)
            guard let other = known.updateValue(name, forKey: plain) else { continue }
            throw TrainingRefusal(
                name == other
                    ? "two columns have the same name, \(name)"
                    : "the columns \(other) and \(name) would both be \(plain) in the model")
        }
        for (names, what) in [(ignore, "ignore"), (keep, "keep")] {
            for name in names.sorted() where !header.contains(name) {
                throw TrainingRefusal("there is no column \(name) to \(what)")
            }
        }
    }

    private static func outcomes(
        _ cells: [String], _ target: String, _ positive: String?
    ) throws(TrainingRefusal) -> [Bool] {
        let kinds = Set(cells).sorted()
        let missing = Set(kinds.filter { Self.number($0)?.isNaN == true })
        if let row = cells.firstIndex(where: missing.contains) {
            let what = FeatureName.isNone(cells[row]) ? "empty" : "missing (\(cells[row]))"
            throw TrainingRefusal("\(target) is \(what) in row \(row + 1)")
        }
        guard kinds.count == 2 else {
            let what = kinds.count == 1
                ? "has only one outcome, \(kinds[0])" : "has \(kinds.count) different values"
            throw TrainingRefusal("\(target) \(what): two outcomes are needed")
        }
        for kind in kinds where Double(kind)?.isFinite == false {
            throw TrainingRefusal("\(target) has the value \(kind), which is no outcome")
        }
        let (first, second) = (Self.number(kinds[0]), Self.number(kinds[1]))
        if let first, first == second {
            throw TrainingRefusal(
                "\(target) has only one outcome: \(kinds[0]) and \(kinds[1]) are the same number")
        }
        let event: String
        if let positive {
            guard kinds.contains(positive) else {
                throw TrainingRefusal("\(target) is never \(positive)")
            }
            event = positive
        } else if let first, let second {
            event = first > second ? kinds[0] : kinds[1]
        } else if first != nil || second != nil {
            // Two ways of writing, or three outcomes of which one does not occur: nobody can tell.
            let (one, other) = first == nil ? (kinds[1], kinds[0]) : (kinds[0], kinds[1])
            throw TrainingRefusal(
                "\(target) is the number \(one) in some rows and the word \(other) in the rest: "
                    + "write both in one way, or say which is the event with --positive")
        } else {
            let words: Set = ["yes", "y", "true", "t", "bad", "default", "defaulted", "chgoff"]
            let named = kinds.filter { words.contains($0.lowercased()) }
            guard named.count == 1 else {
                throw TrainingRefusal(
                    "\(target) is \(kinds[0]) or \(kinds[1]): say which is the event "
                        + "with --positive")
            }
            event = named[0]
        }
        let outcomes = cells.map { $0 == event }
        let events = outcomes.count { $0 }
        guard min(events, outcomes.count - events) >= fewestOutcomes else {
            throw TrainingRefusal(
                "\(target) has \(events) events in \(outcomes.count) rows: at least "
                    + "\(fewestOutcomes) of each outcome are needed")
        }
        return outcomes
    }

    /// NaN for an empty cell and the words for one; nil for any other text.
    private static func number(_ cell: String) -> Double? {
        Array(cell.utf8).withUnsafeBufferPointer { Cell.number($0) } ?? Double(cell)
    }

    private mutating func take(_ name: String, _ cells: [String], isKept: Bool) {
        guard let column = column(name, cells) else { return }
        if ProtectedName.matches(name) {
            warnings.append(
                "\(name) names what the law protects: no model with it is approved; leave it out "
                    + "with --ignore \(name)")
        }
        let present = column.values.filter { !$0.isNaN }
        guard Set(present).count > 1 || !present.isEmpty && present.count < cells.count else {
            warnings.append("\(name) left out: it always has the same value")
            return
        }
        if column.categories == nil, Self.numbersRows(column.values) {
            warnings.append("\(name) left out: it only numbers the rows")
            return
        }
        let knowledge = OutcomeKnowledge(column.values, outcomes)
        if knowledge.isLeak && !isKept {
            warnings.append(
                "\(name) left out: alone it knows the outcome (area under the curve "
                    + "\(knowledge.shown)); --keep \(name) uses it all the same")
            return
        }
        if knowledge.isSuspect {
            warnings.append(
                "\(name) may know the outcome (alone it has an area under the curve of "
                    + "\(knowledge.shown)): make sure that it is known when a loan is decided")
        }
        columns.append(column)
    }

    /// Numbers, or categories; nil, with a warning, when it is neither.
    private mutating func column(_ name: String, _ cells: [String]) -> Column? {
        let reading = ColumnReading(cells)
        if reading.isNumeric {
            if let doubt = reading.doubt {
                warnings.append("\(name) is a number, but \(doubt): taken as missing")
            }
            return Column(name: FeatureName.plain(name), values: reading.values, categories: nil)
        }
        if reading.isDays {
            warnings.append(
                "\(name) left out: days are no categories; give the days or months between two "
                    + "of them in its place")
            return nil
        }
        if let example = reading.foreignNumber {
            warnings.append(
                "\(name) left out: it has numbers in another notation, such as \(example.text) in "
                    + "row \(example.row); write plain ones, 1234.5 say, without separators of "
                    + "thousands, currencies or per cent signs")
            return nil
        }
        let kinds = Set(cells.filter { !$0.isEmpty }).sorted()
        guard kinds.count <= Self.mostCategories else {
            warnings.append(
                "\(name) left out: its \(kinds.count) different texts are no categories")
            return nil
        }
        guard kinds.count <= 10 || kinds.count * 2 <= cells.count else {
            warnings.append(
                "\(name) left out: it only names the rows (\(kinds.count) texts in "
                    + "\(cells.count) rows)")
            return nil
        }
        let codes = Dictionary(
            uniqueKeysWithValues: kinds.enumerated().map { ($1, Double($0)) })
        return Column(
            name: FeatureName.plain(name), values: cells.map { codes[$0] ?? .nan },
            categories: kinds)
    }

    private static func numbersRows(_ values: [Double]) -> Bool {
        guard values.count > 1, values.allSatisfy({ $0 == $0.rounded() }) else { return false }
        return zip(values, values.dropFirst()).allSatisfy { $0 < $1 }
    }

    /// Rows one behind another, in the order of `indices`.
    func rows(_ indices: [Int]) -> [Double] {
        var rows: [Double] = []
        rows.reserveCapacity(indices.count * columns.count)
        for index in indices {
            for column in columns { rows.append(column.values[index]) }
        }
        return rows
    }

    func labels(_ indices: [Int]) -> [Float] { indices.map { outcomes[$0] ? 1 : 0 } }
}
