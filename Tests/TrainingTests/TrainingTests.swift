import Foundation
import Insight
import Testing
import Wire

@testable import Training

@Suite("Training is refused by name, and warned about by column")
struct TrainingTableTests {
    /// A table in which `income` and `region` matter and `flips` decides each row's luck.
    static func csv(rows: Int, extra: (Int, Bool) -> [String] = { _, _ in [] }) -> String {
        var state: UInt64 = 5
        func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / 0x1p53
        }
        var text = ""
        for row in 0..<rows {
            let income = next() * 10
            let region = ["north", "south", "west"][Int(next() * 3)]
            let risk = 0.6 - income * 0.05 + (region == "west" ? 0.3 : 0)
            let isBad = next() < risk
            let cells = [row.description, income.description, region, "7"] + extra(row, isBad)
            text += (cells + [isBad ? "1" : "0"]).joined(separator: ",") + "\n"
        }
        return text
    }

    static func table(_ header: String, _ body: String) throws -> TrainingTable {
        try TrainingTable(csv: Array((header + "\n" + body).utf8), target: "bad")
    }

    @Test("Columns that number rows, never change, name rows or know the outcome are left out")
    func warnings() throws {
        let body = Self.csv(rows: 400) { row, isBad in ["x\(row)", isBad ? "\(row)" : ""] }
        let table = try Self.table("id,income,region,seven,note,chargeoff,bad", body)
        #expect(table.featureNames == ["income", "region"])
        for name in ["id", "seven", "note", "chargeoff"] {
            #expect(table.warnings.contains { $0.hasPrefix(name + " left out") }, "\(name)")
        }
    }

    @Test("A code or a category of many values that knows the outcome is left out, chance is not")
    func manyValues() throws {
        // Sixty reasons for closing a loan, each of one outcome; the same as numbers; as many
        // branches that know nothing; and an area where a third of the districts fail mostly.
        var lots = SplitMix(state: 5)
        let rows = (0..<1_200).map { row in
            let bad = lots.next() % 10 < 3
            let (reason, branch) = (Int(lots.next() % 30), Int(lots.next() % 60))
            let district = Int(lots.next() % 20) * 3 + (bad && lots.next() % 10 < 6 ? 0 : 1)
            let code = 2 * reason + (bad ? 1 : 0)
            let income = Int(lots.next() % 900)
            return "\(income),reason \(code * 7 % 60),\(code),branch \(branch),\(district),"
                + (bad ? "1" : "0")
        }
        let table = try TrainingTable(
            csv: Array(
                ("income,reason,code,branch,district,bad\n" + rows.joined(separator: "\n") + "\n")
                    .utf8), target: "bad")
        for leak in ["reason", "code"] {
            #expect(
                table.warnings.contains { $0.hasPrefix("\(leak) left out: alone it knows") },
                "\(table.warnings)")
        }
        #expect(table.featureNames == ["income", "branch", "district"])
        #expect(!table.warnings.contains { $0.hasPrefix("branch") || $0.hasPrefix("income") })
    }

    @Test("A slip in a column of numbers is missing; days and names of rows are left out")
    func slips() throws {
        let body = Self.csv(rows: 400) { row, _ in
            let amount = row == 7 ? "12,5" : row == 90 ? "n.a." : "\(row * 13 % 97)"
            let day = "2026-0\(row % 9 + 1)-1\(row % 9)"
            return ["C\(row / 2 * 2 + row % 3)", day, "\"\(amount)\""]
        }
        let table = try Self.table("id,income,region,seven,customer,day,amount,bad", body)
        #expect(table.featureNames == ["income", "region", "amount"])
        func warning(_ name: String) -> String {
            table.warnings.first { $0.hasPrefix(name + " ") } ?? ""
        }
        #expect(warning("amount").contains("12,5 in row 8, n.a. in row 91 are none"))
        #expect(warning("day").contains("days are no categories"))
        #expect(warning("customer").contains("left out"))
        #expect(table.columns.last?.values.count { $0.isNaN } == 2)
    }

    @Test("Names of rows are no categories in a short table either")
    func names() throws {
        let body = Self.csv(rows: 150) { row, _ in
            ["C\(row)", "branch \(row % 4)", "\(row % 3)"]
        }
        let table = try Self.table("id,income,region,seven,customer,branch,OwnerSex,bad", body)
        #expect(table.featureNames == ["income", "region", "branch", "OwnerSex"])
        #expect(table.warnings.contains { $0.hasPrefix("OwnerSex names what the law protects") })
        #expect(table.warnings.contains { $0.hasPrefix("customer left out: it only names") })
    }

    @Test("A table that cannot be trained on says why")
    func refusals() {
        func refusal(_ header: String, _ body: String) -> String {
            do {
                _ = try Self.table(header, body)
                return ""
            } catch { return "\(error)" }
        }
        #expect(refusal("id,income,region,seven,bad", Self.csv(rows: 10)).contains("10 rows"))
        #expect(refusal("id,income,region,seven,good", Self.csv(rows: 10)).contains("no column bad"))
        let same = Self.csv(rows: 300).replacing(/,[01]\n/, with: ",1\n")
        #expect(refusal("id,income,region,seven,bad", same).contains("only one outcome"))
        #expect(refusal("a,b,bad", "1,2\n").contains("line 2"))
        #expect(refusal("a;b;bad", "1;2;0\n").contains("separated by ;"))
        #expect(refusal("a b bad", "1 2 0\n").contains("its first line, a b bad, is one field"))
        #expect(refusal("a, bad", "1, 0\n").contains("no column bad, but \" bad\" with blanks"))
        #expect(refusal("PK\u{3}\u{4}", "x\n").contains("workbook"))
        #expect(
            refusal("id,a b,a:b,seven,bad", Self.csv(rows: 300)).contains(
                "the columns a b and a:b would both be a_b"))
        #expect(refusal("id,a,a,seven,bad", Self.csv(rows: 300)).contains("the same name, a"))
    }

    /// 300 rows whose outcomes are written as `bad` and `good`.
    private static func outcomes(
        bad: String, good: String, event: String? = nil
    ) throws -> TrainingTable {
        let body = csv(rows: 300).replacing(/,1\n/, with: ",\(bad)\n")
            .replacing(/,0\n/, with: ",\(good)\n")
        return try TrainingTable(
            csv: Array(("id,income,region,seven,bad\n" + body).utf8), target: "bad",
            event: event)
    }

    @Test("An outcome is one of two words or of two finite numbers that differ")
    func outcomes() throws {
        let events = try Self.outcomes(bad: "1", good: "0").outcomes
        for (bad, good) in [("1.", "0."), ("2", "-1"), ("yes", "no"), ("default", "paid")] {
            #expect(try Self.outcomes(bad: bad, good: good).outcomes == events, "\(bad), \(good)")
        }
        // A number and a word: only whoever has the table knows which is which.
        for (bad, good) in [("bad", "1"), ("1", "good")] {
            #expect(try Self.outcomes(bad: bad, good: good, event: bad).outcomes == events)
        }
        for (bad, good, says) in [
            ("nan", "0", "bad is missing (nan) in row"), ("1", "NA", "bad is missing (NA) in row"),
            ("1", "", "bad is empty in row"), ("1", " ", "bad is empty in row"),
            ("?", "0", "bad is missing (?) in row"), ("1", "1.0", "1 and 1.0 are the same number"),
            ("inf", "0", "bad has the value inf"), ("1", "-inf", "bad has the value -inf"),
            ("1e999", "0", "bad has the value 1e999"),
            ("bad", "1", "bad is the number 1 in some rows and the word bad in the rest"),
            ("default", "0", "bad is the number 0 in some rows and the word default in the rest"),
        ] {
            let error = try #require(throws: TrainingRefusal.self) {
                try Self.outcomes(bad: bad, good: good)
            }
            #expect(error.description.contains(says), "\(error)")
        }
    }

    @Test("A column without a name is left out by its place, and names are as a model holds them")
    func plainNames() throws {
        let body = Self.csv(rows: 300) { row, _ in ["\(row * 7 % 31)"] }
        let table = try Self.table(",in: come,\"re\ngion\",\" \",a{b}[c],bad", body)
        #expect(table.featureNames == ["in__come", "re_gion", "a_b__c_"])
        for place in [1, 4] {
            #expect(table.warnings.contains("column \(place) left out: it has no name"))
        }
    }

    @Test("A name to ignore or to keep that no column has is refused")
    func unknownNames() throws {
        let csv = Array(("id,income,region,seven,bad\n" + Self.csv(rows: 300)).utf8)
        let table = try TrainingTable(csv: csv, target: "bad", ignore: ["region"], keep: ["id"])
        #expect(table.featureNames == ["income"])
        for (ignore, keep, says) in [
            (["regoin"], [], "no column regoin to ignore"),
            ([], ["typo"], "no column typo to keep"),
        ] as [(Set<String>, Set<String>, String)] {
            let error = try #require(throws: TrainingRefusal.self) {
                try TrainingTable(csv: csv, target: "bad", ignore: ignore, keep: keep)
            }
            #expect(error.description.contains(says), "\(error)")
        }
    }
}

