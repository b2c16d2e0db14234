import Foundation
import Testing
import Wire

@testable import Training

@Suite("What two columns know of the outcome together is found")
struct LeakPairTests {
    /// `begins` and `ends` of loans that last much shorter when they turn bad, and the cells of
    /// `more`.
    private static func loans(
        _ names: String, rows: Int = 900, keep: Set<String> = [], ignore: Set<String> = [],
        first: Int = 1_000, _ more: (Int, Bool, inout SplitMix) -> [Int] = { _, _, _ in [] }
    ) throws -> TrainingTable {
        var lots = SplitMix(state: 23)
        var text = "income,\(names),bad\n"
        for _ in 0..<rows {
            let isBad = lots.next() % 10 < 3
            let begins = first + Int(lots.next() % 1_500)
            let lasts = Int(lots.next() % 300) + (isBad ? 30 : 320)
            let cells = [Int(lots.next() % 90_000), begins, begins + lasts]
                + more(lasts, isBad, &lots) + [isBad ? 1 : 0]
            text += cells.map(\.description).joined(separator: ",") + "\n"
        }
        return try TrainingTable(
            csv: Array(text.utf8), target: "bad", ignore: ignore, keep: keep)
    }

    @Test("Of a difference that knows it the sum side is left out, and --keep uses it")
    func difference() throws {
        let table = try Self.loans("begins,ends")
        #expect(table.featureNames == ["income", "begins"], "\(table.warnings)")
        let warning = table.warnings.first { $0.hasPrefix("ends left out: less begins it knows") }
        #expect(warning?.contains("(area under the curve 0.9") == true, "\(table.warnings)")
        #expect(warning?.hasSuffix("; --keep ends uses it all the same") == true)
        let found = try #require(table.findings.first { $0.column == "ends" })
        #expect(found.code == .knowsWith)
        #expect(
            found.facts.prefix(2) == [.text("evidence", "difference"), .text("other", "begins")])
        let kept = try Self.loans("begins,ends", keep: ["ends"])
        #expect(kept.featureNames == ["income", "begins", "ends"])
        #expect(kept.warnings.count { $0.hasPrefix("ends may know the outcome (less begins") } == 1)
    }

    @Test("A column that is left out as a time or by --ignore shows what another one holds")
    func aside() throws {
        let dated = try Self.loans("approval_date,ends", first: 42_000)
        #expect(dated.featureNames == ["income", "approval_date"], "\(dated.warnings)")
        #expect(dated.warnings.contains { $0.hasPrefix("ends left out: less approval_date it") })
        let timed = try Self.loans("opened_at,ends", first: 1_577_836_800)
        #expect(timed.featureNames == ["income"], "\(timed.warnings)")
        #expect(timed.warnings.contains { $0.hasPrefix("ends left out: less opened_at it") })
        let ignored = try Self.loans("begins,ends", ignore: ["begins"])
        #expect(ignored.featureNames == ["income"], "\(ignored.warnings)")
        // What holds it is out already; the other side says something of its own.
        let honest = try Self.loans("begins,ends", ignore: ["ends"])
        #expect(honest.featureNames == ["income", "begins"], "\(honest.warnings)")
    }

    @Test("What gives back a column that was left out goes with it, in other units too")
    func givesBack() throws {
        let days = try Self.loans("begins,ends,lasts") { lasts, _, _ in [lasts * 24] }
        #expect(days.featureNames == ["income", "begins"], "\(days.warnings)")
        #expect(days.warnings.contains { $0.hasPrefix("lasts left out: alone it knows") })
        #expect(
            days.warnings.contains {
                $0.hasPrefix("ends left out: with begins it gives back lasts, which knows the")
            }, "\(days.warnings)")
        // What half of the bad loans paid after they were written off, and the sum of all payments.
        var paid = 0
        let amounts = try Self.loans("begins,ends,recovered,own,all", ignore: ["ends"]) {
            _, isBad, lots in
            paid = Int(lots.next() % 9_000)
            let recovered = isBad && lots.next() % 2 == 0 ? 500 + Int(lots.next() % 5_000) : 0
            return [recovered, paid, paid + recovered]
        }
        #expect(amounts.featureNames == ["income", "begins", "own"], "\(amounts.warnings)")
        #expect(
            amounts.warnings.contains {
                $0.hasPrefix("all left out: with own it gives back recovered")
            }, "\(amounts.warnings)")
    }

    @Test("A sum that knows it is found; where neither side moves more both are left out")
    func sum() throws {
        var lots = SplitMix(state: 4)
        var text = "left,right,other,bad\n"
        for _ in 0..<900 {
            let isBad = lots.next() % 10 < 3
            let whole = (isBad ? 6_000 : 5_000) + Int(lots.next() % 900)
            let half = whole / 2 - 2_500 + Int(lots.next() % 5_000)
            text += "\(half),\(whole - half),\(lots.next() % 99),\(isBad ? 1 : 0)\n"
        }
        let table = try TrainingTable(csv: Array(text.utf8), target: "bad")
        #expect(table.featureNames == ["other"], "\(table.warnings)")
        #expect(table.warnings.contains { $0.hasPrefix("left left out: added to right it knows") })
        #expect(table.warnings.contains { $0.hasPrefix("right left out: added to left it knows") })
    }

    @Test("Columns that move together or only with luck are no pair, in a wide table either")
    func chance() throws {
        var lots = SplitMix(state: 8)
        func draw() -> Double { Double(lots.next() >> 11) / 0x1p53 }
        let names = (0..<200).map { "x\($0)" } + ["balance", "limit", "bad"]
        var text = names.joined(separator: ",") + "\n"
        for _ in 0..<160 {
            let isBad = draw() < 0.3
            let limit = draw() * 1_000
            let cells = (0..<200).map { _ in draw() } + [limit * (isBad ? 0.8 : 0.6), limit]
            text += cells.map { String(format: "%.4f", $0) }.joined(separator: ",")
                + (isBad ? ",1\n" : ",0\n")
        }
        let table = try TrainingTable(csv: Array(text.utf8), target: "bad")
        #expect(table.featureNames.count == 202, "\(table.warnings)")
    }

    @Test(
        "The table of the SBA's loans is left without its sum of day and term",
        .enabled(if: FileManager.default.fileExists(atPath: sbaCase)))
    func sba() throws {
        let csv = try #require(FileManager.default.contents(atPath: sbaCase))
        for ignore: Set<String> in [[], ["DisbursementDate", "ApprovalDate"]] {
            let table = try TrainingTable(csv: [UInt8](csv), target: "Default", ignore: ignore)
            #expect(!table.featureNames.contains("xx"), "\(table.warnings)")
            #expect(table.featureNames.contains("DisbursementDate") == ignore.isEmpty)
            #expect(table.warnings.count { $0.hasPrefix("ChgOffDate ") } == 1)
            #expect(
                ignore.isEmpty
                    == table.warnings.contains { $0.hasPrefix("ApprovalDate is a time: it holds") })
            #expect(
                table.warnings.contains {
                    $0.hasPrefix("xx left out: with DisbursementDate it gives back Term")
                }, "\(table.warnings)")
        }
    }
}

private let sbaCase =
    (ProcessInfo.processInfo.environment["COMMONS_DATA"] ?? "../shared/data")
    + "/credit/sba-case/SBAcase.csv"
