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

    @Test("A slip in a column of numbers is named and missing; days and names of rows are left out")
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
        #expect(refusal("PK\u{3}\u{4}", "x\n").contains("workbook"))
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
        #expect(parsed.pandasCategories == [["north", "south", "west"]])
        let ensemble = TreeEnsemble(parsed)
        // Monotone: more income never raises the risk.
        let raws = stride(from: 0.0, to: 10, by: 0.25).map { ensemble.rawScore([$0, 2]) }
        #expect(zip(raws, raws.dropFirst()).allSatisfy { $0 >= $1 })
        #expect(ensemble.rawScore([5, 2]) > ensemble.rawScore([5, 0]))
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
