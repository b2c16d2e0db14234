import Foundation
import Wire

/// `issuer.json` in the data folder: who signs and with which private key. Made on first use,
/// readable by its owner alone.
public struct IssuerFile: Sendable {
    public static let name = "issuer.json"
    public let path: String

    public init(folder: String) { path = folder + "/" + Self.name }

    /// The installation's issuer; a new one when there is none yet.
    ///
    /// - Parameter name: how a new issuer calls itself.
    /// - Throws: `IssuerFault` when there is a file that cannot be used; it is never replaced.
    public func open(name: String) throws -> Issuer {
        if let issuer = try read() { return issuer }
        let issuer = Issuer(name: name)
        do {
            try write(issuer, replacing: false)
            return issuer
        } catch let error as POSIXError where error.code == .EEXIST {
            // Another process made it at the same moment.
            if let issuer = try read() { return issuer }
            throw error
        }
    }

    /// Nil when there is no file.
    public func read() throws -> Issuer? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let content = FileManager.default.contents(atPath: path) else {
            throw unreadable("it cannot be read by this user")
        }
        guard try mode() & 0o077 == 0 else {
            throw unreadable("others can read it; run chmod 600 on it")
        }
        let json: JSONValue
        do {
            json = try JSONValue.parse(Array(content))
        } catch {
            throw unreadable(error.message)
        }
        guard let id = json["id"]?.string, let name = json["name"]?.string,
            let origin = json["origin"]?.string,
            let entries = json["keys"]?.array ?? Self.undated(json)
        else { throw unreadable("it needs id, name, origin and keys") }
        let keys = entries.compactMap { SigningKey($0) }
        guard let key = keys.first, keys.count == entries.count else {
            throw unreadable(
                "each of its keys needs a private_key, Ed25519, 32 bytes in base64, and may have "
                    + "valid_from and valid_until in RFC 3339")
        }
        return Issuer(
            id: id, name: name, origin: origin, key: key, retired: Array(keys.dropFirst()))
    }

    /// The first form of the file had keys without their times.
    private static func undated(_ json: JSONValue) -> [JSONValue]? {
        json["private_keys"]?.array?.map { .object([("private_key", $0)]) }
    }

    /// A crash leaves the old file or the new one.
    public func write(_ issuer: Issuer, replacing: Bool) throws {
        let json = JSONValue.object([
            ("id", .string(issuer.id)), ("name", .string(issuer.name)),
            ("origin", .string(issuer.origin)),
            ("keys", .array(issuer.keys.map(\.json))),
        ])
        try DurableFile.write(json.bytes + [0x0A], to: path, replacing: replacing)
    }

    private func mode() throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
    }

    private func unreadable(_ reason: String) -> IssuerFault {
        .unreadable(path: path, reason: reason)
    }
}
