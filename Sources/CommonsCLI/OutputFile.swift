import Foundation

/// A file that a verb writes for whoever started it.
enum OutputFile {
    /// A plain file is replaced once all bytes are there; what else stands there, such as a pipe,
    /// a device or a link, stays and is written to.
    static func write(_ bytes: [UInt8], to path: String) throws(UnusableFile) {
        guard !isPlain(path) else {
            guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else {
                throw refusal(path)
            }
            return
        }
        let file = try opened(path)
        do { try file.write(contentsOf: Data(bytes)) } catch { throw refusal(path) }
    }

    /// Empty and ready for bytes that come one after another.
    static func opened(_ path: String) throws(UnusableFile) -> FileHandle {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw refusal(path) }
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Also where there is nothing yet.
    private static func isPlain(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
    }

    private static func refusal(_ path: String) -> UnusableFile {
        UnusableFile(description: "\(path) cannot be written.")
    }
}
