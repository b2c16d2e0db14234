import Foundation
import Testing
import Wire

@Suite("commons verify") struct VerifyTests {
    @Test("says valid, stale, unknown or tampered, and exits with 1 on all but the first")
    func verdicts() throws {
        try Program.withFolder { folder in
            try "a receipt".write(
                toFile: folder + "/paper.txt", atomically: true, encoding: .utf8)
            for place in ["books", "elsewhere"] {
                let made = try Program.run("init", "--data", place, in: folder)
                #expect(made.status == 0, "\(made)")
            }
            let attested = try Program.run(
                "attest", "--data", "books", "paper.txt", "--output", "a.proof",
                "--issuer-output", "key.json", in: folder)
            #expect(attested.status == 0, "\(attested)")
            func verify(_ arguments: String...) throws -> Program.Result {
                try Program.run("verify", arguments: arguments, in: folder)
            }
            let whole = ["a.proof", "--issuer", "key.json"]
            let valid = try Program.run(
                "verify", arguments: whole + ["--file", "paper.txt"], in: folder)
            #expect(valid.status == 0 && valid.output.hasPrefix("valid"), "\(valid)")
            let stale = try Program.run(
                "verify", arguments: whole + ["--max-age", "0s"], in: folder)
            #expect(stale.status == 1 && stale.output.hasPrefix("stale"), "\(stale)")
            let json = try Program.run("verify", arguments: whole + ["--json"], in: folder)
            #expect(try JSONValue.parse(Array(json.output.utf8))["verdict"]?.string == "valid")
            try "another receipt".write(
                toFile: folder + "/paper.txt", atomically: true, encoding: .utf8)
            let other = try Program.run(
                "verify", arguments: whole + ["--file", "paper.txt"], in: folder)
            #expect(other.status == 1 && other.output.hasPrefix("tampered"), "\(other)")
            let stranger = try verify("a.proof", "--data", "elsewhere")
            #expect(stranger.status == 1 && stranger.output.hasPrefix("unknown"), "\(stranger)")
            let mistyped = try verify("a.proof", "--data", "boks")
            #expect(mistyped.status == 1 && mistyped.output.isEmpty, "\(mistyped)")
            #expect(mistyped.error.contains("Nothing is here: boks"), "\(mistyped)")
            try tamper(folder + "/a.proof")
            let changed = try verify("a.proof", "--issuer", "key.json", "--json")
            #expect(changed.status == 1)
            let verdict = try JSONValue.parse(Array(changed.output.utf8))
            #expect(verdict["verdict"]?.string == "tampered", "\(changed)")
            #expect(verdict["defect"]?.string?.isEmpty == false)
            let missing = try verify("nowhere.proof", "--issuer", "key.json")
            #expect(missing.status == 1 && missing.error.contains("nowhere.proof"), "\(missing)")
            #expect(try verify("a.proof", "--max-age", "soon").status == 64)
        }
    }

    /// One bit of what was signed.
    private func tamper(_ path: String) throws {
        let url = URL(fileURLWithPath: path)
        var bytes = [UInt8](try Data(contentsOf: url))
        let name = Array("paper.txt".utf8)
        let place = try #require(
            (0...(bytes.count - name.count)).first {
                bytes[$0..<$0 + name.count].elementsEqual(name)
            })
        bytes[place] ^= 1
        try Data(bytes).write(to: url)
    }
}
