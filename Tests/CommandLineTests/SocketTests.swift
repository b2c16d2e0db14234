import Foundation
import Testing

@Suite("A data folder has one owner, and every verb reaches it")
struct SocketTests {
    static let serve = ["serve", "--data", "books", "--port", "0"]

    @Test("Inside the server and without it a verb gives the same bytes and the same status")
    func sameAnswer() throws {
        try Program.withFolder { folder in
            try "a receipt".write(
                toFile: folder + "/paper.txt", atomically: true, encoding: .utf8)
            let server = try RunningNode(Self.serve, in: folder)
            try server.wait(for: "listening locally")
            let served = try Self.answers(in: folder)
            let log = try server.wait(for: #""verb":"migrate""#)
            for verb in ["attest", "fsck"] { #expect(log.contains("\"\(verb)\"")) }
            server.stop()
            let alone = try Self.answers(in: folder)
            #expect(served.count == alone.count)
            for (one, other) in zip(served, alone) { #expect(one == other) }
            #expect(served.map(\.status) == [0, 0, 0, 0, 0, 1, 1, 1, 64])
        }
    }

    /// What differs from one statement to the next is masked.
    private static func answers(in folder: String) throws -> [Program.Result] {
        func run(_ arguments: String...) throws -> Program.Result {
            let result = try Program.run(
                arguments[0], "--data", "books", arguments: Array(arguments.dropFirst()),
                in: folder)
            let masked = result.output.replacing(/[0-9a-f]{64}/, with: "HASH")
                .replacing(/place [0-9]+/, with: "place N")
                .replacing(/"position":[0-9]+/, with: "position N")
                .replacing(/[0-9]+ checked|":[0-9]+/, with: "N checked")
            return Program.Result(status: result.status, output: masked, error: result.error)
        }
        return [
            try run("attest", "paper.txt", "--output", "a.proof"),
            try run("attest", "paper.txt", "--output", "a.proof", "--json"),
            try run("fsck"), try run("fsck", "--json"), try run("migrate", "--json"),
            try run("attest", "nothing.txt", "--output", "a.proof"),
            try run("attest", "paper.txt", "--output", "no/folder/a.proof"),
            // A folder is no file.
            try run("attest", "..", "--output", "a.proof"),
            try run("migrate", "--colour"),
        ]
    }

    @Test("What a verb in the server writes is written by whoever asked, where he stands")
    func filesOfTheClient() throws {
        try Program.withFolder { folder in
            let server = try RunningNode(Self.serve, in: folder)
            try server.wait(for: "listening locally")
            let place = folder + "/elsewhere"
            try FileManager.default.createDirectory(
                atPath: place, withIntermediateDirectories: true)
            try "content".write(toFile: place + "/x.txt", atomically: true, encoding: .utf8)
            let attested = try Program.run(
                "attest", "x.txt", "--output", "x.proof", "--issuer-output", "key.json",
                "--data", "../books", in: place)
            #expect(attested.status == 0, "\(attested)")
            let verified = try Program.run(
                "verify", "x.proof", "--issuer", "key.json", "--file", "x.txt", in: place)
            #expect(verified.status == 0 && verified.output.hasPrefix("valid"), "\(verified)")
            server.stop()
        }
    }

    @Test("The socket is its user's alone, goes with the server, and a stale one is replaced")
    func lifeOfTheSocket() throws {
        try Program.withFolder { folder in
            let path = folder + "/books/commons.socket"
            let first = try RunningNode(Self.serve, in: folder)
            try first.wait(for: "listening locally")
            var status = stat()
            #expect(lstat(path, &status) == 0)
            #expect(status.st_mode & S_IFMT == S_IFSOCK)
            #expect(status.st_mode & 0o777 == 0o600)
            first.stop(SIGKILL)
            #expect(access(path, F_OK) == 0)
            // Nobody listens any more, so the verb takes the folder itself.
            #expect(try Program.run("fsck", "--data", "books", in: folder).status == 0)
            let second = try RunningNode(Self.serve, in: folder)
            try second.wait(for: "listening locally")
            #expect(try Program.run("fsck", "--data", "books", in: folder).status == 0)
            try second.wait(for: #""verb":"fsck""#)
            second.stop()
            #expect(access(path, F_OK) != 0)
        }
    }

    @Test("A folder with a long path has its socket too")
    func longPath() throws {
        try Program.withFolder { folder in
            let data = "books/" + Array(repeating: "district", count: 14).joined(separator: "/")
            #expect(data.utf8.count > 107)
            let server = try RunningNode(["serve", "--data", data, "--port", "0"], in: folder)
            try server.wait(for: "listening locally")
            #expect(try Program.run("fsck", "--data", data, in: folder).status == 0)
            try server.wait(for: #""verb":"fsck""#)
            server.stop()
        }
    }

    @Test("A server that is told to stop leaves its books in one file, with no log beside it")
    func cleanStop() throws {
        try Program.withFolder { folder in
            try "a receipt".write(
                toFile: folder + "/paper.txt", atomically: true, encoding: .utf8)
            let server = try RunningNode(Self.serve, in: folder)
            try server.wait(for: "listening locally")
            for verb in [["attest", "paper.txt", "--output", "a.proof"], ["fsck"]] {
                let result = try Program.run(
                    verb[0], "--data", "books", arguments: Array(verb.dropFirst()), in: folder)
                #expect(result.status == 0, "\(result)")
            }
            let books = folder + "/books/commons.sqlite"
            let files = FileManager.default
            #expect(files.fileExists(atPath: books + "-wal"))
            server.stop()
            #expect(!files.fileExists(atPath: books + "-wal"))
            #expect(!files.fileExists(atPath: books + "-shm"))
            // What was acknowledged is in the file itself.
            let after = try Program.run("fsck", "--data", "books", in: folder)
            #expect(after.status == 0, "\(after)")
        }
    }

    @Test("Another user is refused", .enabled(if: geteuid() == 0))
    func anotherUser() throws {
        try Program.withFolder { folder in
            let server = try RunningNode(Self.serve, in: folder)
            try server.wait(for: "listening locally")
            // Even where the folder's modes have been opened to the world.
            chmod(folder, 0o777)
            chmod(folder + "/books", 0o755)
            chmod(folder + "/books/commons.socket", 0o666)
            let refused = try Program.run(
                "migrate", "--data", folder + "/books", in: folder,
                prefix: ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"])
            #expect(refused.status == 1)
            #expect(refused.error.contains("runs as another user"), "\(refused)")
            server.stop()
        }
    }

    @Test("doctor changes no byte of a data folder, served or not, and prints no secret")
    func doctorIsReadOnly() throws {
        try Program.withFolder { folder in
            let password = ["COMMONS_REDIS": "redis://:opensesame@127.0.0.1:1/0"]
            let server = try RunningNode(Self.serve, in: folder)
            try server.wait(for: "listening locally")
            let served = try Program.run("doctor", "--data", "books", in: folder)
            #expect(served.output.contains("serves it"), "\(served)")
            server.stop()
            let before = try Self.contents(of: folder + "/books")
            let alone = try Program.run(
                "doctor", "--data", "books", in: folder, environment: password)
            #expect(alone.output.contains("ok      database: sqlite answers"), "\(alone)")
            #expect(alone.output.contains("MISSING redis: redis://127.0.0.1:1/0"), "\(alone)")
            #expect(!alone.output.contains("opensesame"))
            let after = try Self.contents(of: folder + "/books")
            // SQLite notes in its index of the log who reads; it holds nothing of the books.
            let names = Set(before.keys).union(after.keys).subtracting(["commons.sqlite-shm"])
            #expect(names.filter { before[$0] != after[$0] } == [])
        }
    }

    private static func contents(of folder: String) throws -> [String: Data] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
        return try names.reduce(into: [:]) { found, name in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder)
            found[name] = isFolder.boolValue
                ? Data() : try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
        }
    }
}
