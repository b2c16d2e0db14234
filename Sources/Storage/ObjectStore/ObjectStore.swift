/// Pictures, PDFs and exports, each stored once under the hash of its bytes.
///
/// What is there under a key never changes, so every operation can be repeated. Bytes are durable
/// when `put` returns, and are checked against their key whenever they are read.
public protocol ObjectStore: Sendable {
    @discardableResult
    func put(_ bytes: [UInt8]) async throws -> ObjectKey

    /// Stores the file at `path`, which stays where it is; it is never held in memory as a whole.
    @discardableResult
    func put(file path: String) async throws -> ObjectKey

    /// - Throws: `ObjectFault.missing`; `ObjectFault.damaged` when the bytes are not what the key
    ///   says.
    func get(_ key: ObjectKey) async throws -> [UInt8]

    /// In bytes; nil when there is no such object.
    func size(_ key: ObjectKey) async throws -> Int?

    /// Reads the whole object and compares it with its key.
    func verify(_ key: ObjectKey) async throws -> ObjectCondition

    /// For the erasure of a person and for drafts that were dropped. No error when it is missing.
    func remove(_ key: ObjectKey) async throws

    /// A URL through which a browser uploads to the store itself with PUT; nil where the store
    /// has no address of its own. The store does not check the bytes: `verify` after the upload.
    func presignedUpload(_ key: ObjectKey, expiresIn seconds: Int) -> String?

    /// A URL through which a browser downloads from the store itself.
    func presignedDownload(_ key: ObjectKey, expiresIn seconds: Int) -> String?

    /// Asks once, without patience, whether files can be stored and read now.
    ///
    /// - Throws: `ObjectFault` with what is wrong.
    func check() async throws

    func close() async
}

extension ObjectStore {
    public func exists(_ key: ObjectKey) async throws -> Bool { try await size(key) != nil }
}

public enum ObjectCondition: Sendable, Equatable {
    case sound
    case missing
    /// The bytes that are there have this key instead.
    case damaged(actual: ObjectKey)
}
