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
        let (now, origin, secrets) = (scene.now, scene.origin, scene.parts.secrets)
        let (stored, place) = try await scene.database.read { [account] snapshot in
            let stored = try StoredAccount.find(account, in: snapshot)
            let place = try SignInPlace(
                of: origin, account: account, user: stored?.user.id, secrets, now: now,
                in: snapshot)
            return (stored, place)
        }
        let verdict = try await scene.verify(
            password, against: stored?.passwordHash, of: account, at: place)
        guard verdict.isRight, let stored else {
            throw Refusal(.wrongCredentials, "Check both and try again.")
        }
        let step = try await secondFactor(of: stored, scene)
        return Proven(stored: stored, step: step, renewed: verdict.renewed)
    }

    /// A code is six digits: whoever comes as far as to guess it knows the password, so failures
    /// count for the account, wherever they come from.
    private func secondFactor(of stored: StoredAccount, _ scene: Scene) async throws -> Int64? {
        guard let sealed = stored.confirmedTotp else { return nil }
        guard let code else {
            throw Refusal(.totpRequired, "Send the six digits of your authenticator.", at: "/code")
        }
        let codes = scene.parts.codes
        try await codes.begin(account: account, place: "code", now: scene.now)
        let step = OneTimeCode.match(
            code, secret: try scene.parts.secrets.unseal(sealed),
            seconds: scene.now.microseconds / 1_000_000, after: stored.totpStep)
        guard let step else {
            throw Refusal(.totpWrong, "Wait for the next code.", at: "/code")
        }
        await codes.succeeded(account: account, place: "code")
        return step
    }
}

extension Scene {
    /// Looks at a password, as often as its account and its place allow.
    ///
    /// - Parameter hash: nil for an account that does not exist, which takes as long.
    /// - Throws: `too_many_attempts`, `overloaded`.
    func verify(
        _ password: String, against hash: String?, of account: String, at place: SignInPlace
    ) async throws -> PasswordWorker.Verdict {
        let (lockout, budget, now) = (parts.lockout, parts.budget, now)
        try await lockout.check(account: account, place: place.name, now: now)
        var hasMinute = false
        if !place.isKnown {
            hasMinute = try await budget.check(account: account, place: place.name, now: now)
        }
        let verdict = try await parts.passwords.verify(
            password, against: hash, for: place.client(hasMinute: hasMinute)
        ) {
            // Waiting for the turn may have taken seconds.
            let now = self.now
            try await lockout.begin(account: account, place: place.name, now: now)
            guard !place.isKnown else { return }
            do {
                try await budget.begin(
                    account: account, place: place.name, hasMinute: hasMinute, now: now)
            } catch {
                await lockout.release(account: account, place: place.name, now: now)
                throw error
            }
        }
        if verdict.isRight {
            await lockout.succeeded(account: account, place: place.name)
            if !place.isKnown { await budget.succeeded(account: account) }
        }
        return verdict
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
