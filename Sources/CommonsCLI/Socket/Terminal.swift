import Foundation
import Wire

/// Where a verb shows what it found, and whose files it reads and writes: those of the process
/// that somebody started, wherever the verb itself runs.
protocol Terminal: Sendable {
    /// Whether somebody watches, so that long work tells how far it is.
    var showsProgress: Bool { get }

    /// A line on standard output.
    func show(_ line: String)

    /// A line on standard error.
    func note(_ line: String)

    /// - Throws: `UnusableFile`.
    func digest(of path: String) async throws -> FileDigest

    /// All bytes of a file of at most 32 MB.
    ///
    /// - Throws: `UnusableFile`.
    func read(_ path: String) async throws -> [UInt8]

    /// Writes a whole file, in place of a plain one that is there.
    ///
    /// - Throws: `UnusableFile`.
    func write(_ bytes: [UInt8], to path: String) async throws
}

/// What a file holds, without its bytes.
struct FileDigest: Codable, Equatable {
    let size: Int
    /// SHA-256 in hexadecimal.
    let sha256: String
}

/// The terminal and the files of this process.
struct LocalTerminal: Terminal {
    let showsProgress = isatty(STDERR_FILENO) == 1

    func show(_ line: String) {
        Console.output.write(Data((line + "\n").utf8))
    }

    func note(_ line: String) {
        Console.error.write(Data((line + "\n").utf8))
    }

    func digest(of path: String) throws -> FileDigest {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw UnusableFile(description: "There is no readable file \(path).")
        }
        defer { try? handle.close() }
        var hasher = Wire.SHA256()
        var size = 0
        do {
            while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
                piece.withUnsafeBytes { hasher.update($0) }
                size += piece.count
            }
        } catch {
            // A folder opens like a file and fails here.
            throw UnusableFile(description: "\(path) cannot be read as a file.")
        }
        return FileDigest(size: size, sha256: hasher.finalize().hex)
    }

    func read(_ path: String) throws -> [UInt8] {
        guard let content = FileManager.default.contents(atPath: path) else {
            throw UnusableFile(description: "There is no readable file \(path).")
        }
        guard content.count <= SocketFrame.mostBytes else {
            throw UnusableFile(description: "\(path) is larger than 32 MB.")
        }
        return [UInt8](content)
    }

    func write(_ bytes: [UInt8], to path: String) throws {
        try OutputFile.write(bytes, to: path)
    }
}
