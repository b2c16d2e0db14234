/// An account of the books.
public struct Account: Hashable, Sendable {
    public let id: ID<Account>
    /// Unique within the organisation: `1200`.
    public let code: String
    public let name: String
    public let kind: AccountKind
    /// What posting rules use it for; at most one account of an organisation for each role.
    public let role: AccountRole?

    public init(
        id: ID<Account>, code: String, name: String, kind: AccountKind, role: AccountRole? = nil
    ) {
        self.id = id
        self.code = code
        self.name = name
        self.kind = kind
        self.role = role
    }
}
