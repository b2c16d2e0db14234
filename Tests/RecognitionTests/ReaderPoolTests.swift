import Foundation
import Insight
import Recognition
import Testing

@Suite("A reader may die or hang; the pool goes on")
struct ReaderPoolTests {
    @Test("A reader that was killed between two papers is replaced without anyone noticing")
    func killedWhileIdle() async throws {
        let pool = ReaderPool()
        _ = try await pool.read(bytes: PrintedPaper.receipt.pdf())
        let first = try #require(await pool.readerIdentifiers.first)
        #expect(kill(first, SIGKILL) == 0)
        let reading = try await pool.read(bytes: PrintedPaper.receipt.pdf())
        #expect(reading.paper.total.value == "700.00")
        #expect(await pool.readerIdentifiers.first != first)
        await pool.shutDown()
    }

    @Test("A reader that stands still is killed at the deadline and the paper read by another")
    func stopped() async throws {
        var configuration = ReaderPool.Configuration()
        configuration.deadline = .seconds(5)
        let pool = ReaderPool(configuration: configuration)
        _ = try await pool.read(bytes: PrintedPaper.receipt.pdf())
        let first = try #require(await pool.readerIdentifiers.first)
        #expect(kill(first, SIGSTOP) == 0)
        let reading = try await pool.read(bytes: PrintedPaper.receipt.pdf())
        #expect(reading.paper.total.value == "700.00")
        #expect(kill(first, 0) != 0, "the stopped reader is gone")
        await pool.shutDown()
    }

