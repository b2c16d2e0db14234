import Crypto
import Foundation

/// Objects as files below one folder: `ab/cd/abcd...`. The default store.
///
/// A file is written under a temporary name, flushed to disk, and renamed into place; the folders
/// are flushed too. So after a crash an object is there as a whole or not at all.
public final class FolderObjectStore: ObjectStore {
    private let root: String
    private let queue = DispatchQueue(label: "object store", attributes: .concurrent)

    private static let chunk = 1 << 20

    /// - Throws: `ObjectFault.unusable` when the folder cannot be made or written.
    public init(folder: String) throws {
        root = folder
        try Self.makeFolder(root)
        try Self.makeFolder(root + "/incoming")
        // One that was there before, copied back or made by hand, may let others in.
        for folder in [root, root + "/incoming"] { DataFolder.narrow(folder) }
        if access(root, W_OK | X_OK) != 0 {
            throw ObjectFault.unusable("The folder \(root) is not writable: \(Self.reason()).")
        }
    }

    @discardableResult
    public func put(_ bytes: [UInt8]) async throws -> ObjectKey {
        try await blocking { [self] in
            let key = ObjectKey(of: bytes)
            if try Self.fileSize(place(key)) == bytes.count { return key }
            let incoming = try Incoming(in: root)
            try incoming.write(bytes)
            try incoming.finish(at: place(key))
            return key
        }
    }

    @discardableResult
    public func put(file path: String) async throws -> ObjectKey {
        try await blocking { [self] in
            let incoming = try Incoming(in: root)
            var hash = SHA256()
            try Self.read(path) { bytes in
                hash.update(data: bytes)
                try incoming.write(bytes)
            }
            let key = ObjectKey(hash.finalize())
            if try Self.fileSize(place(key)) != incoming.count {
                try incoming.finish(at: place(key))
            }
            return key
        }
    }

    public func get(_ key: ObjectKey) async throws -> [UInt8] {
        try await blocking { [self] in
            guard try Self.fileSize(place(key)) != nil else { throw ObjectFault.missing(key) }
            var all: [UInt8] = []
            try Self.read(place(key)) { all.append(contentsOf: $0) }
            let actual = ObjectKey(of: all)
            if actual != key { throw ObjectFault.damaged(key, actual: actual) }
            return all
        }
    }

    public func size(_ key: ObjectKey) async throws -> Int? {
        try await blocking { [self] in try Self.fileSize(place(key)) }
    }

    public func verify(_ key: ObjectKey) async throws -> ObjectCondition {
        try await blocking { [self] in
            guard try Self.fileSize(place(key)) != nil else { return .missing }
            var hash = SHA256()
            try Self.read(place(key)) { hash.update(data: $0) }
            let actual = ObjectKey(hash.finalize())
            return actual == key ? .sound : .damaged(actual: actual)
        }
    }

    public func remove(_ key: ObjectKey) async throws {
        try await blocking { [self] in
            if unlink(place(key)) != 0, errno != ENOENT {
                throw ObjectFault.unusable("Cannot remove \(place(key)): \(Self.reason()).")
            }
        }
    }

    public func presignedUpload(_ key: ObjectKey, expiresIn seconds: Int) -> String? { nil }
    public func presignedDownload(_ key: ObjectKey, expiresIn seconds: Int) -> String? { nil }
    public func close() async {}

    public func check() async throws {
        try await blocking { [self] in
            if access(root + "/incoming", W_OK | X_OK) != 0 {
                throw Self.fault("The folder \(root) is not writable")
            }
            if let free = DataFolder.freeBytes(root), free < DataFolder.leastToGoOn {
                throw ObjectFault.full("The disk of \(root) is full: \(free >> 10) KiB are free.")
            }
        }
    }

    /// What the system's last call met, in words.
    private static func fault(_ what: String) -> ObjectFault {
        let code = errno
        let text = "\(what): \(String(cString: strerror(code)))."
        return code == ENOSPC || code == EDQUOT ? .full(text) : .unusable(text)
    }

    private func place(_ key: ObjectKey) -> String { "\(root)/\(key.path)" }

    private func blocking<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T
    {
        try await withCheckedThrowingContinuation { caller in
            queue.async { caller.resume(with: Result(catching: work)) }
        }
    }
}

extension FolderObjectStore {
    /// A file that is being written and is gone again unless it is finished.
    private final class Incoming {
        private let root: String
        private let path: String
        private let descriptor: CInt
        private(set) var count = 0

        init(in root: String) throws {
            self.root = root
            path = "\(root)/incoming/\(UUID().uuidString)"
            descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            if descriptor < 0 {
                throw FolderObjectStore.fault("Cannot write \(path)")
            }
        }

        deinit {
            Foundation.close(descriptor)
            unlink(path)
        }

        func write(_ bytes: [UInt8]) throws {
            var done = 0
            while done < bytes.count {
                let written = bytes[done...].withUnsafeBytes {
                    Foundation.write(descriptor, $0.baseAddress, $0.count)
                }
                if written < 0, errno == EINTR { continue }
                if written <= 0 {
                    throw FolderObjectStore.fault("Cannot write \(path)")
                }
                done += written
            }
            count += bytes.count
        }

        func finish(at place: String) throws {
            let inner = (place as NSString).deletingLastPathComponent
            let outer = (inner as NSString).deletingLastPathComponent
            try FolderObjectStore.makeFolder(outer)
            try FolderObjectStore.makeFolder(inner)
            if fsync(descriptor) != 0 || rename(path, place) != 0 {
                throw FolderObjectStore.fault("Cannot store \(place)")
            }
            for folder in [inner, outer, root] { try FolderObjectStore.flush(folder) }
        }
    }

    private static func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
            let code = (cause ?? error as NSError).code
            throw code == Int(ENOSPC) || code == Int(EDQUOT)
                || code == CocoaError.fileWriteOutOfSpace.rawValue
                ? ObjectFault.full("Cannot make the folder \(path): its disk is full.")
                : ObjectFault.unusable("Cannot make the folder \(path).")
        }
    }

    private static func flush(_ folder: String) throws {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { if descriptor >= 0 { Foundation.close(descriptor) } }
        if descriptor < 0 || fsync(descriptor) != 0 {
            throw fault("Cannot flush \(folder) to disk")
        }
    }

    private static func fileSize(_ path: String) throws -> Int? {
        var found = stat()
        if stat(path, &found) == 0 { return Int(found.st_size) }
        if errno == ENOENT { return nil }
        throw ObjectFault.unusable("Cannot read \(path): \(reason()).")
    }

    static func read(_ path: String, _ body: ([UInt8]) throws -> Void) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 { throw ObjectFault.unusable("Cannot read \(path): \(reason()).") }
        defer { Foundation.close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: chunk)
        while true {
            let count = Foundation.read(descriptor, &buffer, chunk)
            if count < 0, errno == EINTR { continue }
            if count < 0 { throw ObjectFault.unusable("Cannot read \(path): \(reason()).") }
            if count == 0 { return }
            try body(count == chunk ? buffer : Array(buffer[..<count]))
        }
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}
