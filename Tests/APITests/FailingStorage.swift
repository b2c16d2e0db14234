import Synchronization

@testable import Storage

/// A database that takes no writes while it is told so, and a store of files that is away.
final class FailingStorage: Database, ObjectStore {
    private let real: any Database
    private let fault = Mutex<StorageFault?>(nil)
    private let filesAreAway = Mutex(false)

    init(_ real: any Database) { self.real = real }

    func fail(with fault: StorageFault) { self.fault.withLock { $0 = fault } }
    func work() { fault.withLock { $0 = nil } }
    func failFiles() { filesAreAway.withLock { $0 = true } }

    var engine: Engine { real.engine }
    var statistics: DatabaseStatistics { real.statistics }
    var writeFault: StorageFault? { fault.withLock { $0 } }

    func read<T: Sendable>(
        _ body: @escaping @Sendable (any Snapshot) throws -> T
    ) async throws -> T { try await real.read(body) }

    func readOne<T: Sendable>(
        _ body: @escaping @Sendable (any Snapshot) throws -> T
    ) async throws -> T { try await real.readOne(body) }

    func write<T: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> T
    ) async throws -> T {
        if let writeFault { throw writeFault }
        return try await real.write(body)
    }

    func checkIntegrity() async throws -> DatabaseIntegrity { try await real.checkIntegrity() }

    func check() async throws {
        if filesAreAway.withLock({ $0 }) { throw ObjectFault.unavailable("away") }
    }

    func put(_ bytes: [UInt8]) async throws -> ObjectKey { ObjectKey(of: bytes) }
    func put(file path: String) async throws -> ObjectKey { ObjectKey(of: []) }
    func get(_ key: ObjectKey) async throws -> [UInt8] { throw ObjectFault.missing(key) }
    func size(_ key: ObjectKey) async throws -> Int? { nil }
    func verify(_ key: ObjectKey) async throws -> ObjectCondition { .missing }
    func remove(_ key: ObjectKey) async throws {}
    func presignedUpload(_ key: ObjectKey, expiresIn seconds: Int) -> String? { nil }
    func presignedDownload(_ key: ObjectKey, expiresIn seconds: Int) -> String? { nil }
    func close() async {}
}
