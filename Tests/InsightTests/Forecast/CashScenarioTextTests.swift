import Ledger
import Testing

@testable import Insight

@Suite("Scenarios name whoever has a comma or a colon in the name")
struct CashScenarioTextTests {
    @Test("Names in quotation marks are read whole", arguments: [
        (#"late:"Renamed, Co: ""x""":21"#, [.late(party: #"Renamed, Co: "x""#, days: 21)]),
        (#"late:Ann "Best" Ltd:7"#, [.late(party: #"Ann "Best" Ltd"#, days: 7)]),
        (#"skip:"Rent, old",sales:-20"#, [.skip(id: "Rent, old"), .sales(percent: -20)]),
        ("skip:out:paper:x:50,", [.skip(id: "out:paper:x:50")]),
        (",late:x:1,,skip:booked:0", [.late(party: "x", days: 1), .skip(id: "booked:0")]),
    ] as [(String, [CashScenario.Change])])
    func quoted(text: String, changes: [CashScenario.Change]) throws {
        let scenario = try CashScenario(text, currency: .kes)
        #expect(scenario.changes == changes)
        #expect(try CashScenario(scenario.text(currency: .kes), currency: .kes) == scenario)
    }

    @Test("Quotation marks that nothing closes, text after them, and empty names are refused",
        arguments: [
            #"late:"Ann:21"#, #"late:"Ann" Ltd:21"#, #"skip:""#, #"late:"":21"#, "late::21",
            "skip:", #""late:x:21""#, #"late:Ann, Ltd:21"#, "late:a:b:21",
        ])
    func refused(text: String) {
        #expect(throws: CashScenarioRefusal.self) { try CashScenario(text, currency: .kes) }
    }

    @Test("Whatever the names, what is written is read back", arguments: 1...200)
    func roundTrip(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let letters = Array(#"",:;a é""#).map(String.init) + ["\"\"", "ش", "late:", "21"]
        func name() -> String {
            (0...Int(random.next() % 6)).map { _ in
                letters[Int(random.next() % UInt64(letters.count))]
            }.joined()
        }
        let scenario = CashScenario([
            .late(party: name(), days: 3), .skip(id: name()), .sales(percent: 5),
            .skip(id: name() + ":" + name()), .late(party: name(), days: 365),
            .once(day: CashForecastTests.today, amount: -250_000),
        ])
        let text = scenario.text(currency: .kes)
        #expect(try CashScenario(text, currency: .kes) == scenario, "\(text)")
    }

    @Test("A party of such a name is found by it, and pays later")
    func resolved() throws {
        var basis = CashForecastTests.basis
        let place = try #require(basis.parties.firstIndex { $0.id == "slow" })
        basis.parties[place].name = #"Otieno, Sons: "Best""#
        let asked = try CashScenario(#"late:"otieno, sons: ""BEST""":21"#, currency: .kes)
        #expect(try asked.resolved(for: basis).changes == [.late(party: "slow", days: 21)])
    }
}
