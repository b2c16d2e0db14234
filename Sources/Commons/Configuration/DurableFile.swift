import Foundation

/// Small files that an installation cannot do without: only their owner can read them, and a crash
/// leaves the old content, the new content or no file, never a part of one.
public enum DurableFile {
    /// Writes beside, flushes to the disk, and moves into place.
    ///
    /// - Parameter replacing: false refuses with `EEXIST` to touch a file that is there, so that of
    ///   two first starts exactly one makes it.
    public static func write(
        _ bytes: [UInt8], to path: String, replacing: Bool
    ) throws(POSIXError) {
        let draft = path + ".\(getpid())"
        unlink(draft)
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure() }
        defer { unlink(draft) }
        let written = bytes.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
        let isSafe = written == bytes.count && fsync(file) == 0
        let reason = failure()
        close(file)
        guard isSafe else { throw reason }
        // Unlike rename, link refuses to replace a file that is there.
        guard (replacing ? rename(draft, path) : link(draft, path)) == 0 else { throw failure() }
        try flushFolder(of: path)
    }

    /// Without this a power cut may take back the name of a file whose content is safe.
    private static func flushFolder(of path: String) throws(POSIXError) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure() }
        let isSafe = fsync(descriptor) == 0
        let reason = failure()
        close(descriptor)
        guard isSafe else { throw reason }
    }

    private static func failure() -> POSIXError {
        POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
}
