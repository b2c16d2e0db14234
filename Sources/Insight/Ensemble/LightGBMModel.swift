import Wire

/// A boosted or bagged ensemble in LightGBM's text format (version 3 or 4): one score a row,
/// numerical and categorical splits, every way to treat missing values. Linear trees and models
/// with several scores a row are refused.
public struct LightGBMModel: Sendable {
    public let featureNames: [String]
    public let objective: Objective
    /// The raw score is the trees' mean, as in a random forest, in place of their sum.
    public let averages: Bool
    /// `feature_infos`: `[low:high]`, `0:1:2` for categories, `none` for an unused feature.
    public let featureRanges: [String]
    /// What pandas' columns of categories have for their codes, in column order.
    public let pandasCategories: [CategoryList]
    /// `categorical_feature` of the parameters: features by number, those without a split too;
    /// nil where the text does not say.
    let categoricalFeatures: [Int]?
    let trees: [LightGBMTree]

    /// More columns than any table of loans has.
    public static let mostFeatures = 10_000

    public var treeCount: Int { trees.count }
    /// Whether the text says how many training rows each node saw, as attributions need.
    public var hasCounts: Bool { trees.allSatisfy { $0.hasCounts } }
    /// Those that any tree asks for, by number.
    public var usedFeatures: Set<Int> {
        trees.reduce(into: []) { $0.formUnion($1.features) }
    }
    /// No row's raw score is further from zero.
    var largestRawScore: Double {
        var sum = 0.0
        for tree in trees { sum += tree.leafValues.reduce(0) { max($0, $1.magnitude) } }
        return sum
    }

    public init(text bytes: [UInt8]) throws(ModelTextError) {
        var lines = ModelLines(bytes)
        var reader = ModelSections()
        while let line = lines.next() {
            try reader.take(line, of: lines)
        }
        try reader.end(at: max(lines.number, 1))
        let header = try ModelHeader(reader.header, in: lines)
        var trees: [LightGBMTree] = []
        trees.reserveCapacity(reader.trees.count)
        var path = FeaturePath(featureCount: header.featureNames.count)
        for section in reader.trees {
            trees.append(
                try LightGBMTree(
                    section.entries, in: lines, at: section.line,
                    featureCount: header.featureNames.count, path: &path))
        }
        featureNames = header.featureNames
        objective = header.objective
        averages = header.averages
        featureRanges = header.featureRanges
        pandasCategories = try reader.pandasCategories.map {
            (remark) throws(ModelTextError) in try Self.categories(lines, remark)
        } ?? []
        categoricalFeatures = reader.categoricalFeatures.flatMap {
            Self.numbers(lines.bytes[$0])
        }
        self.trees = trees
    }

    /// `0,1,4`; nil where something else is there.
    private static func numbers(_ text: ArraySlice<UInt8>) -> [Int]? {
        var numbers: [Int] = []
        for word in text.split(separator: UInt8(ascii: ",")) {
            let plain = word.filter { $0 != UInt8(ascii: " ") }
            guard !plain.isEmpty else { continue }
            guard let value = DoubleText.parse(String(decoding: plain, as: UTF8.self)),
                let number = Int(exactly: value)
            else { return nil }
            numbers.append(number)
        }
        return numbers
    }

    /// `[["a","b"],[1,2]]`, or `null`. What cannot be read is refused: a table's texts would
    /// meet no category, and its numbers would be taken for codes.
    private static func categories(
        _ lines: ModelLines, _ remark: ModelLines.Line
    ) throws(ModelTextError) -> [CategoryList] {
        let unreadable = ModelTextError(
            remark.number, "pandas_categorical holds no lists of categories")
        guard let value = try? JSONValue.parse(Array(lines.bytes[remark.range])) else {
            throw unreadable
        }
        if value.kind == .null { return [] }
        guard let columns = value.array else { throw unreadable }
        var lists: [CategoryList] = []
        for column in columns {
            guard let items = column.array else { throw unreadable }
            lists.append(CategoryList(items))
        }
        return lists
    }
}

/// The text cut into the header and the trees.
private struct ModelSections {
    struct Section {
        let line: Int
        var entries: [String: ModelLines.Entry] = [:]
    }

    var header: [String: ModelLines.Entry] = [:]
    var trees: [Section] = []
    /// What stands behind the key.
    var pandasCategories: ModelLines.Line?
    var categoricalFeatures: Range<Int>?
    private var isPastTrees = false
    private var isBegun = false

