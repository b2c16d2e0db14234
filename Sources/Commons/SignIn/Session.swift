import Ledger
import Storage
import Wire

/// The answer to signing in. For the web the tokens travel in cookies and are absent here.
public struct Session: Codable, Sendable {
    public let accessToken: String?
    public let refreshToken: String?
    /// Seconds until the access token must be refreshed.
    public let expiresIn: Int64
    public let user: UserSummary
    public let organisation: OrganisationSummary
    public let role: Role
}

/// A session as it is being made: what the tokens will say.
struct SessionDraft: Sendable {
    let user: UserSummary
    let membership: Membership
    let epoch: Int64
    let refresh: RefreshToken

    /// Signs the access token and hands both over in the way that the client can keep safe.
    func issue(in scene: Scene) async throws -> Session {
        let claims = AccessClaims(
            user: user.id, organisation: membership.organisation.id, device: refresh.device,
            epoch: epoch, expiresAt: scene.now.adding(seconds: AccessClaims.lifetimeSeconds))
        let access = try await scene.parts.tokens.sign(claims)
        let secrets = scene.parts.secrets
        if scene.origin.isWeb {
            scene.setCookies(
                Cookie.session(
                    access: access, refresh: refresh.text,
                    crossSite: secrets.crossSiteToken(of: refresh.device.text)))
            scene.setCookies([.known(KnownDevice.cookie(for: user.id, secrets))])
        }
        return Session(
            accessToken: scene.origin.isWeb ? nil : access,
            refreshToken: scene.origin.isWeb ? nil : refresh.text,
            expiresIn: AccessClaims.lifetimeSeconds, user: user,
            organisation: membership.organisation, role: membership.role)
    }
}

/// A browser in which a user has signed in before.
enum KnownDevice {
    static func cookie(for user: ID<User>, _ secrets: ServerSecrets) -> String {
        user.text + "." + Base64URL.encode(secrets.mark("known-device", user.text))
    }

    static func isKnown(_ origin: Origin, to user: ID<User>, _ secrets: ServerSecrets) -> Bool {
        guard let cookie = origin.cookies[Cookie.known] else { return false }
        let parts = cookie.split(separator: ".")
        guard parts.count == 2, parts[0] == user.text,
            let mark = Base64URL.decode(String(parts[1]))
        else { return false }
        return secrets.isMark(mark, of: "known-device", user.text)
    }
}

/// Opens a sign-in: one row of `device` and its audit record.
enum DeviceRow {
    static let longestName = 200

    static func open(
        for user: UserSummary, membership: Membership, origin: Origin, secrets: ServerSecrets,
        in work: LiveWork
    ) throws -> RefreshToken {
        let device = work.newID(Device.self)
        let refresh = RefreshToken(device: device)
        let name = origin.agent.isEmpty ? "unknown" : String(origin.agent.prefix(longestName))
        try work.transaction.execute(
            """
            INSERT INTO device (id, user_id, organisation_id, name, family, refresh_hash,
                created_at, seen_at, network)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)
            """,
            [
                .id(device), .id(user.id), .id(membership.organisation.id), .text(name),
                .id(work.newID(Device.self)), .bytes(refresh.hash), .instant(work.now),
                .bytes(SignInPlace.mark(origin.address, of: user.id, secrets)),
            ])
        work.record(
            Subject(kind: "device", id: device.text),
            after: .object([("name", .string(name))]))
        return refresh
    }
}
