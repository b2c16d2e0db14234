import Ledger
import Storage

/// An account as sign-in needs it.
struct StoredAccount: Sendable {
    let user: UserSummary
    let passwordHash: String?
    let epoch: Int64
    let sealedTotp: [UInt8]?
    let isTotpConfirmed: Bool
    let totpStep: Int64

    var confirmedTotp: [UInt8]? { isTotpConfirmed ? sealedTotp : nil }

    static func find(_ email: String, in snapshot: any Snapshot) throws -> StoredAccount? {
        try snapshot.first(select + " WHERE email = $1", [.text(email)], StoredAccount.init)
    }

    static func find(_ id: ID<User>, in snapshot: any Snapshot) throws -> StoredAccount? {
        try snapshot.first(select + " WHERE id = $1", [.id(id)], StoredAccount.init)
    }

    private static let select = """
        SELECT id, name, email, language, password_hash, epoch, totp_secret,
            totp_confirmed_at IS NOT NULL, totp_step
        FROM user_account
        """

    private init(_ row: any Row) throws {
        user = UserSummary(
            id: try row.id(0), name: try row.text(1), email: try row.text(2),
            language: try row.text(3))
        passwordHash = try row.textIfAny(4)
        epoch = try row.integer(5)
        sealedTotp = try row.bytesIfAny(6)
        isTotpConfirmed = try row.bool(7)
        totpStep = try row.integer(8)
    }
}
