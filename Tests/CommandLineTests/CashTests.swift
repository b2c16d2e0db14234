import Foundation
import Testing
import Wire

@Suite("commons cash") struct CashTests {
    @Test("tells the demo's coming weeks, why, what if, and how its past went")
    func demo() throws {
        try Program.withDemo { folder in
            func run(_ arguments: String...) throws -> Program.Result {
                try Program.run(arguments: arguments + ["--data", "books"], in: folder)
            }
            let plain = try run("cash", "Njeri")
            #expect(plain.status == 0, "\(plain)")
            let rows = plain.output.split(separator: "\n").filter { $0.hasPrefix("20") }
            #expect(rows.count == 13 && plain.output.contains("p50"), "\(plain)")
            let several = try run("cash", "a")
            let id = try #require(
                several.error.firstMatch(of: #/Njeri Wholesale Foods \(([^)]+)\)/#)?.output.1)
            #expect(several.status == 1 && several.error.contains("Give the id of one"))
            #expect(try run("cash", String(id)) == plain)
            let explained = try run("cash", "Njeri", "--explain", "--weeks", "4", "--json")
            let reply = try JSONValue.parse(Array(explained.output.utf8))
            let weeks = try #require(reply["weeks"]?.array)
            #expect(weeks.count == 4)
            var balance = try #require(Self.amount(reply["opening"]))
            for week in weeks {
                let parts = try #require(week["parts"]?.array)
                balance += parts.compactMap { Self.amount($0["amount"]) }.reduce(0, +)
                #expect(balance == Self.amount(week["expected"]))
                let (low, high) = (Self.amount(week["p10"]), Self.amount(week["p90"]))
                #expect(try #require(low) <= #require(high))
            }
            let worse = try run(
                "cash", "Njeri", "--weeks", "4", "--json", "--scenario", "sales:-50")
            let other = try JSONValue.parse(Array(worse.output.utf8))["weeks"]?.array?.last
            #expect(try #require(Self.amount(other?["expected"])) < balance)
            let past = try run("cash", "Njeri", "--backtest", "--json")
            let scores = try JSONValue.parse(Array(past.output.utf8))
            #expect(past.status == 0 && (scores["trials"]?.array?.count ?? 0) > 3, "\(past)")
            #expect((0...1).contains(try #require(scores["coverage"]?.double)))
        }
    }

    private static func amount(_ json: JSONValue?) -> Decimal? {
        json?["amount"]?.string.flatMap { Decimal(string: $0) }
    }

    @Test("refuses wrong usage with 64", arguments: [
        (["--weeks", "0"], "--weeks"), (["--as-of", "soon"], "--as-of"),
        (["--currency", "ZZZ"], "no currency ZZZ"), ([String](), "ORGANISATION"),
        (["--backtest", "--scenario", "sales:-20"], "--scenario asks"),
        (["--backtest", "--scenario", ""], "--scenario asks"),
        (["--backtest", "--explain"], "--explain names"),
    ])
    func usage(arguments: [String], says: String) throws {
        try Program.withFolder { folder in
            let name = arguments.isEmpty ? [] : ["Njeri"]
            let result = try Program.run("cash", arguments: name + arguments, in: folder)
            #expect(result.status == 64, "\(result)")
            #expect(result.error.uppercased().contains(says.uppercased()), "\(result)")
        }
    }
}
