import Insight
import Testing
import Wire

@testable import Training

@Suite("What is found about a table has a code, a column and facts beside its sentence")
struct TableFindingTests {
    private static let rows = 350

    /// Every kind of odd column of which one table can have one.
    private static func odd() throws -> TrainingTable {
        var lots = SplitMix(state: 41)
        let names = [
            "income", "blank", "same", "rising", "permuted", "customer_id", "opened", "opened_at",
            "loan_date", "note", "due", "spent", "street", "sizes", "age_band_text", "stock",
            "ward", "term", "town", "gender", "q17", "recovered", "balance", "grade", "",
        ]
        var text = (names + ["y"]).joined(separator: ",") + "\n"
        for row in 0..<rows {
            let isBad = lots.next() % 10 < 6
            let lot = Int(lots.next() % 10_000)
            let cells = [
                "\(lots.next() % 90_000)", "", "KE", "\(row * 3)", "\(row * 37 % rows)",
                "\(row * 7_919 % 100_003 * 3)",
                "2024\(["01", "05", "09"][lot % 3])\(10 + lot % 18)",
                "\(1_700_000_000 + lot % 3_000 * 86_400)", "\(43_000 + lot % 1_500)",
                "note \(row % 180)", "2026-03-\(10 + lot % 20)", "KSh \(100 + lot)",
                "street \(row % 250)",
                "\(100 + row).5k", row % 12 < 7 ? "\(row)" : "word \(row)",
                row == 5 ? "lots" : "\(lot % 700)",
                ["007", "7", "012", "12", "9"][lot % 5], ["12 months", "1 year", "36"][lot % 3],
                ["Kisumu", "KISUMU", "Thika"][lot % 3], ["f", "m"][lot % 2],
                ["male", "female"][lot % 2], isBad ? "\(lot)" : "0",
                (isBad ? lot % 10 < 6 : row % 30 == 0) ? "\(lot % 90)" : "",
                lot % 20 < 17 ? "\(lot % 5)" : ["A", "B", "C", "D"][lot % 4], "x\(row % 3)",
                isBad ? "1" : "0",
            ]
            text += cells.joined(separator: ",") + "\n"
        }
        return try TrainingTable(csv: Array(text.utf8), target: "y")
    }

    @Test("Each odd column has the code of what it is")
    func codes() throws {
        let table = try Self.odd()
        for (name, code) in [
            ("blank", .empty), ("same", .constant), ("rising", .risingNumbers),
            ("permuted", .rowNumbers), ("customer_id", .rowNames), ("opened", .dayNumbers),
            ("opened_at", .seconds), ("loan_date", .countedDays), ("note", .rowTexts),
            ("due", .dayTexts), ("spent", .foreignNumbers), ("street", .tooManyTexts),
            ("sizes", .tooManyMeasures), ("age_band_text", .tooManyWords), ("stock", .strayTexts),
            ("ward", .sameNumber), ("term", .measures), ("town", .nearlySame),
            ("gender", .protectedName), ("q17", .protectedValues), ("recovered", .knowsAlone),
            ("balance", .mayKnow), ("grade", .mixedTexts), ("y", .commonEvent),
        ] as [(String, TableFinding.Code)] {
            let found = table.findings.filter { $0.column == name }
            #expect(found.map(\.code) == [code], "\(name): \(found.map(\.english))")
        }
        let others = table.findings.filter { $0.column == nil }
        #expect(others.map(\.code) == [.nameless, .fewOutcomes])
        #expect(others.first?.facts == [.count("place", 25)])
        // Found elsewhere: two columns together, copies, a model that is too good, declarations.
        let seen = Set(table.findings.map(\.code))
        let elsewhere: Set<TableFinding.Code> = [
            .knowsWith, .copies, .likeRows, .tooGood, .maybeProtectedName, .declaredUnprotected,
            .needlesslyDeclared,
        ]
        #expect(Set(TableFinding.Code.allCases).subtracting(seen) == elsewhere)
        #expect(table.warnings == table.findings.map(\.english))
    }

