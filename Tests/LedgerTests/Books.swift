import Ledger
import Testing

/// The accounts of a test organisation, and entries as tables of account and amount.
struct Books {
    let accounts: RoleAccounts
    private let names: [ID<Account>: String]

    init() {
        var byRole: [AccountRole: ID<Account>] = [:]
        var names: [ID<Account>: String] = [:]
        for (index, role) in AccountRole.allCases.enumerated() {
            let id = ID<Account>(UInt128(index + 1))
            byRole[role] = id
            names[id] = role.rawValue
        }
        names[Self.rent] = "rent"
        accounts = RoleAccounts(byRole)
        self.names = names
    }

    static let rent = ID<Account>(1_000)
    static let day = Day(year: 2026, month: 11, day: 23) ?? .earliest

    func id(_ role: AccountRole) throws -> ID<Account> { try #require(accounts[role]) }

    /// `receivable 116.00`, one line for each line of the entry.
    func table(_ entry: JournalEntry?) -> [String] {
        (entry?.lines ?? []).map { line in
            (names[line.account] ?? line.account.text) + " " + line.amount.decimal
        }
    }
}
