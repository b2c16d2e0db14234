import Wire

/// Which column of a table holds which feature of a model, and how its cells become numbers.
public struct FeatureColumns: Sendable {
    /// By feature: the column.
    public let columns: [Int]
    /// True where no column has the name of a feature, so that the first column is the first
    /// feature, and so on.
    public let isByPosition: Bool
    /// Columns that are called otherwise than their features, by capitals or blanks at the ends
    /// alone, and were taken as them.
    public let nearNames: [NearName]

    /// What a table calls a feature.
    public struct NearName: Equatable, Sendable {
        public let header: String
        public let feature: String
    }

    private let columnCount: Int
    private let names: [String]
    /// By feature: what its codes stand for; nil where texts are not categories.
    private let categories: [CategoryList?]
    /// By feature: whether nothing depends on it and its kind is unknown, so that any text will do.
    private let isIdle: [Bool]
    /// By feature: the codes that training met; empty for numbers, and where texts are categories.
    private let seen: [Set<Double>]
    /// By feature: whether training met numbers from 0 to 1 alone, as LightGBM notes a column of
    /// booleans, so that `True` and `False` are 1 and 0.
    private let isTruth: [Bool]
    /// By feature: texts that stand for a missing number.
    private let missingWords: [Set<String>]
    /// Whether `inf` is a value, as it is to LightGBM.
    private let takesInfinity: Bool

    /// By name (`FeatureName.plain`, else the one column that differs by capitals or blanks at the
    /// ends) where the header has all of the model's features, in any order and among others;
    /// else by position where there are as many columns as features and not one is named so.
    ///
    /// - Parameters:
    ///   - missingWords: by feature, texts that training took as missing numbers.
    ///   - takesInfinity: whether `inf` and `-inf` are values beyond every threshold, as LightGBM
    ///     has them; `commons train` has them missing, and names them in `missingWords` where it
    ///     met any.
    public init(
        header: [String], model: LightGBMModel, missingWords: [String: [String]] = [:],
        takesInfinity: Bool = true
    ) throws(FeatureColumnsError) {
        self.takesInfinity = takesInfinity
        names = model.featureNames
        columnCount = header.count
        var places: [String: Int] = [:]
        var wanted: Set<String> = []
        for name in names where !wanted.insert(FeatureName.plain(name)).inserted {
            throw .repeated(name)
        }
        for (index, name) in header.enumerated() {
            let name = FeatureName.plain(name)
            guard places.updateValue(index, forKey: name) == nil || !wanted.contains(name) else {
                throw .repeated(name)
            }
        }
        let near = Self.nearPlaces(header, names, but: wanted)
        var found: [Int] = []
        var nearNames: [NearName] = []
        var missing: [String] = []
        for name in names {
            if let place = places[FeatureName.plain(name)] {
                found.append(place)
            } else if let place = near[FeatureName.near(name)] {
                found.append(place)
                nearNames.append(NearName(header: header[place], feature: name))
            } else {
                missing.append(name)
            }
        }
        if !missing.isEmpty { try Self.checkShape(header) }
        self.missingWords = names.map { Set(missingWords[$0] ?? []) }
        if missing.isEmpty {
            columns = found
            isByPosition = false
            self.nearNames = nearNames
        } else if header.count == names.count, missing.count == names.count {
            columns = Array(names.indices)
            isByPosition = true
            self.nearNames = []
        } else {
            throw .missing(missing)
        }
        let known = try CategoryColumns(model)
        let categories = known.lists.map { $0.map { model.pandasCategories[$0] } }
        self.categories = categories
        isIdle = known.isIdle
        isTruth = names.indices.map { feature in
            categories[feature] == nil && feature < model.featureRanges.count
                && Self.isTruth(model.featureRanges[feature])
        }
        seen = names.indices.map { feature in
            guard categories[feature] == nil, feature < model.featureRanges.count else {
                return []
            }
            return Self.codes(model.featureRanges[feature])
        }
    }

    /// What is no table of commas at all is called so, and not by the columns that it has not.
    private static func checkShape(_ header: [String]) throws(FeatureColumnsError) {
        guard let first = header.first else { return }
        if first.hasPrefix("PK\u{3}\u{4}") { throw .foreign(.workbook) }
        if first.utf8.contains(0) { throw .foreign(.utf16) }
        guard header.count == 1, let mark = first.first(where: { ";\t|".contains($0) })
        else { return }
        throw .separated(by: mark == "\t" ? "tabs" : String(mark))
    }

