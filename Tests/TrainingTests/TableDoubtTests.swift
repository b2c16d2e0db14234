import Foundation
import Insight
import Testing
import Wire

@testable import Training

@Suite("What makes a table look better than it is, is found or said")
struct TableDoubtTests {
    /// Columns of pure noise, `copies` times, with an outcome that is noise too.
    private static func noise(rows: Int, copies: Int) throws -> TrainingTable {
        var lots = SplitMix(state: 3)
        func draw() -> Double { Double(lots.next() >> 11) / 0x1p53 }
        let lines = (0..<rows).map { _ in
            (0..<5).map { _ in String(format: "%.3f", draw()) }.joined(separator: ",")
                + (draw() < 0.3 ? ",1" : ",0")
        }
        let all = (0..<copies).flatMap { _ in lines.shuffled(using: &lots) }
        return try TrainingTable(
            csv: Array(("a,b,c,d,e,bad\n" + all.joined(separator: "\n") + "\n").utf8),
            target: "bad")
    }

    @Test("Copies of a row lie in one fold, and are said; rows of their own lie where they lay")
    func copies() throws {
        let copied = try Self.noise(rows: 300, copies: 4)
        #expect(copied.featureNames == ["a", "b", "c", "d", "e"])
        #expect(copied.warnings.contains { $0.hasPrefix("1200 of 1200 rows stand more than once") })
        let copies = copied.findings.first { $0.code == .copies }
        #expect(copies?.facts.prefix(2) == [.count("copies", 1_200), .count("rows", 1_200)])
        let folds = copied.folds(TrainingRun.Options())
        var foldOf: [[Double]: Set<Int>] = [:]
        for row in folds.indices { foldOf[copied.rows([row]), default: []].insert(folds[row]) }
        #expect(foldOf.count == 300)
        #expect(foldOf.values.allSatisfy { $0.count == 1 })
        for outcome in [true, false] {
            let sizes = (0..<5).map { fold in
                folds.indices.count { folds[$0] == fold && copied.outcomes[$0] == outcome }
            }
            #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 4, "\(sizes)")
        }
        let plain = try Self.noise(rows: 600, copies: 1)
        #expect(!plain.warnings.contains { $0.contains("more than once") })
        let options = TrainingRun.Options()
        #expect(plain.folds(options) == TrainingRun.folds(plain.outcomes, 5, options.seed))
    }

    @Test(
        "Noise that stands four times is no better than luck",
        .enabled(if: (try? LightGBMLibrary()) != nil))
    func copiedNoise() throws {
        let table = try Self.noise(rows: 300, copies: 4)
        var options = TrainingRun.Options()
        options.mostTrees = 60
        let found = try TrainingRun(LightGBMLibrary(), table, options).contender { _ in }
        #expect(found.area < 0.65, "\(found.area)")
    }

    @Test("Loans that are alike by chance, where columns have few values, are no copies")
    func chance() {
        var lots = SplitMix(state: 9)
        let few = (0..<6).map { _ in (0..<900).map { _ in Double(lots.next() % 3) } }
        #expect(RowCopies(few).rowCount == 0)
        let middling = [(0..<900).map { _ in Double(lots.next() % 300) }] + few.prefix(2)
        #expect(RowCopies(Array(middling)).rowCount == 0)
        let amounts = (0..<900).map { _ in Double(lots.next() % 100_000) / 100 }
        #expect(RowCopies([amounts] + few).rowCount == 0)
        let unknown = (0..<7).map { _ in [Double](repeating: .nan, count: 9) }
        #expect(RowCopies(zip([amounts] + few, unknown).map { $0 + $1 }).rowCount == 0)
        // The first fifty rows again, the rest of the table as it is.
        let again = ([amounts] + few).map { $0 + $0.prefix(50) }
        let found = RowCopies(again)
        #expect(found.rowCount == 100)
        #expect(found.example?.0 == 1 && found.example?.1 == 901)
        #expect(found.first[900] == 0 && found.first[0] == 0 && found.first[60] == nil)
    }

