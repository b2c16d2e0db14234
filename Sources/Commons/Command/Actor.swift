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

/// The amounts that a command moves, one for each currency.
public struct Stake: Sendable, Hashable {
    public let amounts: [Money]

    public init(_ amount: Money) { amounts = [amount] }

    public init(_ amounts: [Money]) { self.amounts = amounts }

    /// Whether it is more than may be moved alone. Another currency than the limit's cannot be
    /// compared with it, so that it is above.
    func exceeds(_ limit: Money) -> Bool {
        amounts.contains { amount in
            amount.currency != limit.currency || amount.minorUnits > limit.minorUnits
        }
    }
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
