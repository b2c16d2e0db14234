import Ledger
import Storage

public struct ShowHome: Query {
    public init() {}

    public static let declaration = Declaration(
        "home.read", "Show what needs you now.", .get("/api/home"), access: .action(.readHome))

    public func answer(in view: View) throws -> Home {
        let seesBooks = Action.readBooks.roles.contains(view.actor.role)
        let papers = try count("paper WHERE organisation_id = $1 AND state = 'to_review'", in: view)
        let jobs = try count("job WHERE organisation_id = $1 AND state = 'dead'", in: view)
        var attention = seesBooks ? try HomeDocuments.attention(in: view) : []
        if jobs > 0 { attention.append(Home.Attention(kind: .jobsFailed, count: jobs)) }
        if papers > 0 { attention.append(Home.Attention(kind: .papersToReview, count: papers)) }
        guard seesBooks else {
            return Home(
                attention: attention, cash: [], receivable: [], payable: [],
                papersWaiting: papers)
        }
        return Home(
            attention: attention,
            cash: try balances([.cash, .bank, .mobileMoney], in: view),
            receivable: try balances([.receivable], in: view),
            payable: try balances([.payable], in: view).map { try $0.negated() },
            papersWaiting: papers)
    }

    private func count(_ rows: String, in view: View) throws -> Int {
        let count = try view.snapshot.first(
            "SELECT COUNT(*) FROM \(rows)", [.id(view.actor.organisation)]
        ) { try $0.integer(0) }
        return Int(count ?? 0)
    }

    private func balances(_ roles: [AccountRole], in view: View) throws -> [Money] {
        let list = roles.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        return try view.snapshot.rows(
            """
            SELECT b.currency, CAST(SUM(b.amount) AS BIGINT)
            FROM account a
            JOIN account_balance b
                ON b.organisation_id = a.organisation_id AND b.account_id = a.id
            WHERE a.organisation_id = $1 AND a.role IN (\(list))
            GROUP BY b.currency ORDER BY b.currency
            """, [.id(view.actor.organisation)]
        ) { try $0.money(1, currency: 0) }
    }
}
