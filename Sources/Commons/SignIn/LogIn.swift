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
        let credentials = Credentials(account: email.lowercased(), password: password, code: code)
        let proven = try await credentials.prove(in: scene)
        let stored = proven.stored
        let memberships = try await scene.database.read {
            try Membership.of(stored.user.id, in: $0)
        }
        guard let membership = memberships.first else {
            throw Refusal(.noMembership, "Ask an administrator to add you.")
        }
        let actor = Actor(
            user: stored.user.id, organisation: membership.organisation.id, role: membership.role)
        let (origin, secrets) = (scene.origin, scene.parts.secrets)
        let draft = try await scene.transact(Self.declaration.name, as: actor) { work in
            try proven.use(in: work)
            let refresh = try DeviceRow.open(
                for: stored.user, membership: membership, origin: origin, secrets: secrets,
                in: work)
            return SessionDraft(
                user: stored.user, membership: membership, epoch: stored.epoch, refresh: refresh)
        }
        return try await draft.issue(in: scene)
    }
}
