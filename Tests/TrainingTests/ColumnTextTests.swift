import Insight
import Testing
import Wire

@testable import Training

@Suite("What a column's categories are besides, is said")
struct ColumnTextTests {
    @Test(
        "A column whose texts say what the law protects is warned about, as one of such a name is",
        arguments: [("q17", ["male", "female"], "sex"), ("v2", ["Mr", "Mrs"], "forms of address")])
    func protectedTexts(_ name: String, _ texts: [String], _ kind: String) throws {
        let table = try TableDoubtTests.column(name: name) { _, _, lots in
            texts[Int(lots.next() % 2)]
        }
        #expect(table.featureNames == ["income", name])
        let shown = texts.sorted().joined(separator: ", ")
        #expect(
            table.warnings.contains(
                "\(name) holds what the law protects (\(kind): \(shown)): no model with it is "
                    + "approved; leave it out with --ignore \(name), or, where it is about no "
                    + "person, say what it is about: "
                    + "--not-protected \"\(name)=what it is about\""),
            "\(table.warnings)")
        let named = try TableDoubtTests.column(name: "OwnerSex") { row, _, _ in texts[row % 2] }
        #expect(named.warnings.count { $0.hasPrefix("OwnerSex ") } == 1)
    }

    @Test("A model says which of its categories the law protects, as it says it of names")
    func protectedFeatures() throws {
        let body = TrainingTableTests.csv(rows: 600) { row, isBad in
            [["male", "female"][(row * 7 % 5 + (isBad ? 2 : 0)) % 2], "\(row * 37 % 61)"]
        }
        let table = try TrainingTableTests.table("id,income,region,seven,q17,age,bad", body)
        let trained = try ScorecardRun(table, TrainingRun.Options()).fit { _ in }
        let model = try LightGBMModel(text: trained.text)
        #expect(model.protectedFeatures.map(\.description) == ["q17 (sex: female, male)", "age"])
    }

    @Test("What is about no person is declared with a reason, which the card keeps")
    func declared() throws {
        let body = TrainingTableTests.csv(rows: 600) { row, isBad in
            [["male", "female"][(row * 7 % 5 + (isBad ? 2 : 0)) % 2], "\(row * 37 % 61)"]
        }
        let csv = Array(("id,income,region,seven,plug,zorb_age,bad\n" + body).utf8)
        func table(_ reasons: [String: String]) throws -> TrainingTable {
            try TrainingTable(csv: csv, target: "bad", notProtected: reasons)
        }
        let reasons = ["plug": "Shapes of plugs", "zorb_age": "Months since a zorb was made"]
        let known = try table(reasons.merging(["income": "No need"]) { old, _ in old })
        #expect(
            known.warnings.contains(
                "plug holds what the law protects (sex: female, male), and is declared to be "
                    + "about no person: Shapes of plugs. Whoever approves the model agrees to "
                    + "that"), "\(known.warnings)")
        #expect(known.warnings.contains { $0.hasPrefix("zorb_age may name what the law protects") })
        #expect(
            known.warnings.contains(
                "income does not look like what the law protects: it needed no --not-protected"))
        let trained = try ScorecardRun(known, TrainingRun.Options()).fit { _ in }
        let card = ModelCard(model: trained, target: "bad", event: "1", tableHash: "")
        let json = try JSONValue.parse(card.json)
        #expect(ProtectedDeclaration.reasons(in: json) == reasons)
        #expect(card.markdown.contains("- `plug`: Shapes of plugs"))
        let model = try LightGBMModel(text: trained.text)
        #expect(model.protectedFeatures.map(\.name) == ["plug", "zorb_age"])
        #expect(model.protectedFeatures(by: json).isEmpty)
        #expect(model.protectedFeatures(by: nil).count == 2)
        for (wrong, says) in [
            (["plug": "  "], "in one line"), (["nowhere": "Some plug"], "there is no column"),
        ] {
            let error = try #require(throws: TrainingRefusal.self) { try table(wrong) }
            #expect(error.description.contains(says), "\(error)")
        }
    }

    @Test("What can mean nothing else is never declared away, by a command or by a card")
    func plainNames() throws {
        let body = TrainingTableTests.csv(rows: 600) { row, _ in
            ["\(row % 7)", "\(row * 37 % 61)"]
        }
        let csv = Array(("id,income,region,seven,gender,age,bad\n" + body).utf8)
        let error = try #require(throws: TrainingRefusal.self) {
            try TrainingTable(csv: csv, target: "bad", notProtected: ["gender": "Of plugs"])
        }
        #expect(error.description.contains("can mean nothing else"), "\(error)")
        let trained = try ScorecardRun(
            try TrainingTable(csv: csv, target: "bad"), TrainingRun.Options()
        ).fit { _ in }
        let model = try LightGBMModel(text: trained.text)
        let card = try JSONValue.parse(#"{"not_protected":{"gender":"Of plugs","age":"Of stock"}}"#)
        #expect(model.protectedFeatures(by: card).map(\.name) == ["gender", "age"])
    }

    @Test(
        "A reason is a line that a second person can read",
        arguments: [
            ("Shapes of plugs", true), ("محامل", true), ("", false), ("ab", false), ("...", false),
            ("two\nlines", false), ("turned \u{202E}here", false),
            (String(repeating: "a", count: 301), false),
        ])
    func reasons(_ text: String, _ isReason: Bool) {
        #expect(ProtectedDeclaration.isReason(text) == isReason)
        let card = JSONValue.object([("not_protected", .object([("a", .string(text))]))])
        #expect(ProtectedDeclaration.reasons(in: card) == (isReason ? ["a": text] : [:]))
    }

    @Test(
        "Categories that look like numbers are said, with the first of them",
        arguments: [
            ("k", "is taken as", "1.2k in row 1"), ("share", "is taken as", "5/12 in row 1"),
            ("term", "is taken as", "12 months in row 1"), ("held", "is taken as", "10+ years"),
            ("amount", "left out: its texts look like numbers", "1.2k in row 1"),
        ])
    func measures(_ name: String, _ says: String, _ example: String) throws {
        let table = try TableDoubtTests.column(name: name) { row, _, lots in
            if row == 0, name != "held" {
                return name == "share" ? "5/12" : name == "term" ? "12 months" : "1.2k"
            }
            let lot = lots.next()
            return switch name {
            case "share": "\(lot % 24)/12"
            case "term": ["12 months", "1 year", "24 months", "36"][Int(lot % 4)]
            case "held": row == 0 ? "10+ years" : ["10+ years", "< 1 year", "3 years"][Int(lot % 3)]
            case "amount": "\(Double(lot % 9_000) / 10)k"
            default: "\(lot % 40).5k"
            }
        }
        let warning = table.warnings.first { $0.hasPrefix("\(name) \(says)") } ?? ""
        #expect(warning.contains("another notation, such as \(example)"), "\(table.warnings)")
        let grades = ["1A", "2B", "3C", "10-19"]
        let codes = try TableDoubtTests.column(name: "grade") { row, _, _ in grades[row % 4] }
        #expect(!codes.warnings.contains { $0.hasPrefix("grade") }, "\(codes.warnings)")
    }

    @Test("A number that no double holds is a slip, and an empty column is called so")
    func slips() throws {
        let large = try TableDoubtTests.column(name: "amount") { row, _, lots in
            row == 2 ? "1e400" : "\(lots.next() % 9_000)"
        }
        #expect(
            large.warnings.contains(
                "amount is a number, but 1e400 in row 3 is none: taken as missing"),
            "\(large.warnings)")
        #expect(large.columns.first { $0.name == "amount" }?.values[2].isNaN == true)
        let empty = try TableDoubtTests.column(name: "note") { _, _, _ in "" }
        #expect(empty.warnings.contains("note left out: it is always empty"))
        let same = try TableDoubtTests.column(name: "note") { _, _, _ in "7" }
        #expect(same.warnings.contains("note left out: it always has the same value"))
    }

    @Test("Categories that differ in capitals or blanks alone are said")
    func capitals() throws {
        func warnings(_ kinds: [String]) throws -> [String] {
            try TableDoubtTests.column(name: "town") { _, _, lots in
                kinds[Int(lots.next() % UInt64(kinds.count))]
            }.warnings.filter { $0.contains("differ in capitals") }
        }
        let told = try warnings(["Kisumu", "KISUMU", "Thika"])
        #expect(told.count == 1 && told[0].hasPrefix("town has KISUMU and Kisumu, which"))
        #expect(try warnings(["New town", "Newtown", "Thika"]).count == 1)
        #expect(try warnings(["Kisumu", "Thika"]).isEmpty)
    }
}
