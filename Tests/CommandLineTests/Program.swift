import Foundation
import Testing

/// The real executable that was built beside these tests.
struct Program {
    struct Failure: Error, CustomStringConvertible { let description: String }

    struct Result: Equatable, CustomStringConvertible {
        let status: Int32
        let output: String
        let error: String

        var description: String { "exit \(status)\n\(output)---\n\(error)" }
    }

    static func executable() throws -> String {
        // The test bundle is `.build/debug/NAME.xctest`; its executable may stand inside it.
        var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        for _ in 0..<4 {
            let path = folder.appendingPathComponent("commons").path
            if FileManager.default.isExecutableFile(atPath: path) { return path }
            folder.deleteLastPathComponent()
        }
        let here = FileManager.default.currentDirectoryPath + "/.build/debug/commons"
        guard FileManager.default.isExecutableFile(atPath: here) else {
            throw Failure(description: "No commons beside \(CommandLine.arguments[0]).")
        }
        return here
    }

    /// Runs a verb to its end.
    static func run(
        _ first: String..., arguments: [String] = [], in folder: String, prefix: [String] = [],
        environment: [String: String] = [:]
    ) throws -> Result {
        let (out, err) = (folder + "/.out-\(UUID())", folder + "/.err-\(UUID())")
        defer { for path in [out, err] { unlink(path) } }
        for path in [out, err] where !FileManager.default.createFile(atPath: path, contents: nil) {
            throw Failure(description: "\(path) cannot be written.")
        }
        let process = try make(prefix + [executable()] + first + arguments, in: folder, environment)
        // Files rather than pipes: nobody has to read while the verb runs.
        process.standardOutput = FileHandle(forWritingAtPath: out)
        process.standardError = FileHandle(forWritingAtPath: err)
        try process.run()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus,
            output: try String(contentsOfFile: out, encoding: .utf8),
            error: try String(contentsOfFile: err, encoding: .utf8))
    }

    static func make(
        _ command: [String], in folder: String, _ environment: [String: String]
    ) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = ProcessInfo.processInfo.environment
            .filter { !$0.key.hasPrefix("COMMONS_") }.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        return process
    }

    /// A folder of the test's own, with `books` as the name of its data folder.
    static func withFolder<T>(_ body: (String) throws -> T) throws -> T {
        let folder = "/tmp/commons-cli-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try body(folder)
    }

    /// A folder of the test's own with the demo's books as `books`: those that
    /// `COMMONS_TEST_DEMO` names, otherwise new ones.
    static func withDemo<T>(_ body: (String) throws -> T) throws -> T {
        try withFolder { folder in
            if let made = ProcessInfo.processInfo.environment["COMMONS_TEST_DEMO"] {
                try FileManager.default.copyItem(atPath: made, toPath: folder + "/books")
            }
            let demo = try run("demo", arguments: ["--data", "books"], in: folder)
            guard demo.status == 0 else { throw Failure(description: "\(demo)") }
            return try body(folder)
        }
    }
}

/// `commons serve` or `commons worker` as a process, until it is stopped.
final class RunningNode {
    private let process: Process
    private let lines: Pipe
    private(set) var log = ""

    /// Returns when the log holds `readyWhen`.
    init(
        _ arguments: [String], in folder: String, prefix: [String] = [],
        environment: [String: String] = [:], readyWhen: String = "Serving http://"
    ) throws {
        process = Program.make(
            prefix + ["setpriv", "--pdeathsig", "KILL", try Program.executable()] + arguments,
            in: folder, environment)
        lines = Pipe()
        process.standardError = lines
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        try wait(for: readyWhen)
    }

    /// Reads the log until it holds the text.
    @discardableResult
    func wait(for text: String) throws -> String {
        while !log.contains(text) {
            let chunk = lines.fileHandleForReading.availableData
            guard !chunk.isEmpty else {
                throw Program.Failure(description: "The server ended before \(text):\n\(log)")
            }
            log += String(decoding: chunk, as: UTF8.self)
        }
        return log
    }

    /// The port that it says it serves.
    var port: Int {
        get throws {
            let found = try #require(log.firstMatch(of: #/Serving http://[^ ]*:([0-9]+) /#))
            return try #require(Int(found.output.1))
        }
    }

    func stop(_ signal: Int32 = SIGTERM) {
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
    }

    deinit { if process.isRunning { stop(SIGKILL) } }
}
