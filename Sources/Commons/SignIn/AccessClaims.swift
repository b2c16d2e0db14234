import Ledger

/// What an access token says. Role and limit are not in it: they are read where the token is used,
/// so that a change of role works at once.
public struct AccessClaims: Sendable, Hashable {
    public let user: ID<User>
    public let organisation: ID<Organisation>
    public let device: ID<Device>
    public let epoch: Int64
    public let expiresAt: Instant

    public init(
        user: ID<User>, organisation: ID<Organisation>, device: ID<Device>, epoch: Int64,
        expiresAt: Instant
    ) {
        self.user = user
        self.organisation = organisation
        self.device = device
        self.epoch = epoch
        self.expiresAt = expiresAt
    }

    public static let lifetimeSeconds: Int64 = 600
}

/// Signs and verifies access tokens.
public protocol AccessTokens: Sendable {
    func sign(_ claims: AccessClaims) async throws -> String
    /// Nil for a token that is not ours or has been altered. Expiry is the caller's to check.
    func verify(_ token: String) async -> AccessClaims?
}
