import Ledger

/// Who asks, for which organisation, in which role. Made from a verified access token, or from the
/// command line of whoever owns the data folder.
public struct Actor: Sendable, Hashable {
    public let user: ID<User>
    public let organisation: ID<Organisation>
    public let role: Role
    public let device: ID<Device>?
    /// The most this member may move alone, in the organisation's base currency; none: no limit.
    public let limit: Money?

    public init(
        user: ID<User>, organisation: ID<Organisation>, role: Role, device: ID<Device>? = nil,
        limit: Money? = nil
    ) {
        self.user = user
        self.organisation = organisation
        self.role = role
        self.device = device
        self.limit = limit
    }
}

extension Actor {
    /// A visitor of what is open to everyone. Its organisation does not exist, so that no
    /// statement that names the organisation finds anything.
    public static let nobody = Actor(user: ID(0), organisation: ID(0), role: .apiClient)
}

/// The amount that a command moves.
public struct Stake: Sendable, Hashable {
    public let amount: Money

    public init(_ amount: Money) { self.amount = amount }
}

// Nouns that identifiers speak of.
public enum User: Sendable {}
public enum Organisation: Sendable {}
public enum Device: Sendable {}

public enum Role: String, Codable, Sendable, CaseIterable {
    case owner, admin, accountant
    case loanOfficer = "loan_officer"
    case branchManager = "branch_manager"
    case creditCommittee = "credit_committee"
    case teller, investor
    case smeUser = "sme_user"
    case auditor, supervisor
    case apiClient = "api_client"
}
