import Foundation
import Insight
import Testing
import Wire

@testable import Training

@Suite("What a column's texts are, is told by most of them")
struct ColumnReadingTests {
    private static func reading(
        _ rows: Int = 1_200, _ cell: (Int) -> String
    ) -> ColumnReading { ColumnReading((0..<rows).map(cell)) }

    @Test("Numbers with few words among them are numbers, and the words are missing")
    func words() {
        let late = Self.reading { $0 % 12 == 5 ? "unknown" : "\($0 % 150)" }
        #expect(late.isNumeric)
        #expect(late.missingWords == ["unknown"])
        #expect(late.values.count(where: \.isNaN) == 100)
        #expect(late.strays?.first.first == CellText(row: 6, text: "unknown"))
        let count = Self.reading { $0 == 3 || $0 == 700 ? "x" : "\($0 % 18)" }
        #expect(count.isNumeric)
        #expect(count.missingWords == ["x"])
        let divided = Self.reading { $0 % 20 == 0 ? "#DIV/0!" : "\($0 % 9)" }
        #expect(divided.isNumeric)
        #expect(divided.missingWords == ["#DIV/0!"])
        let infinite = Self.reading { $0 % 10 == 0 ? "inf" : $0 % 10 == 1 ? "-inf" : "\($0)" }
        #expect(infinite.isNumeric)
        #expect(Set(infinite.missingWords).isSuperset(of: ["inf", "-inf", "Infinity"]))
        // Many missing cells are no words.
        let sparse = Self.reading { $0 % 3 != 0 ? "NA" : $0 % 60 == 0 ? "unknown" : "\($0 % 90)" }
        #expect(sparse.isNumeric)
    }

    @Test("Codes among which a word is one more stay categories")
    func codes() {
        #expect(!Self.reading { $0 % 20 == 0 ? "A" : "\($0 % 2 + 1)" }.isNumeric)
        let letters = ["A", "B", "C", "D"]
        #expect(!Self.reading { $0 % 8 == 0 ? letters[$0 / 8 % 4] : "\($0 % 40)" }.isNumeric)
        #expect(!Self.reading { $0 % 4 == 0 ? "unknown" : "\($0 % 150)" }.isNumeric)
        #expect(!Self.reading { $0 % 100 == 0 ? "10+" : "\($0 % 10)" }.isNumeric)
        #expect(!Self.reading { $0 % 10 == 0 ? "1,200" : "\($0)" }.isNumeric)
        #expect(!Self.reading { ["Y", "N", "0", "T"][$0 % 4] }.isNumeric)
    }

    @Test("What is nearly a number is said where it is taken as categories or left out")
    func said() throws {
        let body = TrainingTableTests.csv(rows: 600) { row, _ in
            [
                row % 8 == 0 ? "A" : "\(row % 9)", row % 4 == 0 ? "word \(row)" : "\(row)",
                row % 4 == 0 ? "0\(row % 9)" : "\(row % 9)", ["1", "2", "A"][row % 3],
            ]
        }
        let table = try TrainingTableTests.table(
            "id,income,region,seven,grade,amount,branch,kind,bad", body)
        #expect(table.featureNames == ["income", "region", "grade", "branch", "kind"])
        func warning(_ name: String) -> String {
            table.warnings.first { $0.hasPrefix(name + " ") } ?? ""
        }
        #expect(warning("grade").contains("is taken as 10 categories: 87% of its texts are"))
        #expect(warning("amount").contains("left out: 75% of its texts are numbers and the"))
        #expect(warning("amount").contains("word 0 in row 1, word 4 in row 5"))
        #expect(warning("branch").contains("so that 01 and 1 are the same"), "\(table.warnings)")
        #expect(warning("kind") == "")
    }

    @Test("True and False are 1 and 0 in training and to the model, however they are written")
    func truths() throws {
        let body = TrainingTableTests.csv(rows: 600) { row, isBad in
            [(isBad ? row % 3 > 0 : row % 3 > 1) ? "True" : row % 50 == 0 ? "" : "False"]
        }
        let table = try TrainingTableTests.table("id,income,region,seven,owns,bad", body)
        let owns = try #require(table.columns.last)
        #expect(owns.categories == nil)
        #expect(Set(owns.values.filter { !$0.isNaN }) == [0, 1])
        let card = try ScorecardRun(table, TrainingRun.Options()).fit { _ in }
        let model = try LightGBMModel(text: card.text)
        let columns = try FeatureColumns(header: table.featureNames, model: model)
        func read(_ cell: String) throws -> [Double] {
            var reader = CSVReader()
            reader.append("5,west,\(cell)".utf8)
            let isThere = reader.next(isLast: true)
            #expect(isThere)
            var row = [0.0, 0, 0]
            var unseen = UnseenCategories()
            try columns.read(reader, into: &row, unseen: &unseen)
            #expect(unseen.items.isEmpty)
            return row
        }
        for cell in ["True", "TRUE", "true", "1", "1.0"] { #expect(try read(cell)[2] == 1) }
        for cell in ["False", "FALSE", "false", "0"] { #expect(try read(cell)[2] == 0) }
        let mixed = ColumnReading(["True", "False", "1", "0", "", "NA", "TRUE"])
        #expect(mixed.isNumeric)
        #expect(mixed.strays == nil)
        // Beside other numbers a truth is a word.
        #expect(!ColumnReading(["True", "2", "3", "False", "4"]).isNumeric)
    }
}
