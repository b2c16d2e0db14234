import Ledger

/// A customer, a supplier, or both: whoever a document names on the other side.
public struct Party: Codable, Sendable, Hashable {
    public let id: ID<Party>
    public let name: String
    public let isCustomer: Bool
    public let isSupplier: Bool
    public let taxNumber: String?
    public let email: String?
    public let phone: String?
    public let address: String?
}

/// How a document names its other side.
public struct PartyName: Codable, Sendable, Hashable {
    public let id: ID<Party>
    public let name: String

    public init(id: ID<Party>, name: String) {
        self.id = id
        self.name = name
    }

    /// The name as look-ups compare it: lower case, single spaces, no other change, so that two
    /// firms whose names differ in a letter stay two firms.
    static func key(_ name: String) -> String {
        name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
