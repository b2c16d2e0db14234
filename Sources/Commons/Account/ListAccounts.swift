import Ledger
import Storage

/// An account as screens choose and show it.
public struct AccountItem: Codable, Sendable, Hashable {
    public let id: ID<Account>
    public let code: String
    public let name: String
    public let kind: AccountKind
    public let role: AccountRole?
    /// Debits less credits of all entries, by currency.
    public let balances: [Money]
}

public struct AccountList: Codable, Sendable {
    public let items: [AccountItem]
}

public struct ListAccounts: Query {
    public init() {}

    public static let declaration = Declaration(
        "account.list", "List the chart of accounts with its balances.", .get("/api/accounts"),
        access: .action(.readBooks))

    public func answer(in view: View) throws -> AccountList {
        let organisation = view.actor.organisation
        var balances: [ID<Account>: [Money]] = [:]
        try view.snapshot.each(
            """
            SELECT account_id, amount, currency FROM account_balance
            WHERE organisation_id = $1 ORDER BY account_id, currency
            """, [.id(organisation)]
        ) { row in
            balances[try row.id(0), default: []].append(try row.money(1, currency: 2))
        }
        let accounts = try Chart.read(organisation, in: view.snapshot).accounts.values
        return AccountList(
            items: accounts.sorted { $0.code < $1.code }.map { account in
                AccountItem(
                    id: account.id, code: account.code, name: account.name, kind: account.kind,
                    role: account.role, balances: balances[account.id] ?? [])
            })
    }
}
