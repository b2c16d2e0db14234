import Foundation

/// Where a database lives, as an operator writes it: `sqlite:/path/file`, a plain folder (the file
/// in it is named `commons.sqlite`), or `postgresql://user:password@host/name`.
public enum DatabaseLocation: Sendable, Equatable {
    case sqlite(path: String)
    /// A connection URI as libpq reads it; it can hold a password, so it is never logged.
    case postgresql(uri: String)

    public static let fileName = "commons.sqlite"

    /// - Throws: `StorageFault.unusable` for an empty text or a scheme that no engine answers to.
    public init(_ text: String) throws(StorageFault) {
        if text.isEmpty {
            throw .unusable("The database location is empty. Give a folder or a postgresql:// URL.")
        }
        if text.hasPrefix("postgresql://") || text.hasPrefix("postgres://") {
            self = .postgresql(uri: text)
        } else if text.hasPrefix("sqlite:") {
            let path = String(text.dropFirst("sqlite:".count))
            if path.isEmpty || path == ":memory:" {
                throw .unusable("\(text) names no file. Write sqlite:/path/to/file.")
            }
            self = .sqlite(path: path)
        } else if let colon = text.range(of: "://") {
            let scheme = text[..<colon.lowerBound]
            throw .unusable(
                "No database engine answers to \(scheme)://. Use a folder, sqlite:/path/to/file "
                    + "or postgresql://user@host/name.")
        } else {
            self = .sqlite(path: text + (text.hasSuffix("/") ? "" : "/") + Self.fileName)
        }
    }

    public var engine: Engine {
        switch self {
        case .sqlite: .sqlite
        case .postgresql: .postgresql
        }
    }
}

extension DatabaseLocation: CustomStringConvertible {
    /// The location without the password, for logs and messages.
    public var description: String {
        switch self {
        case .sqlite(let path): return "sqlite:\(path)"
        case .postgresql(let uri):
            guard let parts = URLComponents(string: uri) else { return "postgresql://..." }
            let port = parts.port.map { ":\($0)" } ?? ""
            return "postgresql://\(parts.host ?? "")\(port)\(parts.path)"
        }
    }
}
