import Foundation
import Testing
import Wire

@Suite("A mistyped data folder is no new installation") struct DataFolderTests {
    /// Every verb that works on what a data folder holds.
    static let verbs = [
        ["attest", "paper.txt", "--output", "a.proof"], ["migrate"], ["fsck"], ["worker"],
        ["keys", "rotate"], ["cash", "Umoja"],
        ["users", "show", "a@example.org"],
        ["users", "recover", "a@example.org", "--reason", "Hers"],
        ["users", "move", "a@example.org", "b@example.org", "--reason", "Hers"],
        ["credit", "list", "--as", "a@example.org"],
        ["credit", "show", "Umoja", "--as", "a@example.org"],
        ["credit", "pack", "Umoja", "--output", "a.pack", "--as", "a@example.org"],
        ["models", "list", "--as", "a@example.org"],
        ["models", "table", "--output", "a.csv", "--as", "a@example.org"],
        ["models", "register", ".", "--name", "One", "--as", "a@example.org"],
        ["models", "check", "One", "--as", "a@example.org"],
        ["models", "approve", "One", "--as", "a@example.org"],
        ["models", "decline", "One", "--reason", "Unfit", "--as", "a@example.org"],
        ["models", "place", "One", "live", "--as", "a@example.org"],
        ["models", "rollback", "--reason", "Wrong", "--as", "a@example.org"],
        ["models", "retire", "One", "--reason", "Old", "--as", "a@example.org"],
    ]

    /// Those that make an installation, and those that need none.
    static let others: Set<String> = [
        "serve", "init", "demo", "doctor", "read", "score", "train", "forecast", "verify",
        "openapi", "version", "credit offline",
    ]

    @Test("which is refused in words, and nothing is made", arguments: verbs)
    func mistyped(_ verb: [String]) throws {
        try Program.withFolder { folder in
            try "a receipt".write(
                toFile: folder + "/paper.txt", atomically: true, encoding: .utf8)
            let refused = try Program.run(arguments: verb + ["--data", "boks"], in: folder)
            #expect(refused.status == 1 && refused.output.isEmpty, "\(refused)")
            #expect(refused.error.contains("Nothing is here: "), "\(refused)")
            #expect(refused.error.contains("/boks"), "\(refused)")
            #expect(refused.error.contains("--data"), "\(refused)")
            #expect(access(folder + "/boks", F_OK) != 0)
            // A folder with something else in it is no installation either.
            try FileManager.default.createDirectory(
                atPath: folder + "/boks", withIntermediateDirectories: true)
            let again = try Program.run(arguments: verb + ["--data", "boks"], in: folder)
            #expect(again.status == 1 && again.error.contains("Nothing is here"), "\(again)")
            let files = try FileManager.default.contentsOfDirectory(atPath: folder + "/boks")
            #expect(files == [])
        }
    }

    @Test("by every verb that there is") func everyVerb() throws {
        func verbs(below way: [String]) throws -> [[String]] {
            let help = try Program.run(arguments: way + ["--help"], in: "/tmp").output
            guard let list = help.firstRange(of: "SUBCOMMANDS:\n") else { return [way] }
            let names = help[list.upperBound...].split(separator: "\n")
                .compactMap { $0.wholeMatch(of: /\ \ ([a-z-]+)(?: .*)?/)?.output.1 }
                .filter { $0 != "help" }
            return try names.flatMap { try verbs(below: way + [String($0)]) }
        }
        let found = try verbs(below: [])
        #expect(found.count > 25)
        for verb in found {
            let isTried = Self.verbs.contains { $0.starts(with: verb) }
            let isOther = Self.others.contains(verb.joined(separator: " "))
            #expect(isTried != isOther, "\(verb)")
        }
    }

    @Test("serve says that its port is taken, and exits with 1") func taken() throws {
        try Program.withFolder { folder in
            let first = try RunningNode(SocketTests.serve, in: folder)
            let port = try first.port
            let second = try Program.run(
                "serve", "--data", "other", "--port", String(port), in: folder)
            #expect(second.status == 1, "\(second)")
            #expect(second.error.contains("another program has it"), "\(second)")
            first.stop()
        }
    }

    @Test("init makes one, once") func made() throws {
        try Program.withFolder { folder in
            let look = try Program.run("doctor", "--data", "books", in: folder)
            #expect(look.output.contains("ok      database: will be made"), "\(look)")
            #expect(access(folder + "/books", F_OK) != 0)
            let made = try Program.run("init", "--data", "books", "--json", in: folder)
            #expect(made.status == 0, "\(made)")
            let told = try JSONValue.parse(Array(made.output.utf8))
            #expect(told["engine"]?.string == "sqlite")
            #expect(told["folder"]?.string?.hasSuffix("/books") == true)
            let sound = try Program.run("fsck", "--data", "books", in: folder)
            #expect(sound.status == 0, "\(sound)")
            let twice = try Program.run("init", "--data", "books", in: folder)
            #expect(twice.status == 1 && twice.error.contains("already"), "\(twice)")
        }
    }
}
