/// Which account of an organisation plays which role.
public struct RoleAccounts: Sendable {
    private let accounts: [AccountRole: ID<Account>]

    public init(_ accounts: [AccountRole: ID<Account>]) { self.accounts = accounts }

    public subscript(role: AccountRole) -> ID<Account>? { accounts[role] }

    func account(for role: AccountRole) throws(PostingRefusal) -> ID<Account> {
        guard let account = accounts[role] else { throw .roleWithoutAccount(role) }
        return account
    }

    /// A line's own account, else the usual one.
    func account(of line: DocumentLine, usual role: AccountRole) throws(PostingRefusal)
        -> ID<Account>
    {
        if let account = line.account { return account }
        return try account(for: role)
    }
}
