import Foundation
import Testing

@Suite("commons score and commons train say what is wrong in one line")
struct ScoreOutputTests {
    private static let lines = ["sh", "-c"]

    /// A scorecard of `owner_sex` and `income`, fitted in `folder`, and the table that it is of.
    private static func train(in folder: String) throws -> Program.Result {
        var text = "owner_sex,income,bad\n"
        for row in 0..<600 {
            let (isF, income) = (row * 31 % 7 < 3, (row * 37) % 101)
            let isBad = (row * 53) % 97 < (income > 50 ? 15 : 35) + (isF ? 25 : 0)
            text += "\(isF ? "F" : "M"),\(income),\(isBad ? 1 : 0)\n"
        }
        try text.write(toFile: folder + "/rows.csv", atomically: true, encoding: .utf8)
        return try Program.run(
            "train", "--input", "rows.csv", "--target", "bad", "--model", "scorecard", in: folder)
    }

    private static func score(
        _ arguments: String..., in folder: String, shell: String = "exec \"$@\""
    ) throws -> Program.Result {
        try Program.run(
            "score", "--model", "model", arguments: arguments, in: folder,
            prefix: lines + [shell, "sh"])
    }

    @Test("A full disk, a closed output, a folder and a closed input are one line and status 1")
    func outputs() throws {
        try Program.withFolder { folder in
            #expect(try Self.train(in: folder).status == 0)
            for (arguments, shell, says) in [
                (["--input", "rows.csv"], "exec \"$@\" > /dev/full", "output cannot be written"),
                (["--input", "rows.csv"], "exec \"$@\" >&-", "output cannot be written"),
                (
                    ["--input", "rows.csv", "--output", "/dev/full"], "exec \"$@\"",
                    "output cannot be written"
                ),
                (["--input", "."], "exec \"$@\"", ". cannot be read"),
                (["--input", "-"], "exec \"$@\" <&-", "standard input cannot be read"),
            ] {
                let said = try Program.run(
                    "score", "--model", "model", arguments: arguments, in: folder,
                    prefix: Self.lines + [shell, "sh"])
                #expect(said.status == 1, "\(arguments) \(shell): \(said)")
                #expect(said.error.contains(says), "\(arguments) \(shell): \(said)")
                #expect(said.error.split(separator: "\n").count == 1, "\(said)")
                #expect(said.output.isEmpty, "\(said)")
            }
            let trained = try Program.run(
                "train", "--input", "rows.csv", "--target", "bad", "--model", "scorecard",
                in: folder, prefix: Self.lines + ["exec \"$@\" > /dev/full", "sh"])
            #expect(trained.status == 1 && trained.error.contains("output cannot be written"))
        }
    }

    @Test("No reason names what the law protects, whether or not it was given")
    func protected() throws {
        try Program.withFolder { folder in
            #expect(try Self.train(in: folder).error.contains("owner_sex names what the law"))
            let said = try Self.score("--input", "rows.csv", "--reasons", in: folder)
            #expect(said.status == 0, "\(said)")
            #expect(said.error.contains("no reason names owner_sex"), "\(said.error)")
            #expect(said.output.contains(",income"))
            #expect(!said.output.contains("owner_sex"))
        }
    }

    @Test("What only looks protected is declared with a reason, and is then a reason of a score")
    func declared() throws {
        try Program.withFolder { folder in
            #expect(try Self.train(in: folder).status == 0)
            let rows = try String(contentsOfFile: folder + "/rows.csv", encoding: .utf8)
            try rows.replacing("owner_sex", with: "repayment_freq").write(
                toFile: folder + "/rows.csv", atomically: true, encoding: .utf8)
            func train(_ declared: String...) throws -> Program.Result {
                try Program.run(
                    "train", "--input", "rows.csv", "--target", "bad", "--model", "scorecard",
                    arguments: declared, in: folder)
            }
            let asked = try train()
            #expect(asked.status == 0 && asked.error.contains("--not-protected"), "\(asked)")
            let before = try Self.score("--input", "rows.csv", "--reasons", in: folder)
            #expect(before.error.contains("no reason names repayment_freq"), "\(before.error)")
            let told = try train("--not-protected", "repayment_freq=Fortnightly or monthly")
            #expect(told.error.contains("about no person: Fortnightly or monthly"), "\(told.error)")
            let after = try Self.score("--input", "rows.csv", "--reasons", in: folder)
            #expect(after.output.contains(",repayment_freq"), "\(after.error)")
            #expect(!after.error.contains("no reason names"), "\(after.error)")
            for wrong in ["repayment_freq", "repayment_freq=", "nowhere=Plugs", "bad"] {
                #expect(try train("--not-protected", wrong).status == 1, "\(wrong)")
            }
        }
    }

