import Insight
import Testing
import Wire

@Suite("Lists of categories belong to the columns that pandas had them from")
struct CategoryColumnsTests {
    /// Trees that ask for the features `used`, each in one split.
    private static func model(
        _ ranges: [String], _ lists: String, used: [Int], categorical: String? = nil
    ) throws -> LightGBMModel {
        var text = """
            tree
            version=v4
            num_class=1
            num_tree_per_iteration=1
            max_feature_idx=\(ranges.count - 1)
            objective=binary sigmoid:1
            feature_names=\(ranges.indices.map { "f\($0)" }.joined(separator: " "))
            feature_infos=\(ranges.joined(separator: " "))


            """
        for (tree, feature) in used.enumerated() {
            text += """
                Tree=\(tree)
                num_leaves=2
                split_feature=\(feature)
                threshold=0.5
                decision_type=2
                left_child=-1
                right_child=-2
                leaf_value=1 -1


                """
        }
        text += "end of trees\n\n"
        if let categorical { text += "parameters:\n[categorical_feature: \(categorical)]\n" }
        return try LightGBMModel(text: Array((text + "\npandas_categorical:\(lists)\n").utf8))
    }

    private static func read(_ record: String, _ model: LightGBMModel) throws -> [Double?] {
        let columns = try FeatureColumns(header: model.featureNames, model: model)
        var reader = CSVReader()
        reader.append(record.utf8)
        let isThere = reader.next(isLast: true)
        #expect(isThere)
        var row = [Double](repeating: 0, count: model.featureNames.count)
        var unseen = UnseenCategories()
        try columns.read(reader, into: &row, unseen: &unseen)
        return row.map { $0.isNaN ? nil : $0 }
    }

    private static let letters = #"[["a","b"],["w","x","y","z"]]"#

    @Test("The parameters name columns of categories without a split too")
    func parameters() throws {
        let ranges = ["none", "-1:0:2:1:3", "[-3:3]"]
        let model = try Self.model(ranges, Self.letters, used: [1, 2], categorical: "0,1")
        #expect(try Self.read("b,y,0.5", model) == [1, 2, 0.5])
        #expect(try Self.read(",w,1", model) == [nil, 0, 1])
        let number = try Self.model(
            ["none", "-1:0:2:1:3"], #"[["w","x","y","z"]]"#, used: [1], categorical: "1")
        #expect(try Self.read("7,z", number) == [7, 3])
    }

    @Test("A category that is not UTF-8 is refused by its line")
    func encodings() throws {
        let model = try Self.model(["-1:0:1"], #"[["Sé","Sè"]]"#, used: [0], categorical: "0")
        let columns = try FeatureColumns(header: ["note", "f0"], model: model)
        func read(_ record: [UInt8]) throws -> Double {
            var reader = CSVReader()
            reader.append(record)
            let isThere = reader.next(isLast: true)
            #expect(isThere)
            var row = [0.0]
            var unseen = UnseenCategories()
            try columns.read(reader, into: &row, unseen: &unseen)
            return row[0]
        }
        #expect(try read(Array("x,Sè".utf8)) == 1)
        #expect(try read([0xE9, 0x2C] + Array("Sé".utf8)) == 0)
        let error = try #require(throws: CellError.self) { try read(Array("x,S".utf8) + [0xE9]) }
        #expect(error.description.hasPrefix("line 1, f0: is not UTF-8"), "\(error)")
    }

    @Test("Sizes tell a list's column where only one way fits")
    func sizes() throws {
        // A column of whole numbers that was named as categorical has no list.
        let named = try Self.model(
            ["1:2:5:4:3:0", "0:2:1:3"], #"[["w","x","y","z"]]"#, used: [0, 1], categorical: "0,1")
        #expect(try Self.read("5,z", named) == [5, 3])
        // Without parameters the two lists have two columns only.
        let bare = try Self.model(["none", "0:2:1:3", "[-3:3]"], Self.letters, used: [1, 2])
        #expect(try Self.read("a,z,2", bare) == [0, 3, 2])
        // An ordered category is a number to LightGBM, and has a list.
        let ordered = try Self.model(
            ["[0:1]", "0:2:1:3", "[-3:3]"], Self.letters, used: [0, 1], categorical: "1")
        #expect(try Self.read("b,x,2", ordered) == [1, 1, 2])
    }

    @Test("Where two ways fit nothing is scored, unless no tree asks")
    func doubt() throws {
        let one = #"[["w","x","y","z"]]"#
        let model = try Self.model(["0:1:2", "0:2:1:3"], one, used: [0, 1], categorical: "0,1")
        let error = #expect(throws: FeatureColumnsError.categories(["f0", "f1"])) {
            try FeatureColumns(header: model.featureNames, model: model)
        }
        #expect(error?.message.contains("f0, f1 cannot be told") == true)
        // Nothing in the text says whether the first or the second was of categories.
        let bare = try Self.model(["none", "0:2:1:3"], one, used: [1])
        #expect(throws: FeatureColumnsError.categories(["f1"])) {
            try FeatureColumns(header: bare.featureNames, model: bare)
        }
        let small = try Self.model(["0:1:2:3:4"], one, used: [0])
        #expect(throws: FeatureColumnsError.categories([])) {
            try FeatureColumns(header: small.featureNames, model: small)
        }
        let idle = try Self.model(["none", "none", "[-3:3]"], one, used: [2])
        #expect(try Self.read("much,7,2", idle) == [nil, 7, 2])
    }

    @Test("Truth and numbers are read as tables write them")
    func cells() throws {
        let model = try Self.model(
            ["0:1", "0:1:2", "0:1"], #"[[false,true],[1.0,2.5,4],["1","true"]]"#, used: [0, 1, 2],
            categorical: "0,1,2")
        #expect(try Self.read("True,1,1", model) == [1, 0, 0])
        #expect(try Self.read("false,4.0,true", model) == [0, 2, 1])
        #expect(try Self.read("1,2.50,True", model) == [nil, 1, nil])
        let texts = try Self.model(
            ["0:1:2", "0:1"], #"[["False","True","unknown"],["TRUE","True"]]"#, used: [0, 1],
            categorical: "0,1")
        for (cell, code) in [("TRUE", 1.0), ("false", 0), ("1", 1), ("0.0", 0), ("unknown", 2)] {
            #expect(try Self.read("\(cell),TRUE", texts) == [code, 0])
        }
        #expect(try Self.read("2,true", texts) == [nil, nil])
    }

    @Test("Lists that cannot be read are refused with their line")
    func unreadable() throws {
        for lists in ["[[1,", "[1]", "{}"] {
            let error = #expect(throws: ModelTextError.self) {
                try Self.model(["0:1"], lists, used: [0])
            }
            #expect(error?.message.contains("pandas_categorical") == true)
        }
        #expect(try Self.model(["0:1"], "null", used: [0]).pandasCategories.isEmpty)
    }
}
