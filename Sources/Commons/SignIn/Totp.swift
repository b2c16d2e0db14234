import Ledger
import Storage
import Wire

/// Begins to set up a second factor: makes a secret for the authenticator. It counts only after
/// `ConfirmTotp`.
public struct StartTotp: Procedure {
    public let password: String

    public static let declaration = Declaration(
        "totp.start", "Begin to set up codes at sign-in.", .post("/api/users/me/totp"),
        access: .signedIn, refusals: [.wrongCredentials, .totpExists, .tooManyAttempts],
        fields: ["password": SignIn.passwordNote])

    public struct Reply: Codable, Sendable {
        /// Base32, to type into an authenticator.
        public let secret: String
        /// The same as an `otpauth:` address, to show as a QR code.
        public let address: String
    }

    public func run(in scene: Scene) async throws -> Reply {
        let actor = try scene.signedIn()
        let account = try await scene.reauthenticated(password)
        guard !account.isTotpConfirmed else {
            throw Refusal(.totpExists, "Remove it first.")
        }
        let secret = Randomness.bytes(OneTimeCode.secretBytes)
        let sealed = try scene.parts.secrets.seal(secret)
        try await scene.transact(Self.declaration.name, as: actor) { work in
            try work.transaction.execute(
                """
                UPDATE user_account SET totp_secret = $1
                WHERE id = $2 AND totp_confirmed_at IS NULL
                """, [.bytes(sealed), .id(actor.user)])
            work.record(Subject(kind: "user", id: actor.user.text))
        }
        return Reply(
            secret: OneTimeCode.base32(secret),
            address: OneTimeCode.address(
                secret: secret, account: account.user.email, issuer: "Commons Ledger"))
    }
}

/// Proves with a first code that the authenticator has the secret.
public struct ConfirmTotp: Procedure {
    public let code: String

    public static let declaration = Declaration(
        "totp.confirm", "Finish setting up codes with a first one.",
        .post("/api/users/me/totp/confirm"), access: .signedIn, status: 204,
        refusals: [.totpWrong, .totpExists],
        fields: ["code": FieldNote("Six digits", maximumLength: 12)])

    public func run(in scene: Scene) async throws -> Done {
        let actor = try scene.signedIn()
        let account = try await scene.account(of: actor)
        guard !account.isTotpConfirmed else {
            throw Refusal(.totpExists, "It is set up already.")
        }
        guard let sealed = account.sealedTotp,
            let step = OneTimeCode.match(
                code, secret: try scene.parts.secrets.unseal(sealed),
                seconds: scene.now.microseconds / 1_000_000, after: account.totpStep)
        else { throw Refusal(.totpWrong, "Check the clock of your telephone.", at: "/code") }
        try await scene.transact(Self.declaration.name, as: actor) { work in
            try TotpStep.use(step, of: actor.user, in: work)
            try work.transaction.execute(
                "UPDATE user_account SET totp_confirmed_at = $1 WHERE id = $2",
                [.instant(work.now), .id(actor.user)])
            work.record(
                Subject(kind: "user", id: actor.user.text),
                after: .object([("totp", .bool(true))]))
            SessionDirectory.forgetAfterCommit(of: work.transaction)
        }
        return Done()
    }
}

/// Removes the second factor.
public struct RemoveTotp: Procedure {
    public let password: String

    public static let declaration = Declaration(
        "totp.remove", "Stop asking for codes at sign-in.", .delete("/api/users/me/totp"),
        access: .signedIn, status: 204, refusals: [.wrongCredentials, .tooManyAttempts],
        fields: ["password": SignIn.passwordNote])

    public func run(in scene: Scene) async throws -> Done {
        let actor = try scene.signedIn()
        _ = try await scene.reauthenticated(password)
        try await scene.transact(Self.declaration.name, as: actor) { work in
            try work.transaction.execute(
                """
                UPDATE user_account SET totp_confirmed_at = NULL, totp_secret = NULL
                WHERE id = $1
                """, [.id(actor.user)])
            work.record(
                Subject(kind: "user", id: actor.user.text),
                after: .object([("totp", .bool(false))]))
            SessionDirectory.forgetAfterCommit(of: work.transaction)
        }
        return Done()
    }
}

extension Scene {
    func account(of actor: Actor) async throws -> StoredAccount {
        let account = try await database.read { try StoredAccount.find(actor.user, in: $0) }
        guard let account else { throw Refusal.unauthenticated }
        return account
    }

    /// Asks for the password again before a factor changes (ASVS 7.5.1).
    func reauthenticated(_ password: String) async throws -> StoredAccount {
        let account = try await account(of: try signedIn())
        let verdict = try await verify(
            password, against: account.passwordHash, of: account.user.email,
            at: SignInPlace(session: try signedIn()))
        guard verdict.isRight else {
            throw Refusal(.wrongCredentials, "The password is wrong.", at: "/password")
        }
        return account
    }
}
