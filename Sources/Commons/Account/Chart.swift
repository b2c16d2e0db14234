import Ledger
import Storage
import Synchronization

/// The accounts of one organisation: what every posting asks before it is written.
struct Chart: Sendable {
    let accounts: [ID<Account>: Account]
    let roles: RoleAccounts

    init(_ accounts: [Account]) {
        self.accounts = Dictionary(accounts.map { ($0.id, $0) }) { first, _ in first }
        var roles: [AccountRole: ID<Account>] = [:]
        for account in accounts { if let role = account.role { roles[role] = account.id } }
        self.roles = RoleAccounts(roles)
    }

    static func read(
        _ organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> Chart {
        Chart(
            try snapshot.rows(
                """
                SELECT id, code, name, type, role FROM account
                WHERE organisation_id = $1 ORDER BY code
                """, [.id(organisation)]
            ) { row in
                Account(
                    id: try row.id(0), code: try row.text(1), name: try row.text(2),
                    kind: try row.choice(3),
                    role: row.isNull(4) ? nil : try row.choice(4))
            })
    }

    func require(_ account: ID<Account>, at pointer: String) throws -> Account {
        guard let known = accounts[account] else {
            throw Refusal(.accountUnknown, "No account has this id.", at: pointer)
        }
        return known
    }

    /// An account that a line of a document may be booked on: money moves by payments, and what
    /// is owed follows from documents.
    @discardableResult
    func requireBookable(_ account: ID<Account>, at pointer: String) throws -> Account {
        let known = try require(account, at: pointer)
        if ControlAccount.roles.contains(known.role) {
            throw Refusal(
                .accountUnfit, "\(known.code) \(known.name) follows from documents; choose "
                    + "another.", at: pointer)
        }
        if known.isMoney {
            throw Refusal(
                .accountUnfit, "\(known.code) \(known.name) holds money; record a payment "
                    + "instead.", at: pointer)
        }
        return known
    }

    /// An account that money is paid from or into.
    func requireMoney(_ account: ID<Account>, at pointer: String) throws -> Account {
        let known = try require(account, at: pointer)
        guard known.isMoney else {
            throw Refusal(
                .accountUnfit, "\(known.code) \(known.name) holds no money; choose a cash, bank "
                    + "or mobile money account.", at: pointer)
        }
        return known
    }
}

extension Account {
    var isMoney: Bool { role == .cash || role == .bank || role == .mobileMoney }
}

/// Charts seen by this process. Accounts are never changed or deleted, only added, so a chart
/// that is known can lack an account but never hold a wrong one; a lacking one is read again.
enum KnownCharts {
    private static let charts = Mutex<[ID<Organisation>: Chart]>([:])
    private static let mostKept = 1_000

    static func find(_ organisation: ID<Organisation>) -> Chart? {
        charts.withLock { $0[organisation] }
    }

    static func keep(_ chart: Chart, of organisation: ID<Organisation>) {
        charts.withLock { charts in
            if charts.count >= mostKept { charts.removeAll() }
            charts[organisation] = chart
        }
    }
}

extension Work {
    /// The acting organisation's chart, read at most once by this process while it holds every
    /// account in `needed`. What is read inside a transaction is kept only after its commit.
    func chart(with needed: [ID<Account>] = []) throws -> Chart {
        let organisation = actor.organisation
        if let known = KnownCharts.find(organisation),
            !known.accounts.isEmpty, needed.allSatisfy({ known.accounts[$0] != nil })
        {
            return known
        }
        let chart = try Chart.read(organisation, in: transaction)
        transaction.afterCommit { KnownCharts.keep(chart, of: organisation) }
        return chart
    }
}
