import Foundation

/// One running reader. It leads its own process group, so that ending it ends the Poppler tool it
/// may have started. Used by one thread at a time; `ReaderPool` sees to that.
final class ReaderProcess: Sendable {
    let identifier: pid_t
    /// Where it unpacks papers; gone when it is.
    private let folder: String
    private let socket: Int32
    private let channel: FrameChannel

    /// Starts `executable` with a socket as its standard input and output.
    ///
    /// - Parameters:
    ///   - folder: made for it alone.
    ///   - said: hears each line that it writes on its standard error.
    init(
        executable: String, folder: String, said: (@Sendable (String) -> Void)? = nil
    ) throws(RecognitionFailure) {
        self.folder = folder
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            throw Self.cannotStart(executable, errno)
        }
        defer { close(ends[1]) }
        var files: [Spawn.File] = [.descriptor(ends[1]), .descriptor(ends[1])]
        var errors: [Int32] = [-1, -1]
        if said != nil, socketpair(AF_UNIX, kind, 0, &errors) == 0 {
            files.append(.descriptor(errors[1]))
        }
        defer { if errors[1] >= 0 { close(errors[1]) } }
        let started = Spawn.start(
            executable, environment: ReaderLocation.environment(folder: folder), files: files,
            leadsGroup: true)
        if let said, errors[0] >= 0 { Self.listen(to: errors[0], said) }
        switch started {
        case .success(let child): identifier = child
        case .failure(let error):
            close(ends[0])
            throw Self.cannotStart(executable, error.code.rawValue)
        }
        socket = ends[0]
        channel = FrameChannel(input: ends[0], output: ends[0])
    }

    func exchange(
        _ request: Frame, until deadline: ContinuousClock.Instant
    ) throws(FrameChannel.Fault) -> Frame {
        try channel.write(request, until: deadline)
        guard let answer = try channel.read(until: deadline) else { throw .closed }
        return answer
    }

    /// Ends the reader and whatever it has started, at once.
    ///
    /// - Returns: its exit status, or minus the signal that ended it: another one than this, where
    ///   it had ended before.
    @discardableResult
    func kill() -> Int32 {
        Foundation.kill(-identifier, SIGKILL)
        close(socket)
        let ended = Spawn.wait(for: identifier)
        // A reader that was killed had no time to remove the paper that it was reading.
        try? FileManager.default.removeItem(atPath: folder)
        return ended
    }

    /// Reads lines until whoever writes them is gone; then closes the descriptor.
    private static func listen(
        to descriptor: Int32, _ said: @escaping @Sendable (String) -> Void
    ) {
        Thread.detachNewThread {
            defer { close(descriptor) }
            var rest: [UInt8] = []
            let most = 4_096
            var piece = [UInt8](repeating: 0, count: most)
            while true {
                let count = read(descriptor, &piece, most)
                if count < 0, errno == EINTR { continue }
                if count <= 0 { break }
                rest += piece[..<count]
                while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                    say(rest[..<end], said)
                    rest.removeFirst(end + 1)
                }
                // A line without an end must not fill the memory.
                if rest.count > 1 << 16 { rest.removeAll() }
            }
            say(rest[...], said)
        }
    }

    private static func say(_ line: ArraySlice<UInt8>, _ said: @Sendable (String) -> Void) {
        let text = String(decoding: line, as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        if !text.isEmpty { said(text) }
    }

    private static func cannotStart(_ executable: String, _ code: Int32) -> RecognitionFailure {
        RecognitionFailure(
            .readerMissing,
            "The reader \(executable) cannot be started: \(String(cString: strerror(code))).")
    }
}
