import Ledger
import Storage
import Wire

/// Sets a new password and ends every other session of the user.
public struct ChangePassword: Procedure {
    public let password: String
    public let newPassword: String

    public static let declaration = Declaration(
        "user.password", "Change your password and end your other sessions.",
        .put("/api/users/me/password"), access: .signedIn, status: 204,
        refusals: [.wrongCredentials, .weakPassword, .tooManyAttempts],
        fields: [
            "password": SignIn.passwordNote,
            "new_password": FieldNote(
                "At least 10 characters", minimumLength: 1, maximumLength: 200, isSecret: true),
        ])

    public func run(in scene: Scene) async throws -> Done {
        let actor = try scene.signedIn()
        let account = try await scene.reauthenticated(password)
        try PasswordRule.check(newPassword, email: account.user.email, at: "/new_password")
        let hash = try await scene.parts.passwords.hash(newPassword, for: .user(actor.user))
        try await scene.transact(Self.declaration.name, as: actor) { work in
            try work.transaction.execute(
                "UPDATE user_account SET password_hash = $1 WHERE id = $2",
                [.text(hash), .id(actor.user)])
            try work.transaction.execute(
                """
                UPDATE device SET revoked_at = $1
                WHERE user_id = $2 AND id <> $3 AND revoked_at IS NULL
                """,
                [.instant(work.now), .id(actor.user), .text(actor.device?.text ?? "")])
            SessionDirectory.forgetAfterCommit(of: work.transaction)
            work.record(
                Subject(kind: "user", id: actor.user.text),
                after: .object([("password", .string("changed"))]))
        }
        return Done()
    }
}
