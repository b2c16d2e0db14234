import Foundation
import Insight

/// Keeps readers warm and hands each paper to one of them.
///
/// An actor, because requests from many tasks share few readers; the waiting for a reader's answer
/// happens on threads of its own, so that no task of the server is ever blocked by a picture.
public actor ReaderPool {
    public struct Configuration: Sendable {
        /// How many papers are read at the same time.
        public var readers = 1
        /// How long one attempt may take before the reader is killed: for one that hangs. On a
        /// busy machine a paper may take several times its processor time.
        public var deadline: Duration = .seconds(120)
        /// How much processor time one attempt may use.
        public var processorTime: Duration = .seconds(30)
        /// Hears what readers write on their standard error, line by line; nil: it is shown where
        /// this process shows its own.
        public var said: (@Sendable (String) -> Void)?
        /// Tesseract's language codes, the most likely first.
        public var languages = ["eng"]
        public var pageLimit = 20
        /// How long a reader that has nothing to do keeps its networks in memory.
        public var idleTime: Duration = .seconds(120)
        /// nil: `COMMONS_READER`, or `commons-reader` beside the running executable.
        public var executable: String?
        /// Where readers unpack papers, each in a folder of its own that goes with it. nil: one
        /// of this user's in the system's folder for temporary files.
        public var folder: String?

        public init() {}
    }

    private let configuration: Configuration
    /// Made with the first reader.
    private var folder: ReaderFolder?
    private let threads = DispatchQueue(label: "readers", attributes: .concurrent)
    /// In the order in which they became idle, with when.
    private var idle: [(reader: ReaderProcess, since: ContinuousClock.Instant)] = []
    /// Ends readers that have long been idle; nil while none is.
    private var retiring: Task<Void, Never>?
    private var busy: [ReaderProcess] = []
    private var slots: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var closed = false

    public init(configuration: Configuration = Configuration()) {
        self.configuration = configuration
        slots = max(1, configuration.readers)
        ReaderFolder.removeLeftovers(in: configuration.folder)
    }

    deinit {
        retiring?.cancel()
        for reader in idle.map(\.reader) + busy { reader.kill() }
        folder?.remove()
    }

    /// Words and fields of one file. Throws `RecognitionFailure`.
    /// - Parameter languages: Tesseract's codes, or nil for those of the configuration.
    public nonisolated func read(
        path: String, languages: [String]? = nil, hints: ExtractionHints = ExtractionHints()
    ) async throws(RecognitionFailure) -> Reading {
        try await read(request(path: path, languages: languages), body: [], hints: hints)
    }

    /// The same for a file that is in memory.
    public nonisolated func read(
        bytes: [UInt8], languages: [String]? = nil, hints: ExtractionHints = ExtractionHints()
    ) async throws(RecognitionFailure) -> Reading {
        _ = try PaperFormat.inspect(bytes)
        return try await read(
            request(path: nil, languages: languages), body: bytes, hints: hints)
    }

    /// One page as a JPEG that carries no metadata, so no location either.
    /// - Parameter quarterTurns: those of the page's reading, so that its boxes fit.
    public nonisolated func preview(
        bytes: [UInt8], page: Int = 1, longestSide: Int = 2000, quarterTurns: Int = 0
    ) async throws(RecognitionFailure) -> Preview {
        let request = ReaderRequest(
            task: .preview, page: page, longestSide: longestSide, quarterTurns: quarterTurns,
            processorSeconds: processorSeconds)
        let (answer, body) = try await ask(request, body: bytes)
        guard case .preview(let width, let height, let print) = answer else {
            throw Self.crashed
        }
        return Preview(jpeg: body, width: width, height: height, print: print)
    }

    /// The sheets of a picture on which several lie beside each other, row by row, each set
    /// straight as a JPEG of its own; empty for one sheet, a scan, or what is no picture.
    public nonisolated func sheets(bytes: [UInt8]) async throws(RecognitionFailure) -> [[UInt8]] {
        switch try PaperFormat.inspect(bytes).format {
        case .jpeg, .png, .tiff: break
        case .pdf, .xml: return []
        }
        let request = ReaderRequest(task: .sheets, processorSeconds: processorSeconds)
        let (answer, body) = try await ask(request, body: bytes)
        guard case .sheets(let sizes) = answer, sizes.reduce(0, +) == body.count else {
            throw Self.crashed
        }
        var start = 0
        return sizes.map { size in
            defer { start += size }
            return Array(body[start..<start + size])
        }
    }

    /// The process identifiers of the readers that run now, for a health page and for tests.
    public var readerIdentifiers: [Int32] { (idle.map(\.reader) + busy).map(\.identifier) }

    /// Ends all readers. A request that still runs fails with `reader_crashed`.
    public func shutDown() {
        closed = true
        retiring?.cancel()
        for identifier in readerIdentifiers { Foundation.kill(-identifier, SIGKILL) }
        for reader in idle.map(\.reader) { reader.kill() }
        idle = []
        if busy.isEmpty { folder?.remove() }
    }

    private nonisolated func request(path: String?, languages: [String]?) -> ReaderRequest {
        let absolute = path.map { URL(fileURLWithPath: $0).path }
        let codes = languages ?? configuration.languages
        return ReaderRequest(
            task: .read, path: absolute, languages: codes.joined(separator: "+"),
            pageLimit: configuration.pageLimit,
            processorSeconds: processorSeconds)
    }

    private nonisolated var processorSeconds: Int {
        max(1, Int(configuration.processorTime.components.seconds))
    }

    /// Not on the actor: what the words of a paper say is worked out while others are read.
    private nonisolated func read(
        _ request: ReaderRequest, body: [UInt8], hints: ExtractionHints
    ) async throws(RecognitionFailure) -> Reading {
        let (answer, _) = try await ask(request, body: body)
        guard
            case .words(
                let mediaType, let pages, let pageCount, let codes, let stated, let sheetCount)
                = answer
        else { throw Self.crashed }
        return Reading(
            mediaType: mediaType, pages: pages, pageCount: pageCount, codes: codes,
            stated: stated, sheetCount: sheetCount, hints: hints)
    }

    /// A reader that hangs or dies is replaced and asked once more; then the failure stands.
    private func ask(
        _ request: ReaderRequest, body: [UInt8]
    ) async throws(RecognitionFailure) -> (ReaderAnswer, [UInt8]) {
        await enter()
        defer { leave() }
        let frame = Frame(header: request.header, body: body)
        var failure = Self.crashed
        for _ in 0..<2 where !closed {
            let reader = try takeOrStart()
            busy.append(reader)
            let result = await exchange(frame, with: reader)
            busy.removeAll { $0 === reader }
            if case .success((let answer?, let body)) = result {
                rest(reader)
                if case .failure(let refused) = answer { throw refused }
                return (answer, body)
            }
            let ended = reader.kill()
            if closed, busy.isEmpty { folder?.remove() }
            // It would take as long again, and others wait.
            if ended == -SIGXCPU { throw tooMuch }
            failure = if case .failure(.deadline) = result { timedOut } else { Self.crashed }
        }
        throw failure
    }

    /// The answer is nil where a reader says what is none.
    private func exchange(
        _ frame: Frame, with reader: ReaderProcess
    ) async -> Result<(ReaderAnswer?, [UInt8]), FrameChannel.Fault> {
        let deadline = ContinuousClock.now + configuration.deadline
        return await withCheckedContinuation { continuation in
            threads.async {
                let result = Result { () throws(FrameChannel.Fault) in
                    let answer = try reader.exchange(frame, until: deadline)
                    return (ReaderAnswer(header: answer.header), answer.body)
                }
                continuation.resume(returning: result)
            }
        }
    }

    private func takeOrStart() throws(RecognitionFailure) -> ReaderProcess {
        if let last = idle.popLast() { return last.reader }
        let executable = try ReaderLocation.find(configuration.executable)
        let own: ReaderFolder
        if let folder { own = folder } else { own = try ReaderFolder(in: configuration.folder) }
        folder = own
        return try ReaderProcess(
            executable: executable, folder: try own.forReader(), said: configuration.said)
    }

    private func rest(_ reader: ReaderProcess) {
        idle.append((reader, ContinuousClock.now))
        guard retiring == nil else { return }
        let time = configuration.idleTime
        retiring = Task { [weak self] in
            var next: ContinuousClock.Instant? = .now + time
            while let until = next {
                do { try await Task.sleep(until: until, clock: .continuous) } catch { return }
                next = await self?.retire()
            }
        }
    }

    /// Ends the readers that have been idle for long; says when the next will have been.
    private func retire() -> ContinuousClock.Instant? {
        let limit = ContinuousClock.now - configuration.idleTime
        while let first = idle.first, first.since <= limit {
            idle.removeFirst().reader.kill()
        }
        if idle.isEmpty { retiring = nil }
        return idle.first.map { $0.since + configuration.idleTime }
    }

    private func enter() async {
        if slots > 0 {
            slots -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    private func leave() {
        if waiting.isEmpty {
            slots += 1
        } else {
            waiting.removeFirst().resume()
        }
    }

    private var timedOut: RecognitionFailure {
        let seconds = configuration.deadline.components.seconds
        return RecognitionFailure(
            .readerTimeout, "Reading took longer than \(seconds) s, twice. Enter it by hand.")
    }

    private var tooMuch: RecognitionFailure {
        var failure = RecognitionFailure(
            .readerTimeout, "Reading took more than \(processorSeconds) s of the processor. Enter "
                + "it by hand.")
        failure.isFinal = true
        return failure
    }

    private static let crashed = RecognitionFailure(
        .readerCrashed, "The reader broke down on this file, twice. Enter it by hand.")
}
