import Storage

enum PostgresCluster {
    static func withDatabase<T>(_ body: (String) async throws -> T) async throws -> T {
        throw StorageFault.unusable("later")
    }
}