    mutating func take(_ line: ModelLines.Line, of lines: ModelLines) throws(ModelTextError) {
        guard !line.range.isEmpty else { return }
        if !isBegun {
            guard lines.text(line.range) == "tree" else {
                throw ModelTextError(
                    line.number, "this is no LightGBM text model: it does not begin with 'tree'")
            }
            isBegun = true
            return
        }
        if isPastTrees { return takeRemark(line, of: lines) }
        let entry = lines.entry(line)
        if entry.key == "Tree" {
            let number = try lines.integer(entry, in: 0...Int(Int32.max))
            guard number == trees.count else {
                throw ModelTextError(
                    line.number, "tree \(number) stands where \(trees.count) should")
            }
            trees.append(Section(line: line.number))
        } else if entry.key == "end of trees" {
            isPastTrees = true
        } else if trees.isEmpty {
            try Self.add(entry, to: &header)
        } else {
            try Self.add(entry, to: &trees[trees.count - 1].entries)
        }
    }

    func end(at line: Int) throws(ModelTextError) {
        guard isBegun else { throw ModelTextError(line, "the model is empty") }
        guard isPastTrees else {
            throw ModelTextError(line, "the model is cut off: 'end of trees' is missing")
        }
    }

    private mutating func takeRemark(_ line: ModelLines.Line, of lines: ModelLines) {
        if let value = Self.value(line, "pandas_categorical:", of: lines) {
            pandasCategories = ModelLines.Line(number: line.number, range: value)
        } else if let value = Self.value(line, "[categorical_feature:", of: lines) {
            categoricalFeatures = value.dropLast()
        }
    }

    private static func value(
        _ line: ModelLines.Line, _ key: String, of lines: ModelLines
    ) -> Range<Int>? {
        let start = line.range.lowerBound
        guard line.range.count > key.utf8.count,
            lines.text(start..<start + key.utf8.count) == key
        else { return nil }
        return start + key.utf8.count..<line.range.upperBound
    }

    private static func add(
        _ entry: ModelLines.Entry, to entries: inout [String: ModelLines.Entry]
    ) throws(ModelTextError) {
        guard entries.updateValue(entry, forKey: entry.key) == nil else {
            throw ModelTextError(entry.line, "\(entry.key) is here for the second time")
        }
    }
}

/// What the lines before the first tree say.
private struct ModelHeader {
    let featureNames: [String]
    let featureRanges: [String]
    let objective: Objective
    let averages: Bool

    init(
        _ entries: [String: ModelLines.Entry], in lines: ModelLines
    ) throws(ModelTextError) {
        func required(_ key: String) throws(ModelTextError) -> ModelLines.Entry {
            guard let entry = entries[key] else {
                throw ModelTextError(1, "the header has no \(key)")
            }
            return entry
        }
        let version = try required("version")
        guard ["v3", "v4"].contains(lines.text(version.value)) else {
            throw ModelTextError(version.line, "versions v3 and v4 are supported")
        }
        for key in ["num_class", "num_tree_per_iteration"] {
            let entry = try required(key)
            guard try lines.integer(entry, in: 1...1_000_000) == 1 else {
                throw ModelTextError(
                    entry.line,
                    "\(key) is \(lines.text(entry.value)): one score a row is supported")
            }
        }
        let last = try required("max_feature_idx")
        let count = try lines.integer(last, in: 0...9_999_999) + 1
        guard count <= LightGBMModel.mostFeatures else {
            throw ModelTextError(
                last.line,
                "there are \(count) features: at most \(LightGBMModel.mostFeatures) are supported")
        }
        let names = try required("feature_names")
        featureNames = lines.words(names.value).map(lines.text)
        guard featureNames.count == count else {
            throw ModelTextError(
                names.line, "feature_names has \(featureNames.count) names in place of \(count)")
        }
        var known: Set<String> = []
        for name in featureNames where !known.insert(name).inserted {
            throw ModelTextError(names.line, "feature_names names \(name) twice")
        }
        featureRanges = entries["feature_infos"].map { lines.words($0.value).map(lines.text) } ?? []
        averages = entries["average_output"] != nil
        guard let entry = entries["objective"] else {
            objective = .identity
            return
        }
        let words = lines.words(entry.value).map(lines.text)
        guard let known = Objective(words: words) else {
            throw ModelTextError(
                entry.line, "the objective '\(lines.text(entry.value))' is not supported")
        }
        objective = known
    }
}
