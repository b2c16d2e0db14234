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
    /// - Parameter folder: made for it alone.
    init(executable: String, folder: String) throws(RecognitionFailure) {
        self.folder = folder
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            throw Self.cannotStart(executable, errno)
        }
        defer { close(ends[1]) }
        let started = Spawn.start(
            executable, environment: ReaderLocation.environment(folder: folder),
            files: [.descriptor(ends[1]), .descriptor(ends[1])], leadsGroup: true)
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

    /// Ends the reader and whatever it has started, at once, and takes its exit status.
    func kill() {
        Foundation.kill(-identifier, SIGKILL)
        close(socket)
        _ = Spawn.wait(for: identifier)
        // A reader that was killed had no time to remove the paper that it was reading.
        try? FileManager.default.removeItem(atPath: folder)
    }

    private static func cannotStart(_ executable: String, _ code: Int32) -> RecognitionFailure {
        RecognitionFailure(
            .readerMissing,
            "The reader \(executable) cannot be started: \(String(cString: strerror(code))).")
    }
}
