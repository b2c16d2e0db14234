import Ledger
import Storage

/// What whoever has the link is asked about.
public struct AcknowledgementQuestion: Codable, Sendable {
    public let invoice: AcknowledgedInvoice
    public let expiresAt: Instant
    /// Absent while nobody has answered.
    public let answer: BuyerAnswer?
}

/// Shows a buyer what the link asks. The secret travels in the body: addresses are kept in
/// histories and logs.
public struct OpenAcknowledgement: Procedure {
    public let token: String

    public init(token: String) { self.token = token }

    public static let declaration = Declaration(
        "acknowledgement.open", "Show the invoice that a link asks its buyer about.",
        .post("/api/acknowledgements/open"), access: .everyone, refusals: linkRefusals,
        fields: ["token": LinkToken.linkNote])

    static let linkRefusals: [RefusalCode] = [
        .acknowledgementUnknown, .acknowledgementExpired, .acknowledgementWithdrawn,
        .acknowledgementLapsed, .tooManyRequests,
    ]

    public func run(in scene: Scene) async throws -> AcknowledgementQuestion {
        try await scene.countLinkUse()
        let now = scene.now
        return try await scene.database.read { [token] snapshot in
            let found = try StoredAcknowledgement.require(token, in: snapshot)
            try found.check(at: now)
            return AcknowledgementQuestion(
                invoice: found.content, expiresAt: found.expiresAt, answer: found.answer)
        }
    }
}

extension Scene {
    /// Whoever tries links out is slowed down, also where the operator limits nothing else.
    func countLinkUse() async throws {
        try await parts.links.count("link \(origin.address)", now: now)
    }
}
