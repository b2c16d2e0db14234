import Ledger
import Storage
import Wire

/// Lets whoever has forgotten the password choose another one, once:
/// `<user>.<what>.<expiry>.<mark>`. It needs no row of its own, and whoever runs the installation
/// hands it over, for there is no mail.
///
/// The mark is over the account's password as it is stored and over its epoch too: a code that was
/// used, or whose account has another password since, opens nothing.
struct RecoveryCode {
    static let lifetimeSeconds: Int64 = 3_600

    /// What is forgotten.
    enum What: String {
        case password
        /// The telephone with the authenticator is lost as well.
        case passwordAndFactor = "factor"
    }

    let user: ID<User>
    let what: What
    let expiresAt: Instant
    private let marked: MarkedText

    init(user: ID<User>, what: What, expiresAt: Instant) {
        self.user = user
        self.what = what
        self.expiresAt = expiresAt
        marked = MarkedText(user.text, what.rawValue, "\(expiresAt.microseconds)")
    }

    /// From what somebody sent; nothing is known of it before `opens`.
    init?(_ text: String) {
        guard let marked = MarkedText(text, parts: 3), let user = ID<User>(marked.parts[0]),
            let what = What(rawValue: marked.parts[1]), let expiry = Int64(marked.parts[2])
        else { return nil }
        self.user = user
        self.what = what
        expiresAt = Instant(microseconds: expiry)
        self.marked = marked
    }

    func text(for account: StoredAccount, _ secrets: ServerSecrets) -> String {
        marked.text(Self.purpose, boundTo: Self.state(of: account), secrets)
    }

    /// Whether it was made here, for the account as it is now.
    func opens(_ account: StoredAccount, _ secrets: ServerSecrets) -> Bool {
        marked.opens(Self.purpose, boundTo: Self.state(of: account), secrets)
    }

    private static let purpose = "recovery"

    private static func state(of account: StoredAccount) -> String {
        "\(account.epoch).\(account.passwordHash ?? "")"
    }
}

/// Sets a password with a recovery code, and ends every session of the account.
public struct RecoverAccount: Procedure {
    public let recovery: String
    public let password: String

    public init(recovery: String, password: String) {
        self.recovery = recovery
        self.password = password
    }

    public static let declaration = Declaration(
        "auth.recover", "Choose another password with a recovery code, which works once.",
        .post("/api/auth/recover"), access: .everyone,
        refusals: [.recoveryInvalid, .weakPassword, .noMembership],
        fields: [
            "recovery": FieldNote(
                "The code that whoever runs the server gave you", maximumLength: 300,
                isSecret: true),
            "password": FieldNote(
                "At least 10 characters", minimumLength: 1, maximumLength: 200, isSecret: true),
        ])

    public struct Reply: Codable, Sendable {
        /// What to sign in with.
        public let email: String
        /// Whether codes of an authenticator are asked for, as before.
        public let asksCode: Bool
    }

    public func run(in scene: Scene) async throws -> Reply {
        let secrets = scene.parts.secrets
        guard let code = RecoveryCode(recovery), code.expiresAt > scene.now,
            let (account, places) = try await scene.database.read({ snapshot in
                try StoredAccount.find(code.user, in: snapshot).map {
                    ($0, try Self.places(of: $0, in: snapshot))
                }
            }), code.opens(account, secrets)
        else { throw Self.invalid }
        guard let place = places.first else {
            throw Refusal(.noMembership, "Ask your administrator to add you.")
        }
        try PasswordRule.check(password, email: account.user.email)
        let hash = try await scene.parts.passwords.hash(
            password, for: .stranger(at: scene.origin.address))
        try await scene.transact(Self.declaration.name, as: place) { work in
            // The password took its time, and the account may have changed meanwhile.
            guard let now = try StoredAccount.find(code.user, in: work.transaction),
                code.opens(now, secrets)
            else { throw Self.invalid }
            try Self.set(hash, of: code, in: work)
            for place in places {
                work.standingIn(as: place).record(code.subject, after: code.said)
            }
        }
        let asksCode = code.what == .password && account.confirmedTotp != nil
        return Reply(email: account.user.email, asksCode: asksCode)
    }

    private static let invalid = Refusal(
        .recoveryInvalid, "Ask whoever runs the server for a new one.")

    /// The account as a member of each organisation that it has joined.
    private static func places(
        of account: StoredAccount, in snapshot: any Snapshot
    ) throws -> [Actor] {
        try AccountReport(account, snapshot).memberships.filter { $0.standing == .joined }.map {
            Actor(user: account.user.id, organisation: $0.organisation.id, role: $0.role)
        }
    }

    private static func set(
        _ hash: String, of code: RecoveryCode, in work: LiveWork
    ) throws {
        let factor = code.what == .passwordAndFactor
            ? ", totp_secret = NULL, totp_confirmed_at = NULL" : ""
        try work.transaction.execute(
            """
            UPDATE user_account SET password_hash = $1, epoch = epoch + 1\(factor) WHERE id = $2
            """, [.text(hash), .id(code.user)])
        try work.transaction.execute(
            "UPDATE device SET revoked_at = $1 WHERE user_id = $2 AND revoked_at IS NULL",
            [.instant(work.now), .id(code.user)])
        SessionDirectory.forgetAfterCommit(of: work.transaction)
    }
}

extension RecoveryCode {
    var subject: Subject { Subject(kind: "user", id: user.text) }

    fileprivate var said: JSONValue {
        let password: (String, JSONValue) = ("password", .string("recovered"))
        return .object(
            what == .passwordAndFactor ? [password, ("totp", .bool(false))] : [password])
    }
}