@Suite("Numbers in another notation are no categories")
struct WrittenNumberTests {
    @Test("A column of them is left out by name, with an example and its row")
    func notations() throws {
        let body = TrainingTableTests.csv(rows: 400) { row, _ in
            [
                "\"\(row % 9),\(row % 7)\"", "\"\(row % 9 + 1),\(row % 5 + 1)00\"",
                "$\(row % 90)", row == 0 ? "4" : "\(row % 60)%", "KSh \(row % 40)",
                "branch \(row % 4)", "\(row % 3 * 12) months",
            ]
        }
        let table = try TrainingTableTests.table(
            "id,income,region,seven,decimal,grouped,dollars,share,shillings,branch,term,bad", body)
        #expect(table.featureNames == ["income", "region", "branch", "term"])
        for (name, example) in [
            ("decimal", "0,0 in row 1"), ("grouped", "1,100 in row 1"), ("dollars", "$0 in row 1"),
            ("share", "1% in row 2"), ("shillings", "KSh 0 in row 1"),
        ] {
            let warning = table.warnings.first { $0.hasPrefix(name + " left out") } ?? ""
            #expect(warning.contains("another notation, such as \(example)"), "\(name) \(warning)")
        }
    }

    @Test(
        "What people write as a number is known, and codes and ranges are none",
        arguments: [
            ("1.234,50", true), ("1 234,50", true), ("12,34,567.8", true), ("(1,200)", true),
            ("-45 %", true), ("€ 12,5", true), ("1200 KES", true), ("٤٥٫٥", true),
            ("Ksh.500", true),
            ("A1", false), ("10-19", false), ("36 months", false), ("0712 345 678", false),
            ("12,", false), ("", false), ("NBO1", false), ("1,2,3", false),
        ])
    func written(_ text: String, _ isNumber: Bool) {
        #expect(WrittenNumber.matches(text) == isNumber)
    }
}

