import Foundation
import Testing

@Suite("commons score and commons train meet models and tables as they come")
struct ScoreFileTests {
    /// Two trees of one split each, whose leaves are `leaf` and its opposite.
    private static func model(leaf: String, sigmoid: String = "1", counts: Bool = true) -> String {
        func tree(_ number: Int) -> String {
            """
            Tree=\(number)
            num_leaves=2
            split_feature=0
            threshold=0.5
            decision_type=2
            left_child=-1
            right_child=-2
            leaf_value=\(leaf) -\(leaf)
            \(counts ? "leaf_count=5 5\ninternal_count=10" : "shrinkage=1")


            """
        }
        return """
            tree
            version=v4
            num_class=1
            num_tree_per_iteration=1
            max_feature_idx=1
            objective=binary sigmoid:\(sigmoid)
            feature_names=a b

            \(tree(0) + tree(1))end of trees

            """
    }

    private static func write(_ files: [String: String], to folder: String) throws {
        for (name, text) in files {
            try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
        }
    }

    @Test("Leaves, slopes and groups beyond all reason are scored, never trapped on")
    func beyondReason() throws {
        try Program.withFolder { folder in
            let cases = [
                ("1e19", "1", "-1000000"), ("1.7e308", "1", "0"), ("2", "1e300", "-1000000"),
            ]
            for (leaf, sigmoid, points) in cases {
                try Self.write(
                    [
                        "model.txt": Self.model(leaf: leaf, sigmoid: sigmoid),
                        "card.json": #"{"groups":[1e300,0]}"#, "rows.csv": "a,b\n0,1\n1,0\n",
                    ], to: folder)
                for form in [["--json"], ["--contributions"]] {
                    let result = try Program.run(
                        "score", "--model", ".", "--input", "rows.csv", "--reasons",
                        arguments: form, in: folder)
                    #expect(result.status == 0, "\(leaf) \(form): \(result)")
                    let lines = result.output.split(separator: "\n")
                    #expect(lines.count == (form == ["--json"] ? 2 : 3))
                    if form == ["--json"] {
                        #expect(lines.first?.contains("\"points\":\(points),") == true, "\(result)")
                    } else {
                        let cells = lines.dropFirst().first?.split(separator: ",") ?? []
                        #expect(cells.dropFirst(3).first.map(String.init) == points, "\(result)")
                    }
                }
            }
        }
    }

    @Test("What cannot be done is said before a file is touched")
    func refusals() throws {
        try Program.withFolder { folder in
            let table = "a,b\n0,1\n1,0\n"
            try Self.write(
                ["bare.txt": Self.model(leaf: "1", counts: false), "rows.csv": table],
                to: folder)
            for option in ["--contributions", "--reasons"] {
                let result = try Program.run(
                    "score", "--model", "bare.txt", "--input", "rows.csv", "--output", "out.csv",
                    option, in: folder)
                #expect(result.status == 1)
                #expect(result.error.contains("how many rows its leaves saw"), "\(result)")
                #expect(!FileManager.default.fileExists(atPath: folder + "/out.csv"))
            }
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/same.csv", withDestinationPath: "rows.csv")
            for output in ["rows.csv", "./rows.csv", "same.csv"] {
                let result = try Program.run(
                    "score", "--model", "bare.txt", "--input", "rows.csv", "--output", output,
                    in: folder)
                #expect(result.status == 1)
                #expect(result.error.contains("is the table itself"), "\(result)")
            }
            #expect(try String(contentsOfFile: folder + "/rows.csv", encoding: .utf8) == table)
            try Self.modelStays(in: folder)
            let result = try Program.run(
                "score", "--model", "bare.txt", "--input", "rows.csv", "--output", "out.csv",
                in: folder)
            #expect(result.status == 0, "\(result)")
            #expect(FileManager.default.fileExists(atPath: folder + "/out.csv"))
        }
    }

    /// Neither a model's file nor one of a model's folder is written over, whatever leads to it.
    private static func modelStays(in folder: String) throws {
        try FileManager.default.createDirectory(
            atPath: folder + "/folder", withIntermediateDirectories: false)
        let text = model(leaf: "1", counts: false)
        try write(["folder/model.txt": text, "folder/card.json": "{}"], to: folder)
        try FileManager.default.createSymbolicLink(
            atPath: folder + "/link.txt", withDestinationPath: "bare.txt")
        try FileManager.default.linkItem(
            atPath: folder + "/folder/model.txt", toPath: folder + "/twin.txt")
        for (model, output) in [
            ("bare.txt", "bare.txt"), ("bare.txt", "./link.txt"), ("folder", "folder/model.txt"),
            ("folder", "twin.txt"), ("folder", "folder/card.json"),
        ] {
            let result = try Program.run(
                "score", "--model", model, "--input", "rows.csv", "--output", output, in: folder)
            #expect(result.status == 1)
            #expect(result.error.contains("is the model's own file"), "\(result)")
        }
        for name in ["bare.txt", "folder/model.txt"] {
            #expect(try String(contentsOfFile: folder + "/" + name, encoding: .utf8) == text)
        }
        #expect(try String(contentsOfFile: folder + "/folder/card.json", encoding: .utf8) == "{}")
    }

