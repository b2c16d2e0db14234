import Crypto
import Foundation

/// The keys of one installation, all derived from one master secret (HKDF-SHA-256, RFC 5869), so
/// that an operator keeps one thing safe. Never logged: it describes itself without content.
public struct ServerSecrets: Sendable, CustomStringConvertible {
    /// Bytes of a master secret.
    public static let masterBytes = 32

    /// Signs access tokens.
    public let tokenKey: SymmetricKey
    /// Binds cookies: cross-site tokens, known devices, invitations.
    let cookieKey: SymmetricKey
    /// Seals second-factor secrets in the database.
    let sealingKey: SymmetricKey

    /// - Throws: `SecretFault` for a secret that is short or plainly guessable.
    public init(master: [UInt8]) throws(SecretFault) {
        guard master.count >= Self.masterBytes else { throw .short(master.count) }
        guard !Self.isGuessable(master) else { throw .guessable }
        let key = SymmetricKey(data: master)
        func derive(_ purpose: String) -> SymmetricKey {
            HKDF<Crypto.SHA256>.deriveKey(
                inputKeyMaterial: key, info: Data("commons/\(purpose)".utf8),
                outputByteCount: Self.masterBytes)
        }
        tokenKey = derive("access-token")
        cookieKey = derive("cookie")
        sealingKey = derive("second-factor")
    }

    /// Few different bytes, a repeated block, a row of even steps, or text that somebody typed.
    /// Random bytes are none of these but once in 10^13 times.
    private static func isGuessable(_ master: [UInt8]) -> Bool {
        let steps = zip(master, master.dropFirst()).map { $1 &- $0 }
        if Set(master).count < masterBytes / 2 || Set(steps).count < masterBytes / 4 { return true }
        if master.allSatisfy({ 0x20...0x7E ~= $0 }) { return true }
        return (1...master.count / 2).contains { period in
            master.dropFirst(period).elementsEqual(master.dropLast(period))
        }
    }

    /// A fresh master secret from the system's generator.
    public static func makeMaster() -> [UInt8] {
        SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
    }

    public var description: String { "ServerSecrets" }

    /// A keyed hash of a purpose and a text, for values that we give out and must know again.
    func mark(_ purpose: String, _ text: String) -> [UInt8] {
        let code = HMAC<Crypto.SHA256>.authenticationCode(
            for: Data("\(purpose):\(text)".utf8), using: cookieKey)
        return Array(code)
    }

    func isMark(_ mark: [UInt8], of purpose: String, _ text: String) -> Bool {
        HMAC<Crypto.SHA256>.isValidAuthenticationCode(
            mark, authenticating: Data("\(purpose):\(text)".utf8), using: cookieKey)
    }

    func seal(_ bytes: [UInt8]) throws -> [UInt8] {
        let box = try AES.GCM.seal(bytes, using: sealingKey)
        guard let combined = box.combined else { throw SecretFault.unsealable }
        return Array(combined)
    }

    func unseal(_ bytes: [UInt8]) throws -> [UInt8] {
        guard let box = try? AES.GCM.SealedBox(combined: bytes),
            let opened = try? AES.GCM.open(box, using: sealingKey)
        else { throw SecretFault.unsealable }
        return Array(opened)
    }
}

/// What is wrong with a secret; never the secret.
public enum SecretFault: Error, Sendable, Hashable, CustomStringConvertible {
    case short(Int)
    case guessable
    case unsealable

    public var description: String {
        switch self {
        case .short(let count):
            "the server's secret has \(count) bytes and needs \(ServerSecrets.masterBytes) "
                + "random ones; remove it and let the server make one"
        case .guessable:
            "the server's secret can be guessed; remove it and let the server make one"
        case .unsealable: "a sealed value was not made with this server's secret"
        }
    }
}
