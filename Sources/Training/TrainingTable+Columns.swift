import Insight

/// What the texts of each column are, and which columns say nothing.
extension TrainingTable {
    /// - Parameter reason: why it is not about people, as its maker declares.
    mutating func take(
        _ name: String, _ cells: [String], isKept: Bool, notProtected reason: String?
    ) throws(TrainingRefusal) {
        let ground = ProtectedName.ground(of: name)
        guard ground != .plain || reason == nil else {
            throw TrainingRefusal(
                "\(name) names what the law protects and can mean nothing else: --not-protected "
                    + "is for columns that only look so; leave it out with --ignore \(name)")
        }
        guard let column = column(name, cells) else { return }
        let texts = ground == nil ? column.categories.flatMap(ProtectedValues.init) : nil
        if let found = TableFinding.protection(name, ground, texts, declared: reason) {
            findings.append(found)
        }
        let present = column.values.filter { !$0.isNaN }
        guard Set(present).count > 1 || !present.isEmpty && present.count < cells.count else {
            findings.append(present.isEmpty ? .empty(name) : .constant(name))
            return
        }
        if column.categories == nil, Self.numbersRows(column.values) {
            findings.append(.risingNumbers(name))
            return
        }
        if column.categories == nil, !isKept, let naming = RowNaming(name, column.values) {
            findings.append(.naming(name, naming))
            guard naming.isOrdered else {
                if naming.isTime { aside.append(column) }
                return
            }
        }
        if let reason, ground != nil || texts != nil { declared[column.name] = reason }
        columns.append(column)
    }

    mutating func setAside(_ name: String, _ cells: [String]) {
        let reading = ColumnReading(cells)
        guard reading.isNumeric else { return }
        aside.append(
            Column(name: FeatureName.plain(name), values: reading.values, categories: nil))
    }

    /// Numbers, or categories; nil, which is said, when it is neither.
    private mutating func column(_ name: String, _ cells: [String]) -> Column? {
        let reading = ColumnReading(cells)
        if reading.isNumeric {
            if let strays = reading.strays { findings.append(.strays(name, strays)) }
            if let (one, other) = reading.sameNumber {
                findings.append(.sameNumber(name, one, other))
            }
            return Column(
                name: FeatureName.plain(name), values: reading.values, categories: nil,
                missingWords: reading.missingWords)
        }
        if reading.isDays {
            findings.append(.dayTexts(name))
            return nil
        }
        if let example = reading.foreignNumber {
            findings.append(.foreignNumbers(name, example))
            return nil
        }
        return categories(name, cells, reading)
    }

    private mutating func categories(
        _ name: String, _ cells: [String], _ reading: ColumnReading
    ) -> Column? {
        let kinds = Set(cells.filter { !$0.isEmpty }).sorted()
        let measure = reading.measure
        guard kinds.count <= Self.mostCategories else {
            findings.append(
                .tooManyTexts(name, kinds.count, measure: measure, mixture: reading.mixture))
            return nil
        }
        guard kinds.count <= 10 || kinds.count * 2 <= cells.count else {
            findings.append(.rowTexts(name, kinds.count, of: cells.count, measure: measure))
            return nil
        }
        if let measure {
            findings.append(.measures(name, kinds.count, measure))
        } else if reading.isMostlyNumbers, let mixture = reading.mixture {
            findings.append(.mixedTexts(name, kinds.count, mixture))
        }
        if let (one, other) = Self.nearlySame(kinds) {
            findings.append(.nearlySame(name, one, other))
        }
        let codes = Dictionary(
            uniqueKeysWithValues: kinds.enumerated().map { ($1, Double($0)) })
        return Column(
            name: FeatureName.plain(name), values: cells.map { codes[$0] ?? .nan },
            categories: kinds)
    }

    /// Two texts that a reader takes for one: `Kisumu` and `KISUMU `.
    private static func nearlySame(_ kinds: [String]) -> (String, String)? {
        var known: [String: String] = [:]
        for kind in kinds {
            let plain = kind.lowercased().filter { !$0.isWhitespace }
            if let other = known.updateValue(kind, forKey: plain) { return (other, kind) }
        }
        return nil
    }

    private static func numbersRows(_ values: [Double]) -> Bool {
        guard values.count > 1, values.allSatisfy({ $0 == $0.rounded() }) else { return false }
        return zip(values, values.dropFirst()).allSatisfy { $0 < $1 }
    }
}
