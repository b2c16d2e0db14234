import Foundation
import Testing

@Suite("Credit on the command line")
struct CreditTests {
    private struct Person: Decodable {
        let email: String
        let roles: [String]
    }

    @Test("From past loans to a live model to a score in the basement, inside a running server")
    func wholeWay() throws {
        try Program.withFolder { folder in
            let server = try RunningNode(SocketTests.serve, in: folder)
            try server.wait(for: "listening locally")
            let demo = try Program.run("demo", "--data", "books", "--json", in: folder)
            #expect(demo.status == 0, "\(demo)")
            let people = try JSONDecoder().decode([Person].self, from: Data(demo.output.utf8))
            func person(_ role: String) throws -> String {
                try #require(people.first { $0.roles.contains { $0.hasPrefix(role) } }).email
            }
            let owner = try person("owner at Umoja")
            func run(_ verb: String, _ arguments: String..., as email: String) throws
                -> Program.Result
            {
                try Program.run(
                    verb, arguments: arguments + ["--data", "books", "--as", email]
                        + ["--organisation", "Umoja"], in: folder)
            }
            func succeeds(_ verb: String, _ arguments: String..., as email: String) throws
                -> String
            {
                let result = try Program.run(
                    verb, arguments: arguments + ["--data", "books", "--as", email]
                        + ["--organisation", "Umoja"], in: folder)
                #expect(result.status == 0, "\(verb) \(arguments): \(result)")
                return result.output
            }
            let listed = try succeeds("credit", "list", as: owner)
            let names = listed.split(separator: "\n").compactMap { line in
                line.split(separator: "  ", maxSplits: 2).dropFirst().first.map(String.init)
            }
            #expect(names.count >= 2, "\(listed)")

            // A table of past loans, of which one in four went bad.
            try Self.loans(of: names).write(
                toFile: folder + "/loans.csv", atomically: true, encoding: .utf8)
            let table = try succeeds(
                "models", "table", "--loans", "loans.csv", "--output", "table.csv", as: owner)
            #expect(table.contains("160 rows"), "\(table)")
            let trained = try Program.run(
                "train", "--input", "table.csv", "--target", "bad", "--output", "model",
                "--model", "scorecard", in: folder)
            #expect(trained.status == 0, "\(trained)")

            // Two people let it score.
            _ = try succeeds("models", "register", "model", "--name", "Autumn", as: owner)
            let early = try run("models", "place", "Autumn", "live", as: owner)
            #expect(early.status == 1 && early.error.contains("draft"), "\(early)")
            let checks = try succeeds("models", "check", "Autumn", as: owner)
            #expect(checks.contains("ok      fairness: no protected attribute"), "\(checks)")
            #expect(
                try succeeds("models", "approve", "Autumn", as: owner)
                    .contains("waits for a second person"))
            let own = try run("models", "approve", "Autumn", as: owner)
            #expect(own.status == 1 && own.error.contains("somebody else"), "\(own)")
            let committee = try person("credit_committee at")
            #expect(
                try succeeds("models", "approve", "Autumn", as: committee)
                    .contains("is approved"))
            _ = try succeeds("models", "place", "Autumn", "live", as: committee)

            // It scores, and the score goes along and is made again from its file alone.
            let shown = try succeeds("credit", "show", names[0], as: owner)
            #expect(shown.contains("by Autumn"), "\(shown)")
            let unknown = try run("credit", "show", "Nobody Ltd", as: owner)
            #expect(unknown.status == 1 && unknown.error.contains("Nobody Ltd"), "\(unknown)")
            _ = try succeeds("credit", "pack", names[0], "--output", "score.json", as: owner)
            _ = try succeeds("models", "rollback", "--reason", "only a try", as: owner)
            #expect(
                try succeeds("credit", "show", names[0], as: owner)
                    .contains("by Expert scorecard"))
            server.stop()
            let offline = try Program.run(
                "credit", "offline", "score.json", "--data", "books", in: folder)
            #expect(offline.status == 0, "\(offline)")
            #expect(offline.output == shown)
            try Self.refusals(of: "score.json", in: folder)
        }
    }

    /// What nobody vouches for, and what was changed on the way, shows no number.
    private static func refusals(of file: String, in folder: String) throws {
        let stranger = try Program.run(
            "credit", "offline", file, "--data", "elsewhere", in: folder)
        #expect(stranger.status == 1 && stranger.error.contains("unknown issuer"), "\(stranger)")
        let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
        // The pack begins with the day; another letter in it is another day or no text at all.
        let place = try #require(text.firstRange(of: #""pack":""#)).upperBound
        let at = text.index(place, offsetBy: 400)
        let changed = text.replacingCharacters(
            in: at...at, with: text[at] == "A" ? "B" : "A")
        try changed.write(toFile: folder + "/changed.json", atomically: true, encoding: .utf8)
        let tampered = try Program.run(
            "credit", "offline", "changed.json", "--data", "books", in: folder)
        #expect(tampered.status == 1 && tampered.output.isEmpty, "\(tampered)")
        #expect(tampered.error.contains("not the one that was attested"), "\(tampered)")
        let none = try Program.run(
            "credit", "offline", "loans.csv", "--data", "books", in: folder)
        #expect(none.status == 1 && none.error.contains("no file that"), "\(none)")
    }

    /// A loan a week over the last year and a half, by turns to each of the borrowers.
    private static func loans(of names: [String]) -> String {
        let calendar = Calendar(identifier: .gregorian)
        var lines = ["borrower,day,bad"]
        for turn in 0..<160 {
            let back = DateComponents(day: -30 - turn * 3)
            guard let day = calendar.date(byAdding: back, to: Date()) else { continue }
            let parts = calendar.dateComponents([.year, .month, .day], from: day)
            let (year, month) = (parts.year ?? 0, parts.month ?? 0)
            let text = String(format: "%04d-%02d-%02d", year, month, parts.day ?? 0)
            let name = names[turn % names.count]
            // Who it is decides a little, and so does luck.
            let isBad = (turn % names.count == 1 ? turn % 5 < 3 : turn % 5 == 0)
            lines.append("\"\(name)\",\(text),\(isBad ? 1 : 0)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
