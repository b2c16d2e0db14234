import Foundation
import Testing

@Suite("What an installation keeps is its owner's alone") struct FilePrivacyTests {
    private static let openMask = ["sh", "-c", "umask 0; exec \"$0\" \"$@\""]

    /// What others can reach, of a folder and all below it, with its mode.
    private static func open(_ folder: String) throws -> [String] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }
        return try ([folder] + (names ?? []).map { folder + "/" + $0 }).compactMap { path in
            let mode = try mode(path)
            return mode & 0o077 == 0 ? nil : "\(path) \(String(mode, radix: 8))"
        }
    }

    private static func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? NSNumber).intValue
    }

    private static func make(_ path: String, _ mode: Int, file text: String? = nil) throws {
        if let text {
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        } else {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true)
        }
        #expect(chmod(path, mode_t(mode)) == 0)
    }

    @Test("whatever the umask, and in a folder that was made by hand")
    func made() throws {
        try Program.withFolder { folder in
            let books = folder + "/books"
            try Self.make(books, 0o777)
            let made = try Program.run(
                "init", "--data", "books", in: folder, prefix: Self.openMask)
            #expect(made.status == 0, "\(made)")
            #expect(try Self.open(books) == [])
            let server = try RunningNode(
                SocketTests.serve, in: folder, prefix: Self.openMask)
            try server.wait(for: "listening locally")
            let names = try FileManager.default.contentsOfDirectory(atPath: books)
            for name in ["commons.sqlite-wal", "commons.sqlite-shm", "commons.socket", "secret"] {
                #expect(names.contains(name))
            }
            #expect(try Self.open(books) == [])
            server.stop()
            #expect(!server.log.contains("others can reach"))
        }
    }

    @Test("also what an earlier version made otherwise; the rest is told")
    func narrowed() throws {
        try Program.withFolder { folder in
            let books = folder + "/books"
            #expect(try Program.run("init", "--data", "books", in: folder).status == 0)
            let wide = ["commons.sqlite", "commons.sqlite.owner", "objects", "objects/incoming"]
            for name in wide { #expect(chmod(books + "/" + name, 0o755) == 0) }
            #expect(chmod(books, 0o755) == 0)
            let told = try Program.run("doctor", "--data", "books", in: folder)
            #expect(told.status == 1)
            for path in ["/books,", "/books/commons.sqlite,", "/books/objects"] {
                #expect(told.output.contains(path), "\(told)")
            }
            #expect(try Program.run("migrate", "--data", "books", in: folder).status == 0)
            #expect(try Self.open(books) == [])
            let sound = try Program.run("doctor", "--data", "books", in: folder)
            #expect(sound.output.contains("ok      files of the owner alone: yes"), "\(sound)")

            // A folder that holds something else is not the installation's to shut.
            try Self.make(books + "/notes.txt", 0o644, file: "mine")
            #expect(chmod(books, 0o755) == 0)
            let server = try RunningNode(SocketTests.serve, in: folder)
            server.stop()
            #expect(server.log.contains("others can reach"))
            #expect(try Self.open(books).map { $0.suffix(20) }.count == 2)
            #expect(try Self.mode(books) == 0o755)
        }
    }

    @Test("and a configuration with a secret that others can read is refused")
    func configuration() throws {
        try Program.withFolder { folder in
            let path = folder + "/books/commons.conf"
            try Self.make(folder + "/books", 0o700)
            let secrets = [
                "s3-secret-key = geheim", "secret = \(String(repeating: "0f", count: 32))",
                "redis = redis://:geheim@localhost:6379/0",
                "database = postgresql://me:geheim@localhost/books",
                "database = postgresql://me@localhost/books?password=geheim",
            ]
            for line in secrets {
                try Self.make(path, 0o644, file: "port = 9000\n\(line)\n")
                let refused = try Program.run("init", "--data", "books", in: folder)
                #expect(refused.status == 1, "\(line): \(refused)")
                #expect(refused.error.contains("commons.conf:2 says"), "\(refused)")
                #expect(refused.error.contains("chmod 600"), "\(refused)")
                #expect(!refused.error.contains("geheim"), "\(refused)")
            }
            // What is no secret may be read, and a secret by its owner.
            try Self.make(path, 0o644, file: "port = 9000\ndatabase = sqlite:\(folder)/b.sqlite\n")
            #expect(try Program.run("init", "--data", "books", in: folder).status == 0)
            try Self.make(path, 0o600, file: secrets[0])
            let taken = try Program.run("migrate", "--data", "books", in: folder)
            #expect(!taken.error.contains("chmod 600"), "\(taken)")
        }
    }

    @Test("and the log at its most talkative names services, not what they hold")
    func debugLog() throws {
        try Program.withFolder { folder in
            let server = try RunningNode(
                SocketTests.serve, in: folder, environment: ["COMMONS_LOG_LEVEL": "trace"])
            server.stop()
            let log = server.log
            for name in ["HTTP server", "local socket", "transparency log", "jobs"] {
                #expect(log.contains("\"sl-service\":\"\(name)\""), "\(name)")
            }
            for inside in ["Node(", "Configuration(", "(Function)", "Optional(", "s3-region"] {
                #expect(!log.contains(inside), "\(inside) in \(log)")
            }
        }
    }
}