    @Test("A reader that hangs twice is reported, with a code that allows another try")
    func hangs() async throws {
        let program = try Program("exec sleep 600")
        defer { program.remove() }
        var configuration = ReaderPool.Configuration()
        configuration.executable = program.path
        configuration.deadline = .milliseconds(200)
        let pool = ReaderPool(configuration: configuration)
        let failure = await #expect(throws: RecognitionFailure.self) {
            try await pool.read(bytes: PrintedPaper.receipt.pdf())
        }
        #expect(failure?.code == .readerTimeout)
        #expect(failure?.mayRetry == true)
        #expect(await pool.readerIdentifiers.isEmpty)
    }

    @Test("A reader that works too long is given up at once, and not tried again")
    func worksTooLong() async throws {
        let program = try Program(
            "echo 'libpng warning: iCCP: too short' >&2; ulimit -S -t 1; while :; do :; done")
        defer { program.remove() }
        let (lines, heard) = AsyncStream.makeStream(of: String.self)
        var configuration = ReaderPool.Configuration()
        configuration.executable = program.path
        configuration.said = { heard.yield($0) }
        let pool = ReaderPool(configuration: configuration)
        let failure = await #expect(throws: RecognitionFailure.self) {
            try await pool.read(bytes: PrintedPaper.receipt.pdf())
        }
        #expect(failure?.code == .readerTimeout)
        #expect(failure?.mayRetry == false)
        // What it wrote on its standard error comes to whoever keeps the log.
        #expect(await lines.first { _ in true } == "libpng warning: iCCP: too short")
    }

    @Test("A reader that crashes twice is reported")
    func crashes() async throws {
        let program = try Program("kill -SEGV $$")
        defer { program.remove() }
        var configuration = ReaderPool.Configuration()
        configuration.executable = program.path
        let pool = ReaderPool(configuration: configuration)
        let failure = await #expect(throws: RecognitionFailure.self) {
            try await pool.read(bytes: PrintedPaper.receipt.pdf())
        }
        #expect(failure?.code == .readerCrashed)
        #expect(await pool.readerIdentifiers.isEmpty)
    }

    @Test("A reader that is killed leaves nothing of its paper behind")
    func leavesNothing() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("pool-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let program = try Program(
            "echo secret > $TMPDIR/paper.pdf; echo $TMPDIR >> \(folder).seen; exec sleep 600")
        defer { program.remove() }
        defer { try? FileManager.default.removeItem(atPath: folder + ".seen") }
        var configuration = ReaderPool.Configuration()
        configuration.executable = program.path
        configuration.deadline = .seconds(2)
        configuration.folder = folder
        let pool = ReaderPool(configuration: configuration)
        let failure = await #expect(throws: RecognitionFailure.self) {
            try await pool.read(bytes: PrintedPaper.receipt.pdf())
        }
        #expect(failure?.code == .readerTimeout)
        let seen = try String(contentsOfFile: folder + ".seen", encoding: .utf8)
            .split(separator: "\n").map(String.init)
        #expect(Set(seen).count == 2, "each reader has a folder of its own")
        for place in seen {
            #expect(place.hasPrefix(folder + "/"))
            #expect(!FileManager.default.fileExists(atPath: place))
        }
        var state = stat()
        #expect(lstat(folder, &state) == 0 && state.st_mode & 0o777 == 0o700)
        await pool.shutDown()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
    }

    @Test("What a server that was killed has left goes with the next start, and nothing else")
    func leftovers() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("pool-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var configuration = ReaderPool.Configuration()
        configuration.folder = folder
        let living = ReaderPool(configuration: configuration)
        _ = try await living.read(bytes: PrintedPaper.receipt.pdf())
        let own = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(own.count == 2)
        try FileManager.default.createDirectory(
            atPath: folder + "/dead/reader", withIntermediateDirectories: true)
        try Data("secret".utf8).write(to: URL(fileURLWithPath: folder + "/dead/reader/paper.pdf"))
        try Data().write(to: URL(fileURLWithPath: folder + "/dead.lock"))
        let next = ReaderPool(configuration: configuration)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == own)
        _ = try await living.read(bytes: PrintedPaper.receipt.pdf())
        await living.shutDown()
        await next.shutDown()
    }

    @Test("Papers are unpacked where nobody else may look, or nowhere")
    func closedFolder() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("pool-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o755])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var configuration = ReaderPool.Configuration()
        configuration.folder = folder
        let pool = ReaderPool(configuration: configuration)
        _ = try await pool.read(bytes: PrintedPaper.receipt.pdf())
        var state = stat()
        #expect(lstat(folder, &state) == 0 && state.st_mode & 0o777 == 0o700)
        await pool.shutDown()
        let link = folder + "-link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder)
        defer { try? FileManager.default.removeItem(atPath: link) }
        configuration.folder = link
        let led = ReaderPool(configuration: configuration)
        let failure = await #expect(throws: RecognitionFailure.self) {
            try await led.read(bytes: PrintedPaper.receipt.pdf())
        }
        #expect(failure?.code == .readerMissing)
        #expect(failure?.message.contains(link) == true)
    }

    @Test("A reader that answers nonsense is taken for broken")
    func nonsense() async throws {
        let program = try Program("printf '\\000\\000\\000\\002\\000\\000\\000\\000{}'; exec sleep 600")
        defer { program.remove() }
        var configuration = ReaderPool.Configuration()
        configuration.executable = program.path
        configuration.deadline = .seconds(5)
        let pool = ReaderPool(configuration: configuration)
        let failure = await #expect(throws: RecognitionFailure.self) {
            try await pool.read(bytes: PrintedPaper.receipt.pdf())
        }
        #expect(failure?.code == .readerCrashed)
    }

    @Test("A missing reader is named with the setting that finds it")
    func missing() async throws {
        var configuration = ReaderPool.Configuration()
        configuration.executable = "/nowhere/commons-reader"
        let pool = ReaderPool(configuration: configuration)
        let failure = await #expect(throws: RecognitionFailure.self) {
            try await pool.read(bytes: PrintedPaper.receipt.pdf())
        }
        #expect(failure?.code == .readerMissing)
        #expect(failure?.message.contains("COMMONS_READER") == true)
    }

    @Test("A language that is not installed is named, and the next paper is read")
    func unknownLanguage() async throws {
        let pool = ReaderPool()
        let picture = try PrintedPaper.receipt.picture(.png)
        let failure = await #expect(throws: RecognitionFailure.self) {
            try await pool.read(bytes: picture, languages: ["xyz"])
        }
        #expect(failure?.code == .languageMissing)
        let reading = try await pool.read(bytes: picture)
        #expect(reading.paper.total.value == "700.00")
        await pool.shutDown()
    }

    @Test("Many papers at once share the readers, and each gets its own answer")
    func concurrency() async throws {
        var configuration = ReaderPool.Configuration()
        configuration.readers = 2
        let pool = ReaderPool(configuration: configuration)
        let totals = try await withThrowingTaskGroup(of: (Int, String?).self) { group in
            for number in 1...12 {
                group.addTask {
                    var paper = PrintedPaper.receipt
                    paper.lines[8] = "TOTAL KES          \(number)00.00"
                    paper.lines.removeLast(2)
                    return (number, try await pool.read(bytes: paper.pdf()).paper.total.value)
                }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        for number in 1...12 { #expect(totals[number] == "\(number)00.00") }
        #expect(await pool.readerIdentifiers.count == 2)
        await pool.shutDown()
    }

    @Test("A reader that has nothing to do gives its memory back, and another reads the next paper")
    func idle() async throws {
        var configuration = ReaderPool.Configuration()
        configuration.idleTime = .milliseconds(300)
        let pool = ReaderPool(configuration: configuration)
        for _ in 0..<2 {
            _ = try await pool.read(bytes: PrintedPaper.receipt.pdf())
            let reader = try #require(await pool.readerIdentifiers.first)
            for _ in 0..<200 where await !pool.readerIdentifiers.isEmpty {
                try await Task.sleep(for: .milliseconds(100))
            }
            #expect(await pool.readerIdentifiers.isEmpty)
            #expect(kill(reader, 0) != 0)
        }
        await pool.shutDown()
    }

    @Test("Shutting down leaves no process behind")
    func shutDown() async throws {
        let pool = ReaderPool()
        _ = try await pool.read(bytes: PrintedPaper.receipt.pdf())
        let reader = try #require(await pool.readerIdentifiers.first)
        await pool.shutDown()
        #expect(kill(reader, 0) != 0)
    }

    @Test("A reader whose server has gone ends by itself")
    func orphan() async throws {
        let pool = ReaderPool()
        _ = try await pool.read(bytes: PrintedPaper.receipt.pdf())
        let reader = try #require(await pool.readerIdentifiers.first)
        let path = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(reader)/exe")
        await pool.shutDown()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        let input = Pipe()
        process.standardInput = input
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 0)
    }

    @Test("A reader that is ended takes the tool that it had started with it")
    func toolsEndToo() async throws {
        let pool = ReaderPool()
        _ = try await pool.read(bytes: PrintedPaper.receipt.pdf())
        let first = try #require(await pool.readerIdentifiers.first)
        let path = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(first)/exe")
        await pool.shutDown()
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("tools-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let tool = folder + "/pdftoppm"
        try "#!/bin/sh\necho $$ >> \(folder)/started\nexec sleep 600\n"
            .write(toFile: tool, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: tool)
        let program = try Program("PATH=\(folder):$PATH exec \(path)")
        defer { program.remove() }
        var configuration = ReaderPool.Configuration()
        configuration.executable = program.path
        configuration.deadline = .seconds(5)
        let slow = ReaderPool(configuration: configuration)
        let failure = await #expect(throws: RecognitionFailure.self) {
            try await slow.read(bytes: PrintedPaper.receipt.pdf())
        }
        #expect(failure?.code == .readerTimeout)
        let started = try String(contentsOfFile: folder + "/started", encoding: .utf8)
            .split(separator: "\n")
        #expect(!started.isEmpty)
        for identifier in started {
            let state = try? String(
                contentsOfFile: "/proc/\(identifier)/stat", encoding: .utf8)
            #expect(state.map { $0.contains(") Z ") } ?? true, "\(identifier) still runs")
        }
        await slow.shutDown()
    }

    @Test("A failure is told from its sentence") func described() {
        let failure = RecognitionFailure(.readerTimeout, "It took longer: twice.")
        #expect(RecognitionFailure("\(failure)") == failure)
        #expect(RecognitionFailure("It broke down.") == nil)
        #expect(RecognitionFailure("unheard_of: It broke down.") == nil)
    }

    @Test("The reader gets nothing of the server's environment but what it needs")
    func environment() async throws {
        setenv("COMMONS_TEST_SECRET", "hush", 1)
        let pool = ReaderPool()
        _ = try await pool.read(bytes: PrintedPaper.receipt.pdf())
        let reader = try #require(await pool.readerIdentifiers.first)
        let environment = try String(contentsOfFile: "/proc/\(reader)/environ", encoding: .utf8)
        #expect(!environment.contains("hush"))
        #expect(environment.contains("OMP_THREAD_LIMIT=1"))
        let limits = try String(contentsOfFile: "/proc/\(reader)/limits", encoding: .utf8)
        #expect(limits.contains(/Max address space\s+3221225472/))
        #expect(limits.contains(/Max core file size\s+0/))
        await pool.shutDown()
    }
}

/// A small shell program that stands in for a reader.
struct Program {
    let path: String

    init(_ body: String) throws {
        path = FileManager.default.temporaryDirectory
            .appendingPathComponent("reader-\(UUID().uuidString)").path
        try "#!/bin/sh\n\(body)\n".write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }
}
