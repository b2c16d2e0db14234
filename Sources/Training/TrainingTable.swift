import Foundation
import Insight
import Wire

/// A table with outcomes, ready to train on: numbers and categories, without the columns that say
/// nothing, that only name rows, or that know the outcome. `findings` names each of those.
public struct TrainingTable: Sendable {
    struct Column: Sendable {
        let name: String
        let values: [Double]
        /// The texts of the codes; nil for numbers.
        let categories: [String]?
        /// Words among its numbers that were taken as missing, as `commons score` takes them.
        var missingWords: [String] = []
    }

    public let outcomes: [Bool]
    /// The target's value for the event, the bad outcome.
    public let event: String
    public internal(set) var findings: [TableFinding] = []
    var columns: [Column] = []
    /// Columns of numbers that were left out as times or by `ignore`: what another one holds
    /// besides such a day is seen only beside it.
    var aside: [Column] = []
    /// By feature: why it is about no person although it looks as if the law protected it.
    var declared: [String: String] = [:]
    /// By row: the first one of those that are copies of one another; nil for a row of its own.
    private(set) var copies: [Int?] = []

    /// The findings in English.
    public var warnings: [String] { findings.map(\.english) }
    public var rowCount: Int { outcomes.count }
    public var eventCount: Int { outcomes.count { $0 } }
    public var featureNames: [String] { columns.map(\.name) }

    public static let fewestRows = 100
    static let fewestOutcomes = 12
    static let mostCategories = 200

    /// `event` is the target's text for the bad outcome; without it the word for it, the larger of
    /// two numbers, or yes. Columns in `keep` stay whatever they know. `notProtected` has by column
    /// why it is about no person (`ProtectedDeclaration`).
    public init(
        csv: [UInt8], target: String, event: String? = nil, ignore: Set<String> = [],
        keep: Set<String> = [], notProtected: [String: String] = [:]
    ) throws(TrainingRefusal) {
        var reader = CSVReader()
        reader.append(csv)
        if let foreign = reader.foreign {
            throw TrainingRefusal("the table " + foreign.advice)
        }
        guard reader.next(isLast: true) else { throw TrainingRefusal("the table is empty") }
        let header = reader.fields.map(reader.text)
        guard reader.isUTF8 else { throw TrainingRefusal("line 1 " + reader.encodingAdvice) }
        guard let place = header.firstIndex(of: target) else {
            throw Self.missing(target, header)
        }
        try Self.check(header, ignore: ignore, keep: keep)
        try Self.check(header, notProtected: notProtected)
        var (cells, texts) = try Self.cells(&reader, count: header.count)
        guard cells[place].count >= Self.fewestRows else {
            throw TrainingRefusal(
                "\(cells[place].count) rows are too few: at least \(Self.fewestRows) are needed")
        }
        let outcome = try OutcomeColumn(cells[place], target: target, given: event)
        (outcomes, self.event) = (outcome.outcomes, outcome.event)
        findings = outcome.findings
        for (index, name) in header.enumerated() where index != place {
            if ignore.contains(name) {
                setAside(name, cells[index])
                continue
            }
            guard !FeatureName.isNone(name) else {
                findings.append(.nameless(place: index + 1))
                continue
            }
            try take(
                name, cells[index], isKept: keep.contains(name),
                notProtected: notProtected[name])
            cells[index] = []
        }
        try findCopies(texts)
        leaveOutLeaks(keep: Set(keep.map(FeatureName.plain)))
        guard !columns.isEmpty else { throw TrainingRefusal("no column says anything") }
        guard columns.count <= LightGBMModel.mostFeatures else {
            throw TrainingRefusal(
                "\(columns.count) columns are too many: at most \(LightGBMModel.mostFeatures) "
                    + "can be used")
        }
        if outcomes.count < OutcomeEvidence.enough {
            findings.append(.fewOutcomes(outcomes.count, least: OutcomeEvidence.enough))
        }
    }

    /// By column: the texts of its rows; and of each row one number, which only rows of the same
    /// texts share.
    private static func cells(
        _ reader: inout CSVReader, count: Int
    ) throws(TrainingRefusal) -> (cells: [[String]], rows: [Int]) {
        var cells = [[String]](repeating: [], count: count)
        var rows: [Int] = []
        while reader.next(isLast: true) {
            guard reader.isClosed else {
                throw TrainingRefusal(
                    "line \(reader.line): a quotation mark is opened that nothing closes")
            }
            guard reader.fields.count == count else {
                throw TrainingRefusal(
                    "line \(reader.line): there are \(reader.fields.count) fields in place of "
                        + "\(count)")
            }
            guard reader.isUTF8 else {
                throw TrainingRefusal("line \(reader.line) " + reader.encodingAdvice)
            }
            var hasher = Hasher()
            for (index, field) in reader.fields.enumerated() {
                let text = reader.text(field)
                hasher.combine(text)
                cells[index].append(text)
            }
            rows.append(hasher.finalize())
        }
        return (cells, rows)
    }

    private static func missing(_ target: String, _ header: [String]) -> TrainingRefusal {
        if header.count == 1, let mark = header[0].first(where: { ";\t|".contains($0) }) {
            return TrainingRefusal(
                "its fields are separated by \(mark == "\t" ? "tabs" : "\(mark)"): save it with "
                    + "commas")
        }
        if header.count == 1, header[0].contains(" ") {
            return TrainingRefusal(
                "its first line, \(header[0].prefix(60)), is one field: save it with commas, and "
                    + "the names of the columns in the first line")
        }
        if let near = header.first(where: {
            $0.split(separator: " ").joined(separator: " ") == target
        }) {
            return TrainingRefusal(
                "there is no column \(target), but \"\(near)\" with blanks: leave them out after "
                    + "the commas")
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

    private static func check(
        _ header: [String], notProtected: [String: String]
    ) throws(TrainingRefusal) {
        for (name, reason) in notProtected.sorted(by: { $0.key < $1.key }) {
            guard header.contains(name) else {
                throw TrainingRefusal("there is no column \(name) that is not protected")
            }
            guard ProtectedDeclaration.isReason(reason) else {
                throw TrainingRefusal(
                    "--not-protected says of \(name) in one line what it is about, in words of "
                        + "three letters and more, and at most "
                        + "\(ProtectedDeclaration.mostLetters): \(name)=male and female plugs")
            }
        }
    }

    /// - Parameter texts: by row, what only rows of the same texts share.
    private mutating func findCopies(_ texts: [Int]) throws(TrainingRefusal) {
        let found = RowCopies(columns.map(\.values))
        copies = found.first
        guard let (one, other) = found.example else { return }
        for outcome in [true, false] {
            let different = found.different(outcomes, outcome)
            guard different >= Self.fewestOutcomes else {
                throw TrainingRefusal(
                    "rows are copies in all that a model may use, such as \(one) and \(other): "
                        + "only \(different) "
                        + (outcome ? "events" : "others") + " differ, and at least "
                        + "\(Self.fewestOutcomes) of each outcome are needed")
            }
        }
        let whole = found.whole(texts)
        if let (one, other) = whole.example {
            findings.append(.copies(whole.rowCount, of: rowCount, one, other))
        }
        if let (one, other) = whole.likeness {
            findings.append(.likeRows(found.rowCount - whole.rowCount, of: rowCount, one, other))
        }
    }

    /// By row: its fold.
    func folds(_ options: TrainingRun.Options) -> [Int] {
        TrainingRun.folds(outcomes, options.folds, options.seed, copies: copies)
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