@Suite("Training fits models that score alike", .enabled(if: (try? LightGBMLibrary()) != nil))
struct TrainingRunTests {
    @Test("The same seed gives the same model, which finds what is there and reads its categories")
    func fits() throws {
        let body = TrainingTableTests.csv(rows: 1_500)
        let table = try TrainingTableTests.table("id,income,region,seven,bad", body)
        let library = try LightGBMLibrary()
        var options = TrainingRun.Options()
        options.monotone = ["income": -1]
        options.mostTrees = 60
        let model = try TrainingRun(library, table, options).fit { _ in }
        let again = try TrainingRun(library, table, options).fit { _ in }
        #expect(model.text == again.text)
        #expect(model.discrimination.areaUnderCurve > 0.62)
        #expect(model.brier < 0.24)
        let parsed = try LightGBMModel(text: model.text)
        #expect(parsed.pandasCategories.map(\.texts) == [["north", "south", "west"]])
        let ensemble = TreeEnsemble(parsed)
        // Monotone: more income never raises the risk.
        let raws = stride(from: 0.0, to: 10, by: 0.25).map { ensemble.rawScore([$0, 2]) }
        #expect(zip(raws, raws.dropFirst()).allSatisfy { $0 >= $1 })
        #expect(ensemble.rawScore([5, 2]) > ensemble.rawScore([5, 0]))
    }

    @Test("A column of categories in which LightGBM finds no split keeps its list")
    func rareCategory() throws {
        let body = TrainingTableTests.csv(rows: 1_200) { row, _ in
            [row.isMultiple(of: 300) ? "b" : "a"]
        }
        let table = try TrainingTableTests.table("id,income,region,seven,kind,bad", body)
        // The rare one stands before the telling one.
        let reordered = try TrainingTableTests.table(
            "kind,income,region,bad",
            body.split(separator: "\n").map { line in
                let cells = line.split(separator: ",")
                return [cells[4], cells[1], cells[2], cells[5]].joined(separator: ",")
            }.joined(separator: "\n") + "\n")
        var options = TrainingRun.Options()
        options.mostTrees = 40
        for table in [table, reordered] {
            let model = try TrainingRun(try LightGBMLibrary(), table, options).fit { _ in }
            let parsed = try LightGBMModel(text: model.text)
            let place = try #require(parsed.featureNames.firstIndex(of: "kind"))
            #expect(parsed.featureRanges[place] == "0:1")
            let columns = try FeatureColumns(header: table.featureNames, model: parsed)
            var row = [Double](repeating: 0, count: table.featureNames.count)
            var unseen = UnseenCategories()
            let cells = table.featureNames.map {
                $0 == "kind" ? "b" : $0 == "income" ? "4" : "west"
            }
            var reader = CSVReader()
            reader.append(Array((cells.joined(separator: ",") + "\n").utf8))
            let isThere = reader.next(isLast: true)
            #expect(isThere)
            try columns.read(reader, into: &row, unseen: &unseen)
            #expect(unseen.items.isEmpty)
            #expect(row == table.featureNames.map { $0 == "kind" ? 1 : $0 == "income" ? 4 : 2 })
        }
    }

