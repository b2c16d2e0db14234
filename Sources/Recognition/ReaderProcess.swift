import Foundation

/// One running reader. It leads its own process group, so that ending it ends the Poppler tool it
/// may have started. Used by one thread at a time; `ReaderPool` sees to that.
final class ReaderProcess: Sendable {
    let identifier: pid_t
    private let socket: Int32
    private let channel: FrameChannel

    /// Starts `executable` with a socket as its standard input and output.
    init(executable: String, environment: [String: String]) throws(RecognitionFailure) {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            throw Self.cannotStart(executable, errno)
        }
        defer { close(ends[1]) }
        do {
            identifier = try Self.spawn(executable, environment, socket: ends[1])
        } catch {
            close(ends[0])
            throw error
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
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
    }

    private static func spawn(
        _ executable: String, _ environment: [String: String], socket: Int32
    ) throws(RecognitionFailure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_adddup2(&actions, socket, 0)
        posix_spawn_file_actions_adddup2(&actions, socket, 1)
        posix_spawnattr_setpgroup(&attributes, 0)
        // The server may block or ignore signals; the reader starts with none blocked.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP) | Int16(POSIX_SPAWN_SETSIGMASK))

        let arguments = [strdup(executable), nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var identifier: pid_t = 0
        let status = posix_spawn(
            &identifier, executable, &actions, &attributes, arguments, variables)
        guard status == 0 else { throw cannotStart(executable, status) }
        return identifier
    }

    private static func cannotStart(_ executable: String, _ code: Int32) -> RecognitionFailure {
        RecognitionFailure(
            .readerMissing,
            "The reader \(executable) cannot be started: \(String(cString: strerror(code))).")
    }
}
