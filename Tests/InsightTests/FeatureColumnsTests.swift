import Insight
import Testing
import Wire

@Suite("Tables meet models by the names of columns")
struct FeatureColumnsTests {
    private func model() throws -> LightGBMModel {
        try LightGBMModel(text: try EnsembleVector.modelText("one-stump"))
    }

    private func read(_ header: [String], _ record: String) throws -> [Double] {
        let columns = try FeatureColumns(header: header, model: model())
        var reader = CSVReader()
        reader.append(record.utf8)
        let isThere = reader.next(isLast: true)
        #expect(isThere)
        var row = [Double](repeating: 0, count: 6)
        var unseen = UnseenCategories()
        try columns.read(reader, into: &row, unseen: &unseen)
        #expect(unseen.items.isEmpty)
        return row
    }

    @Test("Columns are found by name in any order, and others are left aside")
    func byName() throws {
        let header = (0..<6).reversed().map { "Column_\($0)" } + ["outcome"]
        #expect(try read(header, "5,4,3,2,1,0,bad") == [0, 1, 2, 3, 4, 5])
    }

    @Test("White space and JSON characters in a header are what LightGBM writes for them")
    func plainNames() throws {
        let header = ["Column:0", "Column[1", "Column}2", "Column\t3", "Column\n4", "Column\u{A0}5"]
        let columns = try FeatureColumns(header: header, model: model())
        #expect(!columns.isByPosition)
        #expect(try read(header.reversed(), "5,4,3,2,1,0") == [0, 1, 2, 3, 4, 5])
        #expect(throws: FeatureColumnsError.repeated("Column_0")) {
            try FeatureColumns(header: header + ["Column{0"], model: model())
        }
    }

    @Test("Other names with the right count stand by position")
    func byPosition() throws {
        let header = ["a", "b", "c", "d", "e", "f"]
        #expect(try read(header, "0,1,2,3,4,5") == [0, 1, 2, 3, 4, 5])
        #expect(try FeatureColumns(header: header, model: model()).isByPosition)
        let named = (0..<6).map { "Column_\($0)" }
        #expect(try !FeatureColumns(header: named, model: model()).isByPosition)
    }

    @Test("A name that differs by capitals or blanks at its ends is the feature's, wherever it is")
    func nearNames() throws {
        let header = [
            "column_5", " Column_4", "Column_3 ", "COLUMN_2", "Column_1", "\tcolumn_0\t",
        ]
        let columns = try FeatureColumns(header: header, model: model())
        #expect(!columns.isByPosition)
        #expect(columns.columns == [5, 4, 3, 2, 1, 0])
        #expect(columns.nearNames.map(\.feature) == [0, 2, 3, 4, 5].map { "Column_\($0)" })
        #expect(columns.nearNames.first?.header == "\tcolumn_0\t")
        #expect(try read(header, "5,4,3,2,1,0") == [0, 1, 2, 3, 4, 5])
        // Two columns that come equally near are neither of them the feature's.
        #expect(throws: FeatureColumnsError.missing(["Column_5"])) {
            try FeatureColumns(
                header: (0..<5).map { "Column_\($0)" } + ["column_5", "COLUMN_5"], model: model())
        }
        // What has a feature's very name is nobody else's.
        let exact = (0..<6).map { "Column_\($0)" } + ["column_0"]
        #expect(try FeatureColumns(header: exact, model: model()).nearNames.isEmpty)
        // One name that fits says that the others do not stand by position.
        let others = ["b", "c", "d", "e", "f"].map { "Column_\($0)" } + ["column_0"]
        #expect(throws: FeatureColumnsError.missing((1..<6).map { "Column_\($0)" })) {
            try FeatureColumns(header: others, model: model())
        }
    }

    @Test("Words that training took as missing are missing in their column and in no other")
    func missingWords() throws {
        let header = (0..<6).map { "Column_\($0)" }
        let columns = try FeatureColumns(
            header: header, model: model(), missingWords: ["Column_1": ["unknown", "-"]])
        var row = [Double](repeating: 0, count: 6)
        var unseen = UnseenCategories()
        for record in ["0,unknown,2,3,4,5", "0,-,2,3,4,5"] {
            var reader = CSVReader()
            reader.append(record.utf8)
            let isThere = reader.next(isLast: true)
            #expect(isThere)
            try columns.read(reader, into: &row, unseen: &unseen)
            #expect(row[1].isNaN)
            #expect(row[2] == 2)
        }
        var reader = CSVReader()
        reader.append("unknown,1,2,3,4,5".utf8)
        let isThere = reader.next(isLast: true)
        #expect(isThere)
        let error = #expect(throws: CellError.self) {
            try columns.read(reader, into: &row, unseen: &unseen)
        }
        #expect(error?.column == "Column_0")
    }

    @Test("A table without commas, a workbook and a quote that nothing closes are called so")
    func shapes() throws {
        for (mark, name) in [(";", ";"), ("\t", "tabs"), ("|", "|")] {
            let header = (0..<6).map { "Column_\($0)" }.joined(separator: mark)
            #expect(throws: FeatureColumnsError.separated(by: name)) {
                try FeatureColumns(header: [header], model: model())
            }
        }
        #expect(throws: FeatureColumnsError.foreign(.utf16)) {
            try FeatureColumns(header: ["C\0o\0l\0"], model: model())
        }
        #expect(throws: FeatureColumnsError.foreign(.workbook)) {
            try FeatureColumns(header: ["PK\u{3}\u{4}\u{14}"], model: model())
        }
        let header = (0..<6).map { "Column_\($0)" }
        let error = #expect(throws: CellError.self) { try read(header, "1,2,3,4,5,\"6\n7,8") }
        #expect(
            error?.description == "line 1: a quotation mark is opened that nothing closes")
    }

    @Test("No two columns of contributions have one name, whatever the features are called")
    func contributions() {
        #expect(FeatureName.contributions(of: ["a", "b"])
            == ["contribution_a", "contribution_b", "contribution_base"])
        #expect(FeatureName.contributions(of: ["base", "base_value"])
            == [
                "contribution_base", "contribution_base_value", "contribution_base_value_value",
            ])
    }

    @Test(
        "True and False are 1 and 0 to a feature of booleans, and no numbers to any other",
        arguments: ["[0:1]", "[0.0:1.0]"])
    func booleans(_ range: String) throws {
        let text = String(decoding: try EnsembleVector.modelText("one-stump"), as: UTF8.self)
        let line = try #require(
            text.split(separator: "\n").first { $0.hasPrefix("feature_infos=") })
        let first = try #require(line.dropFirst("feature_infos=".count).split(separator: " ").first)
        let model = try LightGBMModel(
            text: Array(
                text.replacing("feature_infos=\(first)", with: "feature_infos=\(range)").utf8))
        let names = model.featureNames
        func read(_ record: String, _ words: [String: [String]] = [:]) throws -> [Double] {
            let columns = try FeatureColumns(header: names, model: model, missingWords: words)
            var reader = CSVReader()
            reader.append(record.utf8)
            let isThere = reader.next(isLast: true)
            #expect(isThere)
            var row = [Double](repeating: 5, count: 6)
            var unseen = UnseenCategories()
            try columns.read(reader, into: &row, unseen: &unseen)
            return row
        }
        for (word, value) in [("True", 1.0), ("FALSE", 0), (" true ", 1), ("fAlSe", 0), ("1", 1)] {
            #expect(try read("\(word),1,2,3,4,5")[0] == value, "\(word)")
        }
        let error = #expect(throws: CellError.self) { try read("1,True,2,3,4,5") }
        #expect(error?.column == "Column_1")
        #expect(throws: CellError.self) { try read("yes,1,2,3,4,5") }
        let missing = try read("True,1,2,3,4,5", ["Column_0": ["True"]])
        #expect(missing[0].isNaN)
    }

    @Test("Infinity is a value, as it is to LightGBM, unless training had it missing")
    func infinity() throws {
        let header = (0..<6).map { "Column_\($0)" }
        let row = try read(header, "inf,-inf,Infinity,-INFINITY,+Inf, inf ")
        #expect(row == [.infinity, -.infinity, .infinity, -.infinity, .infinity, .infinity])
        let ensemble = TreeEnsemble(try model())
        #expect(
            ensemble.rawScores(row)
                == ensemble.rawScores(row.map { $0 > 0 ? 1e300 : -1e300 }))
        for word in ["info", "infinit", "--inf", "1e400"] {
            let error = #expect(throws: CellError.self) { try read(header, "\(word),1,2,3,4,5") }
            #expect(error?.message == "'\(word)' is no number")
        }
        let columns = try FeatureColumns(
            header: header, model: model(), missingWords: ["Column_0": ["inf"]],
            takesInfinity: false)
        var unseen = UnseenCategories()
        for (record, isRead) in [("inf,1,2,3,4,5", true), ("1,inf,2,3,4,5", false)] {
            var reader = CSVReader()
            reader.append(record.utf8)
            let isThere = reader.next(isLast: true)
            #expect(isThere)
            var row = [Double](repeating: 0, count: 6)
            if isRead {
                try columns.read(reader, into: &row, unseen: &unseen)
                #expect(row[0].isNaN)
            } else {
                #expect(throws: CellError.self) {
                    try columns.read(reader, into: &row, unseen: &unseen)
                }
            }
        }
    }

    @Test("What LightGBM takes for 0 is 0, and not a bit more")
    func nearlyNothing() throws {
        let header = (0..<6).map { "Column_\($0)" }
        let row = try read(header, "1e-40,-1e-35,1.00000001e-35,1.0001e-35,-2e-35,5e-324")
        #expect(row == [0, 0, 0, 1.0001e-35, -2e-35, 0])
    }

    @Test("Categories that training never met are counted, texts and codes")
    func unseenCategories() throws {
        let text = try EnsembleVector.modelText("categories-and-missing")
        let model = try LightGBMModel(text: text)
        let columns = try FeatureColumns(header: model.featureNames, model: model)
        let categorical = try #require(
            model.featureRanges.firstIndex { !$0.hasPrefix("[") && $0 != "none" })
        let met = try #require(model.featureRanges[categorical].split(separator: ":").first)
        var row = [Double](repeating: 0, count: model.featureNames.count)
        var unseen = UnseenCategories()
        for cell in [String(met), "", "987654", "987654"] {
            var cells = model.featureNames.map { _ in "" }
            cells[categorical] = cell
            var reader = CSVReader()
            reader.append(cells.joined(separator: ",").utf8)
            let isThere = reader.next(isLast: true)
            #expect(isThere)
            try columns.read(reader, into: &row, unseen: &unseen)
        }
        #expect(unseen.items.map(\.feature) == [model.featureNames[categorical]])
        #expect(unseen.items.map(\.example) == ["987654"])
        #expect(unseen.items.map(\.rows) == [2])
    }

    @Test("Missing cells are missing, whatever they are called")
    func missing() throws {
        let row = try read(["a", "b", "c", "d", "e", "f"], ",NA,nan,?, null ,7")
        #expect(row.prefix(5).allSatisfy { $0.isNaN })
        #expect(row[5] == 7)
    }

    @Test("What is missing, repeated or no number is named")
    func mistakes() throws {
        let some = ["Column_0", "Column_1", "x", "y", "z", "w"]
        #expect(throws: FeatureColumnsError.missing((2..<6).map { "Column_\($0)" })) {
            try FeatureColumns(header: some, model: model())
        }
        let twice = (0..<6).map { "Column_\($0)" } + ["Column_3"]
        #expect(throws: FeatureColumnsError.repeated("Column_3")) {
            try FeatureColumns(header: twice, model: model())
        }
        let error = #expect(throws: CellError.self) {
            try read(["a", "b", "c", "d", "e", "f"], "1,2,much,4,5,6")
        }
        #expect(error?.description == "line 1, Column_2: 'much' is no number")
        #expect(throws: CellError.self) { try read(["a", "b", "c", "d", "e", "f"], "1,2") }
    }
}