    @Test("What may be protected, and what is declared not to be, have codes of their own")
    func declarations() throws {
        var text = "zorb_age,plug,stock,gender_plug,y\n"
        for row in 0..<120 {
            text += "\(row * 7 % 50),\(row % 3 == 0 ? "male" : "female"),\(row * 13 % 90),"
            text += "\(row % 2 == 0 ? "male" : "female"),\(row % 5 == 0 ? 1 : 0)\n"
        }
        let plugs = ["plug": "Shapes of plugs", "stock": "Pieces in stock"]
        let table = try TrainingTable(
            csv: Array(text.utf8), target: "y", ignore: ["gender_plug"], notProtected: plugs)
        func found(_ name: String) -> TableFinding? { table.findings.first { $0.column == name } }
        #expect(found("zorb_age")?.code == .maybeProtectedName)
        #expect(found("plug")?.code == .declaredUnprotected)
        #expect(found("plug")?.facts == [.text("reason", "Shapes of plugs")])
        #expect(found("stock")?.code == .needlesslyDeclared)
    }

    @Test("Facts are what the sentence tells, by name")
    func facts() throws {
        let table = try Self.odd()
        func facts(_ name: String) -> [Fact] {
            table.findings.first { $0.column == name }?.facts ?? []
        }
        #expect(
            facts("stock") == [.count("cells", 1), .text("text", "lots"), .count("row", 6)])
        #expect(facts("town") == [.text("one", "KISUMU"), .text("other", "Kisumu")])
        #expect(facts("note") == [.count("kinds", 180), .count("rows", 350)])
        #expect(facts("q17") == [.text("kind", "sex"), .text("values", "female, male")])
        #expect(facts("street") == [.count("kinds", 250)])
        #expect(facts("recovered").first == .text("evidence", "area"))
        #expect(facts("balance").contains(.text("mark", "present")))
        #expect(
            facts("y").prefix(2) == [.text("event", "1"), .text("other", "0")])
        let few = table.findings.first { $0.code == .fewOutcomes }
        #expect(few?.facts == [.count("rows", 350), .count("least", OutcomeEvidence.enough)])
    }

    @Test("A card has its findings in the order of its warnings, and none turns what stands beside")
    func card() throws {
        var text = "note\u{202E},town,income,bad\n"
        var lots = SplitMix(state: 3)
        for row in 0..<600 {
            let isBad = lots.next() % 10 < 3
            let town = ["\"Kisumu\n\u{2066}\"", "\"KISUMU\n\u{2066}\"", "Thika"][row % 3]
            text += "n\(row),\(town),\(Int(lots.next() % 900) + (isBad ? 0 : 200)),"
            text += "\(isBad ? "bad\u{202E}" : "good")\n"
        }
        let table = try TrainingTable(csv: Array(text.utf8), target: "bad", event: "bad\u{202E}")
        let model = try ScorecardRun(table, TrainingRun.Options()).fit { _ in }
        let bytes = ModelCard(
            model: model, target: "bad", event: table.event, tableHash: "00"
        ).json
        let card = try JSONValue.parse(bytes)
        #expect(
            !String(decoding: bytes, as: UTF8.self).unicodeScalars.contains(
                where: Unicode.Scalar.isControlInLine))
        #expect(card["event"]?.string == "bad")
        let warnings = try #require(card["warnings"]?.array).compactMap(\.string)
        let findings = try #require(card["findings"]?.array)
        #expect(findings.count == warnings.count)
        #expect(findings.map { $0["code"]?.string } == ["too_many_texts", "nearly_same"])
        #expect(findings[0]["column"]?.string == "note")
        #expect(findings[0]["facts"]?["kinds"]?.integer == 600)
        #expect(findings[1]["facts"]?["one"]?.string == "KISUMU ")
        #expect(warnings[1].hasPrefix("town has KISUMU and Kisumu , which differ"))
        #expect(card["limits"]?.string == StandardLimits.ofTable)
    }
}