    @Test("Rows that differ in a column that is left out are not said to stand twice")
    func likenesses() throws {
        var lots = SplitMix(state: 23)
        let lines = (0..<300).map { _ in
            "\(lots.next() % 1_000_000),\(lots.next() % 1_000_000),\(lots.next() % 10 < 3 ? 1 : 0)"
        }
        // Each loan once more under another id, and the first ten to the last letter.
        let all = lines.enumerated().flatMap { ["a\($0),\($1)", "b\($0),\($1)"] }
        let copies = lines.prefix(10).enumerated().map { "a\($0),\($1)" }
        func warnings(_ lines: [String]) throws -> [String] {
            let text = "loan,x,y,bad\n" + lines.joined(separator: "\n") + "\n"
            return try TrainingTable(csv: Array(text.utf8), target: "bad").warnings
        }
        let alike = try warnings(all)
        #expect(
            alike.contains {
                $0.hasPrefix(
                    "600 of 600 rows are like another one in all columns that are used, such as "
                        + "rows 1 and 2, which differ in others alone")
            }, "\(alike)")
        #expect(!alike.contains { $0.contains("more than once") })
        let both = try warnings(all + copies)
        #expect(
            both.contains {
                $0.hasPrefix("20 of 610 rows stand more than once, such as rows 1 and")
            }, "\(both)")
        #expect(both.contains { $0.hasPrefix("590 of 610 rows are like another one") }, "\(both)")
    }

    @Test("A table of a few rows copied again and again is refused")
    func fewRows() throws {
        let error = try #require(throws: TrainingRefusal.self) {
            try Self.noise(rows: 20, copies: 40)
        }
        #expect(error.description.contains("differ"), "\(error)")
    }

    static func column(
        rows: Int = 600, name: String, keep: Set<String> = [],
        _ cell: (Int, Bool, inout SplitMix) -> String
    ) throws -> TrainingTable {
        var lots = SplitMix(state: 17)
        var text = "income,\(name),bad\n"
        for row in 0..<rows {
            let isBad = lots.next() % 10 < 3
            text += "\(lots.next() % 100_000),\(cell(row, isBad, &lots)),\(isBad ? 1 : 0)\n"
        }
        return try TrainingTable(csv: Array(text.utf8), target: "bad", keep: keep)
    }

    @Test("A category with three rows a value that knows the outcome is found, chance is not")
    func fewRowsAValue() throws {
        var met = [0, 0]
        let knowing = try Self.column(name: "branch") { _, isBad, _ in
            let place = isBad ? 1 : 0
            met[place] += 1
            return "k\(met[place] / 4)_\(place)"
        }
        #expect(knowing.warnings.contains { $0.hasPrefix("branch left out: alone it knows") })
        let chance = try Self.column(name: "branch") { row, _, _ in "k\(row * 7 % 600 / 3)" }
        #expect(chance.featureNames == ["income", "branch"])
        #expect(!chance.warnings.contains { $0.contains("branch") }, "\(chance.warnings)")
    }

    @Test(
        "Numbers that name rows or hold days are left out by their name and their shape",
        arguments: [
            ("customer_id", "names the rows"), ("LoanNumber", "names the rows"),
            ("phone", "names the rows"), ("row", "numbers the rows"), ("opened", "holds days"),
            ("x", "holds days"), ("opened_at", "points in time"),
            ("month", "days are no categories"),
            ("period", "holds days"), ("since", "days are no categories"),
            ("yearmonth", "holds days"), ("booked", "holds days"), ("minutes", "holds days"),
            ("quarters", "days are no categories"),
        ])
    func namingNumbers(_ name: String, _ says: String) throws {
        let table = try Self.column(name: name) { row, _, lots in
            let day = Int(lots.next() % 28) + 1
            let month = Int(lots.next() % 12) + 1
            let two = String(format: "%02d", month)
            return switch name {
            case "phone": "\(254_700_000_000 + lots.next() % 10_000_000)"
            case "row": "\(row * 7 % 600)"
            case "opened", "x": "\(20_200_000 + month * 100 + day)"
            case "opened_at": "\(1_577_836_800 + lots.next() % 10_000_000)"
            case "month": "2020-" + two
            case "period", "yearmonth": "2020" + two
            case "booked": "2020\(two)15235900"
            case "minutes": "2020\(two)151030"
            case "quarters": "\(2000 + row % 20)Q\(row % 4 + 1)"
            case "since": ["Jan", "Mar", "Août"][month % 3] + "-21"
            default: "\(lots.next() % 1_000_000_000)"
            }
        }
        #expect(table.featureNames == ["income"])
        let warning = table.warnings.first { $0.hasPrefix("\(name) left out: ") } ?? ""
        #expect(warning.contains(says), "\(table.warnings)")
    }

    @Test(
        "Days counted from a first one stay in order, and are warned about",
        arguments: [
            ("approval_date", 43_100, 0), ("DateOfLoan", 15_000, 0), ("issuedate", 17_000, 0.5),
        ])
    func serialDays(_ name: String, _ first: Int, _ part: Double) throws {
        let table = try Self.column(name: name) { _, _, lots in
            "\(Double(first) + Double(lots.next() % 2_000) + part)"
        }
        #expect(table.featureNames == ["income", name])
        #expect(
            table.warnings.contains {
                $0.hasPrefix("\(name) is a time: ") && $0.contains("counted from a first one")
                    && $0.hasSuffix("--ignore \(name)")
            }, "\(table.warnings)")
    }

    @Test(
        "Amounts, counts and codes stay, however many of them differ",
        arguments: [
            "amount", "number_of_loans", "phone_bill", "account_balance", "valid", "paid_total",
            "turnover", "months_open", "postcode", "paid_to_date", "amount_at_date", "mandate",
            "dated_account", "due",
        ])
    func measures(_ name: String) throws {
        let table = try Self.column(name: name) { _, _, lots in
            switch name {
            case "number_of_loans": "\(lots.next() % 1_000_000_000)"
            case "months_open": "\(lots.next() % 240)"
            case "postcode": "\(190_000 + lots.next() % 20_000)"
            case "paid_to_date", "amount_at_date", "mandate", "dated_account", "due":
                "\(40_000 + lots.next() % 5_000)"
            default: "\(1_000_000 + lots.next() % 90_000_000)"
            }
        }
        #expect(table.featureNames == ["income", name], "\(table.warnings)")
    }

    @Test(
        "Days and months are known as people write them, ranges and codes are none",
        arguments: [
            ("2026-03-31", true), ("31/03/2026", true), ("3.31.26", true), ("OCT-20", true),
            ("2026-03-31 10:00", true),
            ("2026-03-31T10:00:00Z", true), ("2026-03", true), ("2020/1", true), ("12/2026", true),
            ("Mar-21", true), ("12-Mar-2020", true), ("Jan 5, 2020", true),
            ("5 janvier 2021", true),
            ("2019Q1", true), ("2019-q4", true), ("Q1 2019", true), ("T2/2019", true),
            ("Q12019", true), ("2019H1", true), ("Oct20", true), ("OCT2020", true),
            ("2020_10", true),
            ("10_2020", true), ("29Jun2021", true), ("2021-W26", true), ("W5 2021", true),
            ("٢٠٢١/٠٦/٢٩", true), ("2021\u{2011}06\u{2011}29", true), ("2021_06_29", true),
            ("5/12", false), ("1.2k", false), ("W99 2021", false), ("a_2020", false),
            ("2019Q5", false), ("AB1Q2X", false), ("Q12019A", false),
            ("10-19", false), ("36 months", false), ("2020-2021", false), ("A-1", false),
            ("May", false), ("12", false), ("north west", false), ("1-2", false), ("", false),
        ])
    func days(_ text: String, _ isDay: Bool) { #expect(WrittenDay.matches(text) == isDay) }

    @Test("A model that is too good to be true is said to be")
    func tooGood() throws {
        var lots = SplitMix(state: 2)
        var text = "owed,closing,bad\n"
        for _ in 0..<900 {
            let isBad = lots.next() % 10 < 3
            let isLoss = lots.next() % 200 == 0 ? !isBad : isBad
            text += "\(lots.next() % 90_000),\(isLoss ? "loss" : "end"),\(isBad ? 1 : 0)\n"
        }
        let table = try TrainingTable(
            csv: Array(text.utf8), target: "bad", keep: ["closing"])
        let model = try AutomaticRun(nil, table, TrainingRun.Options()).fit { _ in }
        #expect(model.discrimination.areaUnderCurve > TrainedModel.goodEnough)
        #expect(model.doubts.first?.contains("too good to be true") == true)
        #expect(model.findings.last?.code == .tooGood)
        let card = ModelCard(model: model, target: "bad", event: "1", tableHash: "00")
        #expect(card.markdown.contains("too good to be true"))
        #expect(String(decoding: card.json, as: UTF8.self).contains("too good to be true"))
        let honest = try TrainingTableTests.table(
            "id,income,region,seven,bad", TrainingTableTests.csv(rows: 600))
        #expect(try ScorecardRun(honest, TrainingRun.Options()).fit { _ in }.doubts.isEmpty)
    }

    @Test("A card says which features nothing depends on, and a category's line break is a blank")
    func cardOfFeatures() throws {
        let body = TrainingTableTests.csv(rows: 600) { row, _ in ["\(row % 2)"] }
            .replacing(",west,", with: ",\"far\nwest\",")
        let table = try TrainingTableTests.table("id,income,region,seven,noise,bad", body)
        #expect(table.featureNames == ["income", "region", "noise"])
        let model = try ScorecardRun(table, TrainingRun.Options()).fit { _ in }
        #expect(model.usedNames == ["income", "region"])
        let card = ModelCard(model: model, target: "bad", event: "1", tableHash: "00").markdown
        #expect(
            card.contains(
                "\n`income`, `region`\n\nNothing depends on these, which no tree asks for: "
                    + "`noise`"))
        #expect(card.contains("| far west "))
        // The card is frozen while the model goes on to be approved.
        #expect(card.contains("Used only after a second person has approved it."))
        #expect(!card.contains("Not approved"))
    }

    @Test("A table that is not UTF-8, or a quote that nothing closes, is refused by its line")
    func lines() throws {
        func refusal(_ csv: [UInt8]) throws -> String {
            try #require(throws: TrainingRefusal.self) {
                try TrainingTable(csv: csv, target: "bad")
            }.description
        }
        let wide = "income,bad\n1,0\n".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        #expect(try refusal(wide).contains("UTF-16"))
        #expect(try refusal([0xFF, 0xFE] + wide).contains("the table is UTF-16"))
        #expect(try refusal([0x1F, 0x8B, 8, 0, 0]).contains("the table is compressed by gzip"))
        let header = Array("income,region,bad\n1,x,0\n2,S".utf8)
        #expect(try refusal(header + [0xE9] + Array(",1\n".utf8)).contains("line 3 is not UTF-8"))
        #expect(
            try refusal(Array("r".utf8) + [0xE9] + Array("gion,bad\nx,1\n".utf8))
                .contains("line 1 is not UTF-8"))
        let body = (0..<200).map { "\($0 * 37 % 101),\($0 == 5 ? "\"" : "")x,\($0 % 2)\n" }.joined()
        #expect(
            try refusal(Array(("income,region,bad\n" + body).utf8))
                .contains("line 7: a quotation mark is opened"))
        let parts = ["5\" pipe", "rod", "rod"]
        let inside = (0..<200).map { "\($0 * 37 % 101),\(parts[$0 % 3]),\($0 / 4 % 2)\n" }
        let table = try TrainingTable(
            csv: Array(("income,part,bad\n" + inside.joined()).utf8), target: "bad")
        #expect(table.columns.last?.categories == ["5\" pipe", "rod"])
    }

    @Test("A table whose lines end with carriage returns alone is read like any other")
    func returns() throws {
        let text = "id,income,region,seven,bad\n" + TrainingTableTests.csv(rows: 300)
        let plain = try TrainingTable(csv: Array(text.utf8), target: "bad")
        let mac = try TrainingTable(
            csv: Array(text.replacing("\n", with: "\r").utf8), target: "bad")
        #expect(mac.outcomes == plain.outcomes)
        #expect(mac.columns.map(\.values) == plain.columns.map(\.values))
    }

    @Test(
        "Categories cannot be kept monotone", .enabled(if: (try? LightGBMLibrary()) != nil))
    func monotone() throws {
        let table = try TrainingTableTests.table(
            "id,income,region,seven,bad", TrainingTableTests.csv(rows: 300))
        var options = TrainingRun.Options()
        options.monotone = ["region": 1]
        let error = try #require(throws: TrainingRefusal.self) {
            try TrainingRun(LightGBMLibrary(), table, options)
        }
        #expect(error.description.contains("region holds categories"))
    }
}
