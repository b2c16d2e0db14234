import Foundation
import Testing

@Suite("commons read --watch")
struct WatchTests {
    private static let invoice = """
        <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
         xmlns:b="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
        <b:ID>R-7</b:ID><b:IssueDate>2026-03-04</b:IssueDate></Invoice>
        """

    @Test("reads what is dropped, moves it, and says why something was set aside")
    func dropped() throws {
        try Program.withFolder { folder in
            let box = folder + "/scans"
            try FileManager.default.createDirectory(
                atPath: box, withIntermediateDirectories: true)
            try Self.invoice.write(toFile: box + "/a.xml", atomically: true, encoding: .utf8)
            let printed = folder + "/printed.jsonl"
            try Data().write(to: URL(fileURLWithPath: printed))
            let process = try Self.watching(box, printed)
            defer { if process.isRunning { process.terminate() } }
            try Self.wait { Self.isThere(box + "/taken/a.xml") }
            try "no paper".write(toFile: box + "/b.txt", atomically: true, encoding: .utf8)
            try Self.wait { Self.isThere(box + "/refused/b.txt.reason.txt") }
            #expect(process.isRunning)
            process.terminate()
            process.waitUntilExit()
            let lines = try String(contentsOfFile: printed, encoding: .utf8).split(separator: "\n")
            #expect(lines.count == 2)
            #expect(lines[0].contains(#""file":"a.xml""#) && lines[0].contains("R-7"))
            #expect(lines[1].contains(#""code":"type_unsupported""#))
            let reason = try String(
                contentsOfFile: box + "/refused/b.txt.reason.txt", encoding: .utf8)
            #expect(reason.hasPrefix("type_unsupported\n"))
        }
    }

    @Test("says that there is no such folder")
    func missing() throws {
        try Program.withFolder { folder in
            let result = try Program.run("read", "--watch", "nowhere", in: folder)
            #expect(result.status == 64)
            #expect(result.error.contains("There is no folder at nowhere."))
        }
    }

    private static func watching(_ box: String, _ printed: String) throws -> Process {
        let process = Program.make(
            ["setpriv", "--pdeathsig", "KILL", try Program.executable(), "read", "--watch", box],
            in: box, [:])
        process.standardOutput = FileHandle(forWritingAtPath: printed)
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    private static func isThere(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: path)
    }

    private static func wait(until happened: () -> Bool) throws {
        let end = Date(timeIntervalSinceNow: 60)
        while !happened() {
            guard Date() < end else { throw Program.Failure(description: "Nothing happened.") }
            usleep(50_000)
        }
    }
}
