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
    /// The texts that pandas had for the codes of its categorical columns, in column order.
    public let pandasCategories: [[String]]
    let trees: [LightGBMTree]

    /// More columns than any table of loans has.
    public static let mostFeatures = 10_000

    public var treeCount: Int { trees.count }
    /// Whether the text says how many training rows each node saw, as attributions need.
    public var hasCounts: Bool { trees.allSatisfy { $0.hasCounts } }
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
        pandasCategories = reader.pandasCategories.map { Self.categories(lines, $0) } ?? []
        self.trees = trees
    }

    /// `[["a","b"],[1,2]]`; anything else counts as none, because it is a remark for pandas.
    private static func categories(
        _ lines: ModelLines, _ range: Range<Int>
    ) -> [[String]] {
        guard let value = try? JSONValue.parse(Array(lines.bytes[range])),
            case .array(let columns) = value
        else { return [] }
        return columns.map { column in
            guard case .array(let items) = column else { return [] }
            return items.map { item in
                if case .string(let text) = item { return text }
                return String(decoding: item.bytes, as: UTF8.self)
            }
        }
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
    var pandasCategories: Range<Int>?
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
        let prefix = "pandas_categorical:"
        let start = line.range.lowerBound
        guard line.range.count > prefix.utf8.count,
            lines.text(start..<start + prefix.utf8.count) == prefix
        else { return }
        pandasCategories = start + prefix.utf8.count..<line.range.upperBound
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
