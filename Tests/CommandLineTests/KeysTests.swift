import Foundation
import Testing

@Suite("A new signing key") struct KeysTests {
    @Test("signs what comes after it, and leaves what came before valid, verified offline")
    func rotation() throws {
        try Program.withFolder { folder in
            try "first".write(toFile: folder + "/a.txt", atomically: true, encoding: .utf8)
            try "second".write(toFile: folder + "/b.txt", atomically: true, encoding: .utf8)
            let server = try RunningNode(SocketTests.serve, in: folder)
            try server.wait(for: "listening locally")
            func run(_ arguments: String...) throws -> Program.Result {
                try Program.run(arguments: arguments, in: folder)
            }
            let attest = ["attest", "--data", "books"]
            let before = try Program.run(
                arguments: attest + ["a.txt", "--output", "a.proof", "--issuer-output", "1.json"],
                in: folder)
            #expect(before.status == 0, "\(before)")
            let rotated = try run(
                "keys", "rotate", "--data", "books", "--issuer-output", "2.json")
            #expect(rotated.status == 0, "\(rotated)")
            #expect(rotated.output.contains("signs from now on"))
            let after = try Program.run(
                arguments: attest + ["b.txt", "--output", "b.proof"], in: folder)
            #expect(after.status == 0, "\(after)")
            for proof in ["a.proof", "b.proof"] {
                let verified = try run("verify", proof, "--issuer", "2.json")
                #expect(verified.status == 0, "\(proof): \(verified)")
            }
            // Whoever has only the old list knows the old proof and not the new one.
            #expect(try run("verify", "a.proof", "--issuer", "1.json").status == 0)
            let unknown = try run("verify", "b.proof", "--issuer", "1.json")
            #expect(unknown.status == 1 && unknown.output.hasPrefix("unknown issuer"))
            server.stop()
            #expect(try run("fsck", "--data", "books").output.hasSuffix("Everything fits.\n"))
            // Once more without a server, and the server starts with what it finds.
            #expect(try run("keys", "rotate", "--data", "books", "--json").status == 0)
            #expect(try run("verify", "a.proof", "--data", "books").status == 0)
            let again = try RunningNode(SocketTests.serve, in: folder)
            try again.wait(for: "listening locally")
            #expect(try run("fsck", "--data", "books").status == 0)
            again.stop()
        }
    }

    @Test("does not make a statement good that its predecessor signed after its time")
    func afterItsTime() throws {
        try Program.withFolder { folder in
            try "a receipt".write(
                toFile: folder + "/paper.txt", atomically: true, encoding: .utf8)
            #expect(try Program.run("init", "--data", "books", in: folder).status == 0)
            let attested = try Program.run(
                "attest", "--data", "books", "paper.txt", "--output", "a.proof", in: folder)
            #expect(attested.status == 0, "\(attested)")
            let rotated = try Program.run(
                "keys", "rotate", "--data", "books", "--issuer-output", "issuer.json", in: folder)
            #expect(rotated.status == 0, "\(rotated)")
            let honest = try Program.run(
                "verify", "a.proof", "--issuer", "issuer.json", in: folder)
            #expect(honest.status == 0, "\(honest)")
            // The file of the data folder has the same name, and is the wrong one.
            let own = try Program.run(
                "verify", "a.proof", "--issuer", "books/issuer.json", in: folder)
            #expect(own.status != 0)
            #expect(own.error.contains("with the private key in it"), "\(own)")
            #expect(own.error.contains("--data"), "\(own)")
            let known = try String(contentsOfFile: folder + "/issuer.json", encoding: .utf8)
            let earlier = known.replacing(
                /"retired_at": ?"[^"]+"/, with: #""retired_at":"2000-01-01T00:00:00Z""#)
            #expect(earlier != known)
            try earlier.write(
                toFile: folder + "/earlier.json", atomically: true, encoding: .utf8)
            let late = try Program.run(
                "verify", "a.proof", "--issuer", "earlier.json", in: folder)
            #expect(late.status == 1)
            #expect(late.output.hasPrefix("unknown issuer"), "\(late)")
        }
    }

    @Test("is not made where no installation is") func nothing() throws {
        try Program.withFolder { folder in
            let refused = try Program.run(
                "keys", "rotate", "--data", "nowhere", in: folder)
            #expect(refused.status == 1 && refused.error.contains("Nothing is here"))
            #expect(access(folder + "/nowhere", F_OK) != 0)
        }
    }
}