    @Test("A monotone column goes by the name of its header, and another is refused")
    func monotoneNames() throws {
        let body = TrainingTableTests.csv(rows: 300)
        let table = try TrainingTableTests.table("id,in: come,region,seven,bad", body)
        var options = TrainingRun.Options()
        options.monotone = ["in: come": -1]
        options.mostTrees = 20
        let model = try TrainingRun(try LightGBMLibrary(), table, options).fit { _ in }
        let ensemble = TreeEnsemble(try LightGBMModel(text: model.text))
        let raws = stride(from: 0.0, to: 10, by: 0.25).map { ensemble.rawScore([$0, 2]) }
        #expect(zip(raws, raws.dropFirst()).allSatisfy { $0 >= $1 })
        #expect(raws.first != raws.last)
        options.monotone = ["outcome": 1]
        #expect(throws: TrainingRefusal.self) {
            try TrainingRun(try LightGBMLibrary(), table, options)
        }
    }

    @Test("A missing library is named with the way to get it")
    func missingLibrary() {
        #expect(throws: TrainingRefusal.self) { try LightGBMLibrary(at: "/nowhere/lib.so") }
    }
}

@Suite("A scorecard is trained without any library")
struct ScorecardRunTests {
    @Test("Its trees score as the scorecard itself does, missing and unknown values too")
    func trees() throws {
        let body = TrainingTableTests.csv(rows: 1_500)
        let table = try TrainingTableTests.table("id,income,region,seven,bad", body)
        let model = try ScorecardRun(table, TrainingRun.Options()).fit { _ in }
        let card = try #require(model.scorecard)
        #expect(model.discrimination.areaUnderCurve > 0.62)
        let ensemble = TreeEnsemble(try LightGBMModel(text: model.text))
        let attribution = try PathAttribution(ensemble)
        for row in [[5.0, 2], [0.1, 0], [9.9, 1], [.nan, 2], [4, .nan], [4, 7], [-3, 1]] {
            let raw = ensemble.rawScore(row)
            #expect(abs(raw - card.logOdds(row)) < 1e-12, "\(row)")
            let parts = attribution.contributions(row)
            #expect(abs(parts.reduce(0, +) - raw) < 1e-9, "\(row)")
        }
    }

    @Test("What tells outcomes no better than luck is refused")
    func luck() throws {
        let body = TrainingTableTests.csv(rows: 300)
        let table = try TrainingTableTests.table("id,income,region,seven,bad", body)
        let folds = TrainingRun.folds(table.outcomes, 5, 1)
        let card = try ScorecardRun(table, TrainingRun.Options()).contender(folds) { _ in }
        func model(_ scores: [Double]) throws -> TrainedModel {
            try Contender(
                .scorecard, scores: scores, outcomes: table.outcomes, leaves: card.leaves,
                members: card.members
            ).model(table, folds: folds, seed: 1, trials: [])
        }
        #expect(try model(card.scores).discrimination.areaUnderCurve > 0.5)
        // Turned around, level, and with the order of all but one row that outweighs them.
        var outweighed = card.scores
        let good = try #require(table.outcomes.firstIndex(of: false))
        outweighed[good] = 1_000
        for scores in [card.scores.map { -$0 }, card.scores.map { _ in 0.5 }, outweighed] {
            let error = try #require(throws: TrainingRefusal.self) { try model(scores) }
            #expect(error.description.contains("no better than luck"), "\(error)")
        }
    }

    @Test("Too few outcomes for bins are refused with their number")
    func few() throws {
        let header = "a,bad\n"
        let body = (0..<200).map { "\(($0 * 37) % 101),\($0 % 10 == 0 ? 1 : 0)" }
        let csv = Array((header + body.joined(separator: "\n")).utf8)
        let table = try TrainingTable(csv: csv, target: "bad")
        do {
            _ = try ScorecardRun(table, TrainingRun.Options())
            Issue.record("20 events were taken")
        } catch { #expect(error.description.contains("20 events")) }
    }
}
