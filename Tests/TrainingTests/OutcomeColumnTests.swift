import Foundation
import Testing

@testable import Training

@Suite("The event is the bad outcome, or nothing is trained")
struct OutcomeColumnTests {
    /// 200 rows, `share` hundredths of which are `event`.
    private static func column(
        _ target: String, _ event: String, _ other: String, share: Int = 30, given: String? = nil
    ) throws(TrainingRefusal) -> OutcomeColumn {
        try OutcomeColumn(
            (0..<200).map { $0 % 100 < share ? event : other }, target: target, given: given)
    }

    @Test(
        "A word, a yes or the larger number is the event, whichever stands first",
        arguments: [
            ("bad", "1", "0"), ("BAD", "2", "1"), ("default.payment.next.month", "1", "0"),
            ("SeriousDlqin2yrs", "1", "0"), ("y", "yes", "no"), ("not_repaid", "Y", "N"),
            ("unpaid", "true", "false"), ("defaulted", "oui", "non"), ("late", "ndiyo", "hapana"),
            ("y", "default", "paid"), ("status", "bad", "good"), ("repaid", "not paid", "paid"),
            ("fully_paid", "Charged Off", "Fully Paid"), ("MIS_Status", "CHGOFF", "P I F"),
            ("loan_status", "default", "current"), ("state", "non-performing", "performing"),
            ("etat", "impayé", "payé"), ("الحالة", "متعثر", "مسدد"), ("y", "late", "no default"),
            ("status", "defaulted", "closed"),
        ])
    func events(_ target: String, _ event: String, _ other: String) throws {
        let found = try Self.column(target, event, other)
        #expect(found.event == event)
        #expect(found.outcomes.count { $0 } == 60)
        #expect(found.findings.isEmpty)
    }

    @Test(
        "Where the name speaks of the good outcome, nothing is taken without --event",
        arguments: [
            ("repaid", "yes", "no"), ("fully_paid", "1", "0"), ("paid_back", "Y", "N"),
            ("Repaid", "true", "false"), ("isGood", "1", "0"), ("good_bad", "1", "0"),
            ("performing", "1", "0"), ("approved", "1", "0"), ("success", "1", "0"),
            ("no_default", "1", "0"), ("amelipa", "ndiyo", "hapana"), ("remboursé", "oui", "non"),
            ("مسدد", "نعم", "لا"),
        ])
    func goodNames(_ target: String, _ yes: String, _ no: String) throws {
        let error = try #require(throws: TrainingRefusal.self) {
            try Self.column(target, yes, no)
        }
        #expect(error.description.contains("--event \(no) if \(yes) means good"), "\(error)")
        let given = try Self.column(target, yes, no, share: 70, given: no)
        #expect(given.event == no)
        #expect(given.outcomes.count { $0 } == 60)
        #expect(given.findings.isEmpty)
    }

    @Test("An event that most rows have is warned about, unless it was given or its word says so")
    func majorities() throws {
        let findings = try Self.column("y", "1", "0", share: 70).findings
        #expect(findings.map(\.code) == [.commonEvent])
        let english = findings.first?.english ?? ""
        #expect(english.contains("y is 1 in 140 of 200 rows"), "\(english)")
        #expect(english.contains("--event 0"), "\(english)")
        #expect(try Self.column("y", "1", "0", share: 50).findings.isEmpty)
        #expect(try Self.column("y", "1", "0", share: 70, given: "1").findings.isEmpty)
        #expect(try Self.column("y", "default", "paid", share: 70).findings.isEmpty)
    }

    @Test(
        "Two words of which neither, or both, say it are refused",
        arguments: [
            ("a", "b"), ("Default ", "default"), ("paid", "closed"), ("late", "yes"),
            ("yes", "true"), ("good", "fair"),
        ])
    func unclear(_ one: String, _ other: String) throws {
        let error = try #require(throws: TrainingRefusal.self) {
            try Self.column("y", one, other)
        }
        #expect(error.description.contains("--event"), "\(error)")
        #expect(try Self.column("y", one, other, given: other).event == other)
        let never = try #require(throws: TrainingRefusal.self) {
            try Self.column("y", one, other, given: "2")
        }
        #expect(never.description.contains("y is never 2"))
    }

    @Test("More than two values are named, and said to be two where they only are written apart")
    func manyValues() throws {
        func refusal(_ values: [String]) throws -> String {
            try #require(throws: TrainingRefusal.self) {
                try OutcomeColumn(
                    (0..<200).map { values[$0 % values.count] }, target: "y", given: nil)
            }.description
        }
        let spelled = try refusal(["Yes", "YES", "No"])
        #expect(
            spelled == "y has 3 different values ('No', 'YES', 'Yes'), which differ by capitals, "
                + "blanks or signs: write each in one way: two outcomes are needed")
        #expect(
            try refusal(["a1", "a2", "b"])
                == "y has 3 different values ('a1', 'a2', 'b'): two outcomes are needed")
        let many = try refusal((1...9).map { "k\($0)" })
        #expect(many.contains("9 different values ('k1', 'k2', 'k3', 'k4', 'k5' and others)"))
    }

    @Test("The card says which value the event is")
    func card() throws {
        let body = TrainingTableTests.csv(rows: 600).replacing(/,1\n/, with: ",no\n")
            .replacing(/,0\n/, with: ",yes\n")
        let table = try TrainingTable(
            csv: Array(("id,income,region,seven,repaid\n" + body).utf8), target: "repaid",
            event: "no")
        #expect(table.event == "no")
        let model = try ScorecardRun(table, TrainingRun.Options()).fit { _ in }
        let card = ModelCard(model: model, target: "repaid", event: "no", tableHash: "00")
        #expect(String(decoding: card.json, as: UTF8.self).contains(#""event":"no""#))
        #expect(
            card.markdown.contains(
                "`repaid` = `no` (\(table.eventCount) of \(table.rowCount) rows)"))
    }
}
