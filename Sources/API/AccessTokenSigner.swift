import Commons
import Crypto
import JWTKit
import Ledger

/// Access tokens as JSON Web Tokens (RFC 7519), signed with HMAC-SHA-256. No other algorithm is
/// known to the key collection, whatever a token's header asks for.
public struct AccessTokenSigner: AccessTokens {
    private let keys: JWTKeyCollection
    private static let party = "commons-ledger"

    public init(key: SymmetricKey) async {
        keys = JWTKeyCollection()
        await keys.add(hmac: HMACKey(key: key), digestAlgorithm: .sha256)
    }

    private struct Payload: JWTPayload {
        let iss: IssuerClaim
        let aud: AudienceClaim
        let sub: SubjectClaim
        let exp: Int64
        let org: String
        let dev: String
        let epo: Int64

        /// Expiry is held against the server's own clock, which tests set.
        func verify(using algorithm: some JWTAlgorithm) throws {
            try aud.verifyIntendedAudience(includes: AccessTokenSigner.party)
        }
    }

    public func sign(_ claims: AccessClaims) async throws -> String {
        try await keys.sign(
            Payload(
                iss: .init(value: Self.party), aud: .init(value: Self.party),
                sub: .init(value: claims.user.text),
                exp: claims.expiresAt.microseconds / 1_000_000, org: claims.organisation.text,
                dev: claims.device.text, epo: claims.epoch))
    }

    public func verify(_ token: String) async -> AccessClaims? {
        // Longer than any that we sign: not worth hashing.
        guard token.utf8.count < 2_048,
            let payload = try? await keys.verify(token, as: Payload.self),
            let user = ID<User>(payload.sub.value),
            let organisation = ID<Organisation>(payload.org), let device = ID<Device>(payload.dev)
        else { return nil }
        return AccessClaims(
            user: user, organisation: organisation, device: device, epoch: payload.epo,
            expiresAt: Instant(microseconds: 0).adding(seconds: payload.exp))
    }
}
