import Ledger
import Storage

/// What somebody gives to prove that an account is theirs: its password and, where it is set up, a
/// code. Signing in and joining with an account ask for the same.
struct Credentials: Sendable {
    /// The address in lower case.
    let account: String
    let password: String
    let code: String?

    /// An account whose owner has shown that it is theirs.
    struct Proven: Sendable {
        let stored: StoredAccount
        /// The time step of the code; nil where none is asked for.
        let step: Int64?
        /// The password's hash under today's parameters, where it had older ones.
        let renewed: String?

        /// Uses the code up and keeps the renewed hash.
        func use(in work: any Work) throws {
            if let step { try TotpStep.use(step, of: stored.user.id, in: work) }
            if let renewed {
                try work.transaction.execute(
                    "UPDATE user_account SET password_hash = $1 WHERE id = $2",
                    [.text(renewed), .id(stored.user.id)])
            }
        }
    }

    /// - Throws: `wrong_credentials`, `totp_required`, `totp_wrong`, `too_many_attempts`.
    func prove(in scene: Scene) async throws -> Proven {
        let stored = try await scene.database.read { try StoredAccount.find(account, in: $0) }
        let place = Self.place(of: scene, for: stored)
        let lockout = scene.parts.lockout
        try await lockout.check(account: account, place: place, now: scene.now)
        let verdict = try await scene.parts.passwords.verify(
            password, against: stored?.passwordHash)
        guard verdict.isRight, let stored else {
            await lockout.failed(account: account, place: place, now: scene.now)
            throw Refusal(.wrongCredentials, "Check both and try again.")
        }
        let step = try await secondFactor(of: stored, scene)
        await lockout.succeeded(account: account, place: place)
        return Proven(stored: stored, step: step, renewed: verdict.renewed)
    }

    /// Where failures are counted: a device that has signed in before has a count of its own, so
    /// that neither others at its address nor an attacker from afar shut it out.
    private static func place(of scene: Scene, for stored: StoredAccount?) -> String {
        guard let stored,
            KnownDevice.isKnown(scene.origin, to: stored.user.id, scene.parts.secrets)
        else { return scene.origin.address }
        return "known device"
    }

    /// A code is six digits: whoever comes as far as to guess it knows the password, so failures
    /// count for the account, wherever they come from.
    private func secondFactor(of stored: StoredAccount, _ scene: Scene) async throws -> Int64? {
        guard let sealed = stored.confirmedTotp else { return nil }
        guard let code else {
            throw Refusal(.totpRequired, "Send the six digits of your authenticator.", at: "/code")
        }
        let codes = scene.parts.codes
        try await codes.check(account: account, place: "code", now: scene.now)
        let step = OneTimeCode.match(
            code, secret: try scene.parts.secrets.unseal(sealed),
            seconds: scene.now.microseconds / 1_000_000, after: stored.totpStep)
        guard let step else {
            await codes.failed(account: account, place: "code", now: scene.now)
            throw Refusal(.totpWrong, "Wait for the next code.", at: "/code")
        }
        await codes.succeeded(account: account, place: "code")
        return step
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
