import Foundation

/// Where the readers of one pool unpack papers: a folder that only its owner may open, with one
/// in it for each reader. Papers are customers' own, so nothing of them may stay behind: a
/// reader's folder goes with the reader, and what a pool that was killed has left goes when the
/// next one starts. A lock that the kernel drops with the process tells which pools live.
final class ReaderFolder: Sendable {
    private let path: String
    private let lock: Int32

    /// - Parameter root: shared by all pools of an installation; nil for this user's own in the
    ///   system's folder for temporary files.
    init(in root: String?) throws(RecognitionFailure) {
        let root = root ?? Self.temporary
        guard Self.make(root) else { throw Self.cannotMake(root) }
        // A sweep may take a lock away that was just made; another name is then tried.
        for _ in 0..<3 {
            let path = root + "/" + UUID().uuidString
            let lock = open(path + Self.lockSuffix, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard lock >= 0 else { break }
            var state = stat()
            if flock(lock, LOCK_EX | LOCK_NB) == 0, fstat(lock, &state) == 0, state.st_nlink > 0,
                mkdir(path, 0o700) == 0
            {
                self.path = path
                self.lock = lock
                return
            }
            close(lock)
        }
        throw Self.cannotMake(root)
    }

    deinit { close(lock) }

    /// A new folder for one reader.
    func forReader() throws(RecognitionFailure) -> String {
        let folder = path + "/" + UUID().uuidString
        // Whoever cleans temporary files may have taken the whole of it.
        guard mkdir(path, 0o700) == 0 || errno == EEXIST, mkdir(folder, 0o700) == 0 else {
            throw Self.cannotMake(folder)
        }
        return folder
    }

    func remove() { Self.remove(path) }

    /// What pools have left that were killed.
    static func removeLeftovers(in root: String?) {
        let root = root ?? temporary
        guard isOwn(root),
            let names = try? FileManager.default.contentsOfDirectory(atPath: root)
        else { return }
        for name in names where name.hasSuffix(lockSuffix) {
            let lock = open(root + "/" + name, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
            guard lock >= 0 else { continue }
            defer { close(lock) }
            guard flock(lock, LOCK_EX | LOCK_NB) == 0 else { continue }
            remove(root + "/" + name.dropLast(lockSuffix.count))
        }
    }

    private static let lockSuffix = ".lock"

    private static func remove(_ path: String) {
        try? FileManager.default.removeItem(atPath: path)
        unlink(path + lockSuffix)
    }

    private static var temporary: String {
        FileManager.default.temporaryDirectory
            .appendingPathComponent("commons-readers-\(geteuid())").path
    }

    private static func make(_ root: String) -> Bool {
        (mkdir(root, 0o700) == 0 || errno == EEXIST) && isOwn(root) && chmod(root, 0o700) == 0
    }

    /// A folder, not a link to one, and this user's.
    private static func isOwn(_ root: String) -> Bool {
        var state = stat()
        return lstat(root, &state) == 0 && state.st_mode & S_IFMT == S_IFDIR
            && state.st_uid == geteuid()
    }

    private static func cannotMake(_ path: String) -> RecognitionFailure {
        RecognitionFailure(
            .readerMissing,
            "\(path) cannot be made as a folder of this user: readers unpack papers there.")
    }
}
