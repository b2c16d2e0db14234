import Testing

@testable import Training

@Suite("What knows the outcome of some loans is found, and chance is not")
struct OutcomeKnowledgeTests {
    @Test(
        "What knows the outcome of some loans only is left out, and --keep uses it",
        arguments: [
            ("note", "in the 2"), ("half", "in the 3"), ("recovered", "with a value are events"),
            ("written_off", "with another value than 0 are events"),
            ("closing", "with the value 'written off' are events"),
            ("final_grade", "without a value are events"), ("settled", "are no events"),
        ])
    func partialLeaks(_ name: String, _ says: String) throws {
        func cell(_ row: Int, _ isBad: Bool, _ lots: inout SplitMix) -> String {
            let draw = lots.next() % 100
            let amount = "\(lots.next() % 90_000 + 1)"
            return switch name {
            // Filled in at random for 40 % and for half of the rows, and the outcome there.
            case "note": draw < 40 ? (isBad ? "paid late" : "paid") : ""
            case "half": draw < 50 ? (isBad ? "1" : "0") : ""
            // For half of the bad loans, and for no others.
            case "recovered": isBad && draw < 50 ? amount : ""
            case "written_off": isBad && draw < 50 ? amount : "0"
            case "closing": isBad && draw < 50 ? "written off" : draw < 80 ? "late" : "current"
            case "final_grade": isBad && draw < 50 ? "" : "\(draw % 5)"
            default: !isBad && draw < 50 ? amount : ""
            }
        }
        let table = try TableDoubtTests.column(name: name, cell)
        #expect(table.featureNames == ["income"], "\(table.warnings)")
        let warning = table.warnings.first {
            $0.hasPrefix("\(name) left out: alone it knows the outcome (")
        }
        #expect(warning?.contains(says) == true, "\(table.warnings)")
        let kept = try TableDoubtTests.column(name: name, keep: [name], cell)
        #expect(kept.featureNames == ["income", name])
        #expect(kept.warnings.contains { $0.hasPrefix("\(name) may know the outcome (alone: ") })
    }

    @Test("What marks few loans of one outcome is a doubt, and what chance brings about is none")
    func partialDoubts() throws {
        var marked = 0
        let few = try TableDoubtTests.column(rows: 1_200, name: "arrears") { _, isBad, lots in
            guard isBad, marked < 36 else { return "\(lots.next() % 6)" }
            marked += 1
            return "9"
        }
        #expect(few.featureNames == ["income", "arrears"])
        #expect(
            few.warnings.contains {
                $0.hasPrefix(
                    "arrears may know the outcome (alone: 36 of the 36 rows with the value 9 are "
                        + "events)")
            }, "\(few.warnings)")
        // Twelve bad loans in a row are luck where three in ten are bad and many are looked at.
        marked = 0
        let luck = try TableDoubtTests.column(rows: 1_200, name: "arrears") { _, isBad, lots in
            guard isBad, marked < 12 else { return "\(lots.next() % 6)" }
            marked += 1
            return "9"
        }
        #expect(!luck.warnings.contains { $0.contains("arrears") }, "\(luck.warnings)")
        let missing = try TableDoubtTests.column(rows: 1_200, name: "office") { _, isBad, lots in
            lots.next() % 10 < (isBad ? 7 : 4) ? "" : "\(lots.next() % 9)"
        }
        #expect(missing.featureNames == ["income", "office"])
        #expect(!missing.warnings.contains { $0.contains("office") }, "\(missing.warnings)")
    }

    @Test(
        "What marks far more of one outcome is a doubt; what honest columns mark is none",
        arguments: [
            (50, 1, true), (70, 3, true), (30, 0, true), (50, 9, false), (30, 3, false),
            (66, 10, false), (20, 1, false),
        ])
    func lifted(_ ofBad: UInt64, _ ofGood: UInt64, _ isDoubt: Bool) throws {
        let table = try TableDoubtTests.column(rows: 4_000, name: "flag") { row, isBad, lots in
            // At 0 one good loan in two hundred, so that nothing is pure.
            let least: UInt64 = isBad ? ofBad * 10 : max(ofGood * 10, 5)
            return lots.next() % 1_000 < least ? "1" : "0"
        }
        #expect(table.featureNames == ["income", "flag"], "\(table.warnings)")
        let warning = table.warnings.first { $0.hasPrefix("flag may know the outcome (alone: ") }
        #expect((warning != nil) == isDoubt, "\(table.warnings)")
        if isDoubt { #expect(warning?.contains("of the others are rows with the value 1") == true) }
    }

    @Test("A pure group is told from chance by the share of all rows, copies counted once")
    func purity() {
        func found(_ rows: Int, _ bad: Int, _ good: Int, copies: Int = 1) -> PureRows? {
            // `rows` bad loans without a value among `bad` more and `good` ones with one.
            let outcomes = Array(repeating: true, count: rows + bad)
                + Array(repeating: false, count: good)
            let values = outcomes.indices.map { $0 < rows ? Double.nan : Double($0) }
            let first = outcomes.indices.map { row -> Int? in
                copies > 1 && row < rows ? row / copies * copies : nil
            }
            let found = PureRows.largest(values, outcomes, copies: first)
            #expect(found.count < 2)
            return found.first
        }
        let sure = found(40, 60, 300)
        #expect(sure?.mark == .missing)
        #expect(sure?.alike == 40)
        #expect(sure?.part == 0.4)
        #expect(found(19, 60, 300) == nil)
        #expect(found(40, 60, 300, copies: 4) == nil)
        // Where four of five are bad, twenty-five bad ones are nothing.
        #expect(found(25, 800, 200) == nil)
    }
}
