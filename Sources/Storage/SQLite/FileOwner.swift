import Foundation

/// One process owns a database file: it holds an exclusive lock on the file `<database>.owner`
/// beside it, in which its process number is written. The kernel drops the lock when the process
/// ends in whatever way.
final class FileOwner: Sendable {
    private let descriptor: CInt

    /// - Throws: `owned`, naming the owner, when another process or this one has it already.
    init(of path: String) throws(StorageFault) {
        let file = path + ".owner"
        let opened = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        if opened < 0 {
            throw .unusable("Cannot write \(file): \(String(cString: strerror(errno))).")
        }
        if flock(opened, LOCK_EX | LOCK_NB) != 0 {
            let owner = Self.read(opened)
            _ = Foundation.close(opened)
            throw .owned(
                "\(path) is in use by process \(owner.isEmpty ? "(unknown)" : owner). One process "
                    + "owns a data folder: stop that one, or talk to it over its socket.")
        }
        let text = Array("\(getpid())\n".utf8)
        if ftruncate(opened, 0) != 0 || pwrite(opened, text, text.count, 0) != text.count {
            let reason = String(cString: strerror(errno))
            _ = Foundation.close(opened)
            throw .unusable("Cannot write \(file): \(reason).")
        }
        descriptor = opened
    }

    /// Who owns the file now, in words; nil when nobody does. Changes nothing.
    static func current(of path: String) -> String? {
        let opened = open(path + ".owner", O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { return nil }
        defer { _ = Foundation.close(opened) }
        if flock(opened, LOCK_SH | LOCK_NB) == 0 { return nil }
        return "process \(read(opened))"
    }

    /// Gives the file to whoever opens it next.
    func release() { _ = flock(descriptor, LOCK_UN) }

    deinit { _ = Foundation.close(descriptor) }

    private static func read(_ descriptor: CInt) -> String {
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