    @Test("What cannot be scored is refused by what it is, before an output is begun")
    func inputs() throws {
        try Program.withFolder { folder in
            #expect(try Self.train(in: folder).status == 0)
            let rows = try String(contentsOfFile: folder + "/rows.csv", encoding: .utf8)
            try rows.replacing(",", with: ";").write(
                toFile: folder + "/other.csv", atomically: true, encoding: .utf8)
            try (rows + "\"M,4,1\n").write(
                toFile: folder + "/open.csv", atomically: true, encoding: .utf8)
            for (arguments, says) in [
                (["--input", ".", "--output", "scores.csv"], ". cannot be read: it is a folder"),
                (["--input", "rows.csv", "--protected", "income"], "it goes with --reasons"),
                (["--input", "other.csv"], "its fields are separated by ;: save it with commas"),
                (["--input", "open.csv"], "line 602: a quotation mark is opened"),
            ] {
                let said = try Program.run(
                    "score", "--model", "model", arguments: arguments, in: folder)
                #expect(said.status == 1, "\(arguments): \(said)")
                #expect(said.error.contains(says), "\(arguments): \(said)")
            }
            #expect(!FileManager.default.fileExists(atPath: folder + "/scores.csv"))
        }
    }

    @Test("A folder that lost its calibration is refused, one that has none is said to have none")
    func calibrations() throws {
        try Program.withFolder { folder in
            #expect(try Self.train(in: folder).status == 0)
            let place = folder + "/model/calibration.json"
            try FileManager.default.removeItem(atPath: place)
            let lost = try Self.score("--input", "rows.csv", in: folder)
            #expect(lost.status == 1 && lost.output.isEmpty, "\(lost)")
            #expect(lost.error.contains("calibration.json cannot be read"), "\(lost)")
            try FileManager.default.removeItem(atPath: folder + "/model/card.json")
            let bare = try Self.score("--input", "rows.csv", in: folder)
            #expect(bare.status == 0, "\(bare)")
            #expect(bare.error.contains("uncalibrated"), "\(bare)")
        }
    }

    @Test("The event is said, and a target of the good outcome or of both directions is refused")
    func events() throws {
        try Program.withFolder { folder in
            let trained = try Self.train(in: folder)
            #expect(trained.error.contains(/event: bad = 1 \([0-9]+ of 600\)/), "\(trained)")
            let card = try String(contentsOfFile: folder + "/model/card.json", encoding: .utf8)
            #expect(card.contains(#""event":"1""#))
            let text = try String(contentsOfFile: folder + "/rows.csv", encoding: .utf8)
            try text.replacing("bad\n", with: "repaid\n").write(
                toFile: folder + "/paid.csv", atomically: true, encoding: .utf8)
            func run(_ arguments: String...) throws -> Program.Result {
                try Program.run(
                    "train", "--input", "paid.csv", "--target", "repaid", "--output", "other",
                    "--model", "scorecard", arguments: arguments, in: folder)
            }
            let refused = try run()
            #expect(refused.status == 1)
            #expect(refused.error.contains("--event 0 if 1 means good"), "\(refused)")
            #expect(!FileManager.default.fileExists(atPath: folder + "/other"))
            let given = try run("--event", "1", "--json")
            #expect(given.status == 0, "\(given)")
            #expect(given.output.contains(#""event":"1""#))
            let both = try run("--event", "1", "--monotone", "income", "income:down")
            #expect(both.status == 1)
            #expect(both.error.contains("income cannot rise and fall"), "\(both)")
            let wrong = try run("--event", "1", "--monotone", "income:up")
            #expect(wrong.status == 1)
            #expect(wrong.error.contains("--monotone takes income where"), "\(wrong)")
        }
    }
}