    @Test("A table is trained on and scored under the names that it has")
    func sameTable() throws {
        try Program.withFolder { folder in
            var text = ",rate: yearly,{kind},bad\n"
            for row in 0..<300 {
                let rate = (row * 37) % 101
                let isBad = (row * 53) % 97 < (rate > 50 ? 60 : 20)
                text += "\(row),\(rate),\(["x", "y"][row % 2]),\(isBad ? 1 : 0)\n"
            }
            try Self.write(["rows.csv": text], to: folder)
            let trained = try Program.run(
                "train", "--input", "rows.csv", "--target", "bad", "--model", "scorecard",
                in: folder)
            #expect(trained.status == 0, "\(trained)")
            #expect(trained.error.contains("column 1 left out: it has no name"))
            let scored = try Program.run(
                "score", "--model", "model", "--input", "rows.csv", in: folder)
            #expect(scored.status == 0, "\(scored)")
            #expect(scored.error.isEmpty, "\(scored.error)")
            #expect(scored.output.split(separator: "\n").count == 301)
            let typo = try Program.run(
                "train", "--input", "rows.csv", "--target", "bad", "--ignore", "knid", in: folder)
            #expect(typo.status == 1)
            #expect(typo.error.contains("no column knid to ignore"), "\(typo)")
        }
    }

    @Test("Words that training took as missing are missing to commons score as well")
    func missingWords() throws {
        try Program.withFolder { folder in
            var text = "rate,weight,bad\n"
            for row in 0..<300 {
                let rate = (row * 37) % 101
                let isBad = (row * 53) % 97 < (rate > 50 ? 60 : 20)
                let cell =
                    switch row {
                    case 11: "\"1,5\""
                    case _ where row % 60 == 7: "unknown"
                    default: "\(rate)"
                    }
                text += "\(cell),\((row * 29) % 83),\(isBad ? 1 : 0)\n"
            }
            try Self.write(["rows.csv": text], to: folder)
            let trained = try Program.run(
                "train", "--input", "rows.csv", "--target", "bad", "--model", "scorecard",
                in: folder)
            #expect(trained.status == 0, "\(trained)")
            #expect(trained.error.contains("rate is a number, but unknown in row 8"))
            let card = try String(contentsOfFile: folder + "/model/card.json", encoding: .utf8)
            #expect(card.contains(#""missing_words":{"rate":["unknown"]}"#), "\(card)")
            let scored = try Program.run(
                "score", "--model", "model", "--input", "rows.csv", in: folder)
            // The slip may mean anything, and stays a row that cannot be read.
            #expect(scored.status == 1)
            #expect(scored.error.contains("line 13, rate: '1,5' is no number"), "\(scored.error)")
            #expect(scored.error.contains("1 of 300 rows"), "\(scored.error)")
            let bare = try Program.run(
                "score", "--model", "model/model.txt", "--input", "rows.csv", in: folder)
            #expect(bare.error.contains("6 of 300 rows"), "\(bare.error)")
            #expect(bare.error.contains("uncalibrated: --model"), "\(bare.error)")
        }
    }

    @Test("Columns that differ from features by capitals are said and found by name")
    func nearNames() throws {
        try Program.withFolder { folder in
            try Self.write(
                [
                    "model.txt": Self.model(leaf: "1"), "rows.csv": "a,b\n0,1\n1,0\n",
                    "near.csv": "B,A \n1,0\n0,1\n",
                ], to: folder)
            let exact = try Program.run(
                "score", "--model", "model.txt", "--input", "rows.csv", in: folder)
            let near = try Program.run(
                "score", "--model", "model.txt", "--input", "near.csv", in: folder)
            #expect(exact.error.isEmpty, "\(exact.error)")
            #expect(near.status == 0)
            #expect(near.output == exact.output)
            #expect(near.error.contains("'A ' for a, 'B' for b"), "\(near.error)")
        }
    }
}
