import Ledger
import Storage
import Wire

/// Changes a refresh token for a new pair of tokens.
public struct Refresh: Procedure {
    /// Absent for the web, whose token comes as a cookie.
    public let refreshToken: String?

    public static let declaration = Declaration(
        "auth.refresh", "Get a new access token with a refresh token, which changes too.",
        .post("/api/auth/refresh"), access: .everyone, refusals: [.sessionEnded, .noMembership],
        fields: ["refresh_token": FieldNote("The last one you were given", maximumLength: 200)])

    public init(refreshToken: String?) { self.refreshToken = refreshToken }

    public func run(in scene: Scene) async throws -> Session {
        let text = refreshToken ?? scene.origin.cookies[Cookie.refresh]
        guard let text, let token = RefreshToken(text) else {
            throw Refusal(.sessionEnded, "There is no refresh token.")
        }
        let turn = try await scene.transact(Self.declaration.name, as: .nobody) { work in
            try StoredDevice.turn(token, to: nil, in: work)
        }
        // Ending the family must commit, so the refusal comes after the transaction.
        guard let draft = turn else {
            throw Refusal(.sessionEnded, "This session has ended.")
        }
        return try await draft.issue(in: scene)
    }
}

/// Moves the session to another of the user's organisations.
public struct SwitchOrganisation: Procedure {
    public let organisationID: ID<Organisation>
    /// Absent for the web, whose token comes as a cookie.
    public let refreshToken: String?

    public static let declaration = Declaration(
        "auth.organisation", "Act for another of your organisations.",
        .post("/api/auth/organisation"), access: .signedIn,
        refusals: [.sessionEnded, .noMembership],
        fields: [
            "organisation_id": FieldNote("Where to act"),
            "refresh_token": FieldNote("The last one you were given", maximumLength: 200),
        ])

    public func run(in scene: Scene) async throws -> Session {
        let actor = try scene.signedIn()
        let text = refreshToken ?? scene.origin.cookies[Cookie.refresh]
        guard let text, let token = RefreshToken(text), token.device == actor.device else {
            throw Refusal(.sessionEnded, "There is no refresh token of this session.")
        }
        let there = organisationID
        let turn = try await scene.transact(Self.declaration.name, as: actor) { work in
            guard try Membership.actor(actor.user, in: there, work.transaction) != nil else {
                throw Refusal(
                    .noMembership, "You are not a member there.", at: "/organisation_id")
            }
            return try StoredDevice.turn(token, to: there, in: work)
        }
        guard let draft = turn else {
            throw Refusal(.sessionEnded, "This session has ended.")
        }
        return try await draft.issue(in: scene)
    }
}

/// A sign-in as its row has it.
struct StoredDevice {
    let user: ID<User>
    let organisation: ID<Organisation>
    let hash: [UInt8]
    let previous: [UInt8]?
    let seenAt: Instant
    let isRevoked: Bool

    /// Gives the session its next token; nil when the session has ended, or ends now because an
    /// old token came back.
    static func turn(
        _ token: RefreshToken, to organisation: ID<Organisation>?, in work: LiveWork
    ) throws -> SessionDraft? {
        guard let device = try find(token.device, in: work.transaction), !device.isRevoked,
            device.seenAt.adding(seconds: RefreshToken.lifetimeSeconds) > work.now
        else { return nil }
        guard device.mayTurn(token.hash, now: work.now) else {
            try end(token.device, of: device, in: work)
            return nil
        }
        let there = organisation ?? device.organisation
        guard let account = try StoredAccount.find(device.user, in: work.transaction),
            let membership = try Membership.of(device.user, in: work.transaction)
                .first(where: { $0.organisation.id == there })
        else { return nil }
        let next = RefreshToken(device: token.device)
        try work.transaction.execute(
            """
            UPDATE device SET refresh_hash = $1, previous_hash = $2, seen_at = $3,
                organisation_id = $4
            WHERE id = $5
            """,
            [
                .bytes(next.hash), .bytes(token.hash), .instant(work.now), .id(there),
                .id(token.device),
            ])
        return SessionDraft(
            user: account.user, membership: membership, epoch: account.epoch, refresh: next)
    }

    private func mayTurn(_ sent: [UInt8], now: Instant) -> Bool {
        if sent == hash { return true }
        return sent == previous && seenAt.adding(seconds: RefreshToken.graceSeconds) > now
    }

    /// Somebody holds a copy of an old token: whoever it is, everybody signs in again.
    private static func end(
        _ id: ID<Device>, of device: StoredDevice, in work: LiveWork
    ) throws {
        try work.transaction.execute(
            "UPDATE device SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL",
            [.instant(work.now), .id(id)])
        SessionDirectory.forgetAfterCommit(of: work.transaction)
        let owner = Actor(
            user: device.user, organisation: device.organisation, role: .apiClient, device: id)
        work.standingIn(as: owner).record(
            Subject(kind: "device", id: id.text), before: nil,
            after: .object([("revoked", .bool(true))]), reason: "refresh token used twice")
    }

    private static func find(
        _ id: ID<Device>, in snapshot: any Snapshot
    ) throws -> StoredDevice? {
        try snapshot.first(
            """
            SELECT user_id, organisation_id, refresh_hash, previous_hash, seen_at,
                revoked_at IS NOT NULL
            FROM device WHERE id = $1
            """, [.id(id)]
        ) { row in
            StoredDevice(
                user: try row.id(0), organisation: try row.id(1), hash: try row.bytes(2),
                previous: try row.bytesIfAny(3), seenAt: try row.instant(4),
                isRevoked: try row.bool(5))
        }
    }
}
