import ArgumentParser
import Foundation
import Insight
import Ledger
import Recognition
import Wire

/// `commons read FILE…`: one JSON line per file, in the order given.
struct Read: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read", _superCommandName: "commons",
        abstract: "Read receipts and invoices: pictures, PDFs, UBL and CII XML.",
        discussion: """
            Prints one line per file: JSON, or on a terminal without --json a summary. A folder \
            stands for all papers in it. A file that cannot be read has "error" with a code and a \
            message in its line, and the others go on.
            """)

    @Argument(help: "Files or folders.")
    var files: [String] = []

    @Option(
        name: .customLong("words"),
        help: "Words in place of pictures: a JSONL file, or - for standard input.")
    var wordsFile: String?

    @Option(
        help: ArgumentHelp(
            "Read what is dropped into a folder or Maildir, until interrupted.",
            discussion: """
                What was read is moved to `taken` in it, what cannot be read to `refused` with the \
                reason beside it.
                """, valueName: "folder"))
    var watch: String?

    @Flag(help: "Receipts beside each other on one picture are read one by one, a line each.")
    var several = false

    @Flag(help: "Print JSON even on a terminal.")
    var json = false

    @Flag(help: "Print the words with their boxes, in the form that --words takes.")
    var wordsOnly = false

    @Flag(help: .hidden)
    var evidence = false

    @Option(help: "Tesseract's language codes, joined by +.")
    var language = "eng"

    @Option(help: "Country of the organisation (ISO 3166), which settles the order in dates.")
    var country: String?

    @Option(help: "Currency to assume where a paper names none (ISO 4217).")
    var currency: String?

    @Option(help: "How many papers are read at the same time.")
    var readers = ProcessInfo.processInfo.activeProcessorCount

    @Option(help: "Seconds that one attempt at a paper may take.")
    var deadline = 30

    func validate() throws {
        guard [!files.isEmpty, wordsFile != nil, watch != nil].count(where: { $0 }) == 1 else {
            throw ValidationError(
                "Give files to read, or --words with a file of words, or --watch with a folder.")
        }
        guard readers >= 1, deadline >= 1 else {
            throw ValidationError("--readers and --deadline are at least 1.")
        }
    }

    func run() async throws {
        let complete: Bool
        if let watch {
            complete = try await readDropped(into: watch)
        } else if let wordsFile {
            complete = try readWords(wordsFile)
        } else {
            complete = await readFiles()
        }
        if !complete { throw ExitCode(1) }
    }

    var hints: ExtractionHints {
        let now = Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
        return ExtractionHints(
            country: country?.uppercased(), currency: currency?.uppercased(), today: now.day.iso)
    }

    /// False when a file could not be read.
    private func readFiles() async -> Bool {
        let papers = PaperFiles.find(files)
        let pool = pool()
        var progress = ReadProgress(count: papers.count)
        let complete = await withTaskGroup(of: (Int, [ReadResult]).self) { group in
            var printer = OrderedPrinter(form: form)
            var next = 0
            func add() {
                guard next < papers.count else { return }
                let index = next
                next += 1
                group.addTask { [hints, several] in
                    let file = papers[index]
                    let results =
                        several
                        ? await ReadResult.sheets(of: file, with: pool, hints: hints)
                        : [await ReadResult(reading: file, with: pool, hints: hints)]
                    return (index, results)
                }
            }
            for _ in 0..<readers * 2 { add() }
            while let (index, results) = await group.next() {
                progress.step(papers[index])
                printer.take(results, at: index)
                add()
            }
            return printer.isComplete
        }
        progress.end()
        await pool.shutDown()
        return complete && !papers.isEmpty
    }

    func pool() -> ReaderPool {
        var configuration = ReaderPool.Configuration()
        configuration.readers = readers
        configuration.deadline = .seconds(deadline)
        configuration.languages = language.split(separator: "+").map(String.init)
        return ReaderPool(configuration: configuration)
    }

    private func readWords(_ path: String) throws -> Bool {
        guard let content = path == "-"
            ? FileHandle.standardInput.readDataToEndOfFile()
            : FileManager.default.contents(atPath: path)
        else { throw ValidationError("There is no readable file at \(path).") }
        var printer = OrderedPrinter(form: form)
        for (index, line) in content.split(separator: UInt8(ascii: "\n")).enumerated() {
            printer.take(
                [ReadResult(words: Array(line), number: index + 1, hints: hints)], at: index)
        }
        return printer.isComplete
    }

    var form: ReadForm {
        if evidence { return .evidence }
        if wordsOnly { return .words }
        return json || isatty(STDOUT_FILENO) == 0 ? .json : .summary
    }
}
