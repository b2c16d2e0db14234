import Insight

/// What the texts of each column are, and which columns say nothing.
extension TrainingTable {
    mutating func take(_ name: String, _ cells: [String], isKept: Bool) {
        guard let column = column(name, cells) else { return }
        if ProtectedName.matches(name) {
            warnings.append(
                "\(name) names what the law protects: no model with it is approved; leave it out "
                    + "with --ignore \(name)")
        }
        let present = column.values.filter { !$0.isNaN }
        guard Set(present).count > 1 || !present.isEmpty && present.count < cells.count else {
            warnings.append(
                "\(name) left out: it "
                    + (present.isEmpty ? "is always empty" : "always has the same value"))
            return
        }
        if column.categories == nil, Self.numbersRows(column.values) {
            warnings.append("\(name) left out: it only numbers the rows")
            return
        }
        if column.categories == nil, !isKept, let naming = RowNaming(name, column.values) {
            guard naming.isOrdered else {
                warnings.append(
                    "\(name) left out: \(naming.reason); --keep \(name) uses it all the same")
                if naming.isTime { aside.append(column) }
                return
            }
            warnings.append(
                "\(name) is a time: \(naming.reason), or leave it out with --ignore \(name)")
        }
        if let texts = column.categories, !ProtectedName.matches(name),
            let values = ProtectedValues(texts)
        {
            warnings.append(
                "\(name) holds what the law protects (\(values.description)): no model with it is "
                    + "approved; leave it out with --ignore \(name)")
        }
        columns.append(column)
    }

    mutating func setAside(_ name: String, _ cells: [String]) {
        let reading = ColumnReading(cells)
        guard reading.isNumeric else { return }
        aside.append(
            Column(name: FeatureName.plain(name), values: reading.values, categories: nil))
    }

    /// Numbers, or categories; nil, with a warning, when it is neither.
    private mutating func column(_ name: String, _ cells: [String]) -> Column? {
        let reading = ColumnReading(cells)
        if reading.isNumeric {
            if let doubt = reading.doubt {
                warnings.append("\(name) is a number, but \(doubt): taken as missing")
            }
            if let (one, other) = reading.sameNumber {
                warnings.append(
                    "\(name) is a number, so that \(one) and \(other) are the same; write codes "
                        + "with a letter in front")
            }
            return Column(
                name: FeatureName.plain(name), values: reading.values, categories: nil,
                missingWords: reading.missingWords)
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
        return categories(name, cells, reading)
    }

    private mutating func categories(
        _ name: String, _ cells: [String], _ reading: ColumnReading
    ) -> Column? {
        let kinds = Set(cells.filter { !$0.isEmpty }).sorted()
        let measures = reading.measure.map {
            "its texts look like numbers in another notation, such as \($0.text) in row \($0.row)"
        }
        guard kinds.count <= Self.mostCategories else {
            warnings.append("\(name) left out: " + Self.tooMany(kinds.count, reading, measures))
            return nil
        }
        guard kinds.count <= 10 || kinds.count * 2 <= cells.count else {
            warnings.append(
                "\(name) left out: it only names the rows (\(kinds.count) texts in "
                    + "\(cells.count) rows)" + (measures.map { ", or \($0)" } ?? ""))
            return nil
        }
        if let measures {
            warnings.append(
                "\(name) is taken as \(kinds.count) categories: \(measures); where it counts or "
                    + "measures, write plain numbers, all in the same unit")
        } else if reading.isMostlyNumbers, let mixture = reading.mixture {
            warnings.append(
                "\(name) is taken as \(kinds.count) categories: \(mixture); where it counts or "
                    + "measures, leave the other cells empty")
        }
        if let (one, other) = Self.nearlySame(kinds) {
            warnings.append(
                "\(name) has \(one) and \(other), which differ in capitals or blanks alone: they "
                    + "are two categories; write one of them throughout where they mean the same")
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

    private static func tooMany(
        _ count: Int, _ reading: ColumnReading, _ measures: String?
    ) -> String {
        if let measures { return "\(measures); write plain numbers, all in the same unit" }
        if let mixture = reading.mixture {
            return "\(mixture); leave empty what is not known, or leave out the words"
        }
        return "its \(count) different texts are no categories"
    }

    private static func numbersRows(_ values: [Double]) -> Bool {
        guard values.count > 1, values.allSatisfy({ $0 == $0.rounded() }) else { return false }
        return zip(values, values.dropFirst()).allSatisfy { $0 < $1 }
    }
}
