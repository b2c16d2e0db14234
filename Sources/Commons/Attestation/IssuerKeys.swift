import Ledger
import Storage
import Wire

/// The public keys that this installation ever signed with, and whose database this is.
enum IssuerKeys {
    /// Enters the issuer's key; an earlier one is retired from now on.
    ///
    /// - Throws: `IssuerFault.foreign` when the database belongs to another issuer, `retired` when
    ///   the key is no longer the current one.
    static func register(
        _ issuer: Issuer, now: Instant, in transaction: any Transaction
    ) throws {
        try transaction.execute(
            "INSERT INTO setting (name, value) VALUES ('issuer', $1) ON CONFLICT DO NOTHING",
            [.text(issuer.id)])
        let owner = try transaction.first(
            "SELECT value FROM setting WHERE name = 'issuer'", [], { try $0.text(0) })
        if let owner, owner != issuer.id {
            throw IssuerFault.foreign(database: owner, file: issuer.id)
        }
        let isRetired = try transaction.first(
            "SELECT 1 FROM issuer_key WHERE key_id = $1 AND retired_at IS NOT NULL",
            [.text(issuer.keyID)], { try $0.integer(0) })
        if isRetired != nil { throw IssuerFault.retired(keyID: issuer.keyID) }
        try transaction.execute(
            """
            INSERT INTO issuer_key (key_id, public_key, created_at) VALUES ($1, $2, $3)
            ON CONFLICT (key_id) DO NOTHING
            """, [.text(issuer.keyID), .bytes(issuer.publicKey), .integer(now.microseconds)])
        try transaction.execute(
            "UPDATE issuer_key SET retired_at = $1 WHERE key_id <> $2 AND retired_at IS NULL",
            [.integer(now.microseconds), .text(issuer.keyID)])
    }

    /// Another process may have rotated the key that this one still holds: what it signed from then
    /// on, nobody would believe.
    static func requireCurrent(_ keyID: String, in transaction: any Transaction) throws {
        let isRetired = try transaction.first(
            "SELECT 1 FROM issuer_key WHERE key_id = $1 AND retired_at IS NOT NULL",
            [.text(keyID)], { try $0.integer(0) })
        if isRetired != nil {
            throw Refusal(
                .issuerMissing,
                "The signing key was just replaced. Try again; if that does not help, this "
                    + "server must be started again with the new issuer.json.")
        }
    }

    static func publicKey(_ keyID: String, in snapshot: any Snapshot) throws -> [UInt8]? {
        try snapshot.first(
            "SELECT public_key FROM issuer_key WHERE key_id = $1", [.text(keyID)],
            { try $0.bytes(0) })
    }
}
