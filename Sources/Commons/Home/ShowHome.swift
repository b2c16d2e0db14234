import Ledger
import Storage

public struct ShowHome: Query {
    public init() {}

    public static let declaration = Declaration(
        "home.read", "Show what needs you now.", .get("/api/home"), access: .action(.readHome),
        refusals: [.amountTooLarge])

    public func answer(in view: View) throws -> Home {
        let seesBooks = Action.readBooks.roles.contains(view.actor.role)
        let queue = try HomeQueue.attention(in: view)
        // Others wait for what blocks; then money at risk, then what only waits to be looked at.
        let attention =
            queue.filter(\.kind.isBlocking)
            + (seesBooks ? try HomeDocuments.attention(in: view) : [])
            + queue.filter { !$0.kind.isBlocking }
        return Home(
            attention: attention,
            cash: seesBooks ? try balances([.cash, .bank, .mobileMoney], in: view) : [],
            receivable: seesBooks ? try balances([.receivable], in: view) : [],
            payable: seesBooks
                ? try balances([.payable], in: view).map { try BooksMoney.opposite($0) } : [],
            papersWaiting: try HomeQueue.papersWaiting(in: view))
    }

    private func balances(_ roles: [AccountRole], in view: View) throws -> [Money] {
        let list = roles.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        return try view.snapshot.rows(
            """
            SELECT b.currency, \(WideSum.columns("b.amount"))
            FROM account a
            JOIN account_balance b
                ON b.organisation_id = a.organisation_id AND b.account_id = a.id
            WHERE a.organisation_id = $1 AND a.role IN (\(list))
            GROUP BY b.currency ORDER BY b.currency
            """, [.id(view.actor.organisation)]
        ) { row in
            Money(minorUnits: try WideSum.read(row, from: 1), currency: try row.currency(0))
        }
    }
}