    /// Columns by what is left of their names without capitals and blanks, where one column and one
    /// feature have it; columns that have a feature's very name are that feature's.
    private static func nearPlaces(
        _ header: [String], _ names: [String], but exact: Set<String>
    ) -> [String: Int] {
        var features: [String: Int] = [:]
        for name in names { features[FeatureName.near(name), default: 0] += 1 }
        var places: [String: [Int]] = [:]
        for (index, name) in header.enumerated() where !exact.contains(FeatureName.plain(name)) {
            places[FeatureName.near(name), default: []].append(index)
        }
        return places.filter { $1.count == 1 && features[$0] == 1 }.mapValues { $0[0] }
    }

    /// Whether a feature's range is from 0 to 1: `[0:1]` as LightGBM writes it, `[0.0:1.0]` too.
    private static func isTruth(_ range: String) -> Bool {
        guard range.hasPrefix("["), range.hasSuffix("]") else { return false }
        let ends = range.utf8.dropFirst().dropLast().split(separator: UInt8(ascii: ":"))
        return ends.count == 2
            && zip(ends, [0.0, 1]).allSatisfy {
                DoubleText.parse(String(decoding: $0, as: UTF8.self)) == $1
            }
    }

    /// What LightGBM notes of a categorical feature, `2:0:1`; nothing for `[0:1]` and `none`.
    private static func codes(_ range: String) -> Set<Double> {
        guard !range.hasPrefix("["), range != "none" else { return [] }
        var found: Set<Double> = []
        for word in range.utf8.split(separator: UInt8(ascii: ":")) {
            let text = String(decoding: word, as: UTF8.self)
            guard let code = DoubleText.parse(text) else { return [] }
            found.insert(code)
        }
        return found
    }

    /// The values of a record in the model's order; NaN for an empty cell, `NA`, `NaN`, `null` or
    /// `?`, for a word of `missingWords`, and for a text that is no category of the model;
    /// categories that it never met are counted in `unseen`.
    public func read(
        _ reader: borrowing CSVReader, into row: inout [Double],
        unseen: inout UnseenCategories
    ) throws(CellError) {
        guard reader.isClosed else {
            throw CellError(
                line: reader.line, column: nil,
                message: "a quotation mark is opened that nothing closes")
        }
        guard reader.fields.count == columnCount else {
            throw CellError(
                line: reader.line, column: nil,
                message: "there are \(reader.fields.count) fields in place of \(columnCount)")
        }
        for feature in columns.indices {
            let field = reader.fields[columns[feature]]
            let number = reader.bytes.withUnsafeBufferPointer {
                Cell.number(UnsafeBufferPointer(rebasing: $0[field]))
            }
            if let list = categories[feature] {
                guard reader.isUTF8 || reader.isWellFormed(field) else {
                    throw CellError(
                        line: reader.line, column: names[feature], message: CSVReader.notUTF8)
                }
                let text = reader.text(field)
                let code = list.code(of: text, number: number)
                row[feature] = code ?? .nan
                if code == nil, number?.isNaN != true { unseen.add(names[feature], text) }
            } else if let number {
                row[feature] = number
                if !number.isNaN, !seen[feature].isEmpty, !seen[feature].contains(number) {
                    unseen.add(names[feature], reader.text(field))
                }
            } else if isIdle[feature] || missingWords[feature].contains(reader.text(field)) {
                row[feature] = .nan
            } else if isTruth[feature], let truth = Cell.truth(reader.text(field)) {
                row[feature] = truth
            } else if takesInfinity, let infinity = Cell.infinity(reader.text(field)) {
                row[feature] = infinity
            } else {
                throw CellError(
                    line: reader.line, column: names[feature],
                    message: "'\(reader.text(field.prefix(40)))' is no number")
            }
        }
    }
}

/// Categories that a table has and the model never met, by feature.
public struct UnseenCategories: Sendable {
    public struct Item: Equatable, Sendable {
        public let feature: String
        /// The first one.
        public let example: String
        public internal(set) var rows: Int
    }

    /// In the order in which they were met.
    public private(set) var items: [Item] = []

    public init() {}

    mutating func add(_ feature: String, _ text: String) {
        for place in items.indices where items[place].feature == feature {
            items[place].rows += 1
            return
        }
        items.append(Item(feature: feature, example: text, rows: 1))
    }
}

/// A cell that cannot be read: where, and why.
public struct CellError: Error, Sendable, CustomStringConvertible {
    public let line: Int
    public let column: String?
    public let message: String

    public var description: String {
        "line \(line)" + (column.map { ", \($0)" } ?? "") + ": \(message)"
    }
}
