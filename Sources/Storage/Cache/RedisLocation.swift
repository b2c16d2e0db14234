import Foundation

/// `redis://[[user:]password@]host[:port][/number]`, as a configuration names a Redis server.
public struct RedisLocation: Sendable, Equatable {
    public var host: String
    public var port: Int
    public var user: String?
    public var password: String?
    public var number: Int

    /// - Throws: `CacheFault.unusable`.
    public init(_ text: String) throws(CacheFault) {
        guard let parts = URLComponents(string: text), parts.scheme == "redis",
            let host = parts.host, !host.isEmpty
        else {
            // The text can hold a password, so it is not repeated.
            throw .unusable("The cache is not a URL like redis://:password@host:6379/0.")
        }
        let path = parts.path.drop { $0 == "/" }
        guard let number = path.isEmpty ? 0 : Int(path), number >= 0 else {
            throw .unusable("The cache's database is a number, as in redis://host:6379/0.")
        }
        self.host = host
        self.port = parts.port ?? 6379
        self.user = parts.user.flatMap { $0.isEmpty ? nil : $0 }
        self.password = parts.password
        self.number = number
    }
}

extension RedisLocation: CustomStringConvertible {
    /// Without the password.
    public var description: String { "redis://\(host):\(port)/\(number)" }
}
