import Foundation

/// Starts a program by `posix_spawn`. Foundation's `Process` gives each child a process group of
/// its own, which outlives whoever is ended together with its group.
public enum Spawn {
    /// Where a descriptor of the child comes from.
    public enum File {
        case descriptor(Int32)
        case nothing
    }

    /// - Parameters:
    ///   - files: the child's standard input, output and errors; those left out are inherited.
    ///   - leadsGroup: whether the child leads a process group, or stays in that of its parent.
    /// - Returns: the child's identifier, or the `errno` that kept it from starting.
    public static func start(
        _ executable: String, _ arguments: [String] = [], environment: [String: String],
        files: [File], leadsGroup: Bool
    ) -> Result<pid_t, POSIXError> {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        for (place, file) in files.enumerated() {
            switch file {
            case .descriptor(let own):
                posix_spawn_file_actions_adddup2(&actions, own, Int32(place))
            case .nothing:
                posix_spawn_file_actions_addopen(
                    &actions, Int32(place), "/dev/null", O_RDWR, 0)
            }
        }
        // A server may block or ignore signals; its children start with none blocked.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var flags = Int16(POSIX_SPAWN_SETSIGMASK)
        if leadsGroup {
            posix_spawnattr_setpgroup(&attributes, 0)
            flags |= Int16(POSIX_SPAWN_SETPGROUP)
        }
        posix_spawnattr_setflags(&attributes, flags)

        let words = ([executable] + arguments).map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var identifier: pid_t = 0
        let status = posix_spawn(
            &identifier, executable, &actions, &attributes, words, variables)
        guard status == 0 else {
            return .failure(POSIXError(POSIXErrorCode(rawValue: status) ?? .EINVAL))
        }
        return .success(identifier)
    }

    /// Waits for a child to end.
    /// - Returns: its exit status, or minus the signal that ended it.
    public static func wait(for identifier: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : -signal
    }
}
