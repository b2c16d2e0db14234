import Foundation

/// A file system in memory with a size of the test's choice.
struct SmallDisk {
    let folder: String

    static let isPossible: Bool = {
        guard geteuid() == 0 else { return false }
        let folder = NSTemporaryDirectory() + "small-disk-" + UUID().uuidString
        guard (try? mount(folder, "size=1m")) != nil else { return false }
        remove(folder)
        return true
    }()

    static func with(
        megabytes: Int, _ body: (SmallDisk) async throws -> Void
    ) async throws {
        let folder = NSTemporaryDirectory() + "small-disk-" + UUID().uuidString
        try mount(folder, "size=\(megabytes)m")
        defer { remove(folder) }
        try await body(SmallDisk(folder: folder))
    }

    func grow(megabytes: Int) throws {
        try TestServer.run(["mount", "-o", "remount,size=\(megabytes)m", folder])
    }

    /// Takes all the room that is left.
    func fill(_ path: String) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(descriptor) }
        let block = [UInt8](repeating: 1, count: 4_096)
        while write(descriptor, block, block.count) > 0 {}
    }

    func forbidWriting() throws { try TestServer.run(["mount", "-o", "remount,ro", folder]) }

    private static func mount(_ folder: String, _ options: String) throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        try TestServer.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder])
    }

    private static func remove(_ folder: String) {
        try? TestServer.run(["umount", folder])
        rmdir(folder)
    }
}
