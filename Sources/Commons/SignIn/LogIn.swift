import Ledger
import Storage
import Wire

/// Signs in with address, password and, where it is set up, a code.
public struct LogIn: Procedure {
    public let email: String
    public let password: String
    public let code: String?

    public static let declaration = Declaration(
        "auth.login", "Sign in with address, password and, where set up, a code.",
        .post("/api/auth/login"), access: .everyone,
        refusals: [
            .wrongCredentials, .totpRequired, .totpWrong, .tooManyAttempts, .noMembership,
        ],
        fields: [
            "email": SignIn.emailNote, "password": SignIn.passwordNote,
            "code": FieldNote("Six digits of your authenticator", maximumLength: 12),
        ])

    public init(email: String, password: String, code: String? = nil) {
        self.email = email
        self.password = password
        self.code = code
    }

    public func run(in scene: Scene) async throws -> Session {
        let account = email.lowercased()
        let stored = try await scene.database.read { try StoredAccount.find(account, in: $0) }
        try await checkLockout(stored, account, scene)
        let verdict = try await scene.parts.passwords.verify(
            password, against: stored?.passwordHash)
        guard verdict.isRight, let stored else {
            throw await failed(
                account, scene, Refusal(.wrongCredentials, "Check both and try again."))
        }
        let step = try await secondFactor(of: stored, account, scene)
        let memberships = try await scene.database.read {
            try Membership.of(stored.user.id, in: $0)
        }
        guard let membership = memberships.first else {
            throw Refusal(.noMembership, "Ask an administrator to add you.")
        }
        await scene.parts.lockout.succeeded(
            account: account, address: scene.origin.address)
        return try await open(
            stored, membership, step: step, renewed: verdict.renewed, scene
        ).issue(in: scene)
    }

    private func checkLockout(
        _ stored: StoredAccount?, _ account: String, _ scene: Scene
    ) async throws {
        let lockout = scene.parts.lockout
        guard
            let seconds = await lockout.wait(
                account: account, address: scene.origin.address, now: scene.now)
        else { return }
        if let stored,
            KnownDevice.isKnown(scene.origin, to: stored.user.id, scene.parts.secrets)
        {
            return
        }
        throw Refusal(
            .tooManyAttempts, "Wait \(seconds) seconds and try again.", retryAfter: seconds)
    }

    private func failed(
        _ account: String, _ scene: Scene, _ refusal: Refusal
    ) async -> Refusal {
        await scene.parts.lockout.failed(
            account: account, address: scene.origin.address, now: scene.now)
        return refusal
    }

    /// The time step of the code, or nil where no code is asked for.
    private func secondFactor(
        of stored: StoredAccount, _ account: String, _ scene: Scene
    ) async throws -> Int64? {
        guard let sealed = stored.confirmedTotp else { return nil }
        guard let code else {
            throw Refusal(.totpRequired, "Send the six digits of your authenticator.", at: "/code")
        }
        let step = OneTimeCode.match(
            code, secret: try scene.parts.secrets.unseal(sealed),
            seconds: scene.now.microseconds / 1_000_000, after: stored.totpStep)
        guard let step else {
            throw await failed(
                account, scene, Refusal(.totpWrong, "Wait for the next code.", at: "/code"))
        }
        return step
    }

    private func open(
        _ stored: StoredAccount, _ membership: Membership, step: Int64?, renewed: String?,
        _ scene: Scene
    ) async throws -> SessionDraft {
        let actor = Actor(
            user: stored.user.id, organisation: membership.organisation.id, role: membership.role)
        let origin = scene.origin
        return try await scene.transact(Self.declaration.name, as: actor) { work in
            if let step { try TotpStep.use(step, of: stored.user.id, in: work) }
            if let renewed {
                try work.transaction.execute(
                    "UPDATE user_account SET password_hash = $1 WHERE id = $2",
                    [.text(renewed), .id(stored.user.id)])
            }
            let refresh = try DeviceRow.open(
                for: stored.user, membership: membership, origin: origin, in: work)
            return SessionDraft(
                user: stored.user, membership: membership, epoch: stored.epoch, refresh: refresh)
        }
    }
}

/// A code works once: its time step must be later than the last one used.
enum TotpStep {
    static func use(_ step: Int64, of user: ID<User>, in work: any Work) throws {
        let changed = try work.transaction.execute(
            "UPDATE user_account SET totp_step = $1 WHERE id = $2 AND totp_step < $1",
            [.integer(step), .id(user)])
        guard changed == 1 else {
            throw Refusal(.totpWrong, "Wait for the next code.", at: "/code")
        }
    }
}

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
