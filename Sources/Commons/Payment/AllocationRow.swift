import Ledger
import Storage

/// Money of a payment or credit note that settles a document or went back as a refund. A row is
/// live until another row releases it.
struct AllocationRow {
    /// Whose allocations are asked for.
    enum Side {
        case document(ID<Document>)
        case creditNote(ID<Document>)
        case payment(ID<Payment>)
        case refund(ID<Payment>)

        var column: String {
            switch self {
            case .document: "document_id"
            case .creditNote: "credit_note_id"
            case .payment: "payment_id"
            case .refund: "refund_id"
            }
        }

        var value: Value {
            switch self {
            case .document(let id), .creditNote(let id): .id(id)
            case .payment(let id), .refund(let id): .id(id)
            }
        }
    }

    let id: ID<AllocationRow>
    let payment: ID<Payment>?
    let creditNote: ID<Document>?
    let document: ID<Document>?
    let refund: ID<Payment>?
    let amount: Money
    let day: Day

    init(
        id: ID<AllocationRow>, payment: ID<Payment>? = nil, creditNote: ID<Document>? = nil,
        document: ID<Document>? = nil, refund: ID<Payment>? = nil, amount: Money, day: Day
    ) {
        self.id = id
        self.payment = payment
        self.creditNote = creditNote
        self.document = document
        self.refund = refund
        self.amount = amount
        self.day = day
    }

    func insert(
        entry: ID<JournalEntry>, releases: ID<AllocationRow>? = nil, in work: any Work
    ) throws {
        work.transaction.append(
            [
                .id(work.actor.organisation), .id(id), .text(payment?.text),
                .text(creditNote?.text), .text(document?.text), .text(refund?.text),
                .integer(amount.minorUnits), .text(amount.currency.code), .day(day),
                .id(entry), .text(releases?.text), .instant(work.now),
            ], to: Self.table)
    }

    /// The row that takes this one back. The schema lets only one through.
    func insertRelease(entry: ID<JournalEntry>, on day: Day, in work: any Work) throws {
        let opposite = AllocationRow(
            id: work.newID(AllocationRow.self), payment: payment, creditNote: creditNote,
            document: document, refund: refund, amount: try amount.negated(), day: day)
        try opposite.insert(entry: entry, releases: id, in: work)
    }

    static func live(_ side: Side, in work: any Work) throws -> [AllocationRow] {
        try work.transaction.rows(
            "SELECT \(columns) FROM allocation a WHERE a.organisation_id = $1 "
                + "AND a.\(side.column) = $2 AND \(isLive) ORDER BY a.id",
            [.id(work.actor.organisation), side.value], AllocationRow.init)
    }

    static func find(
        _ id: ID<AllocationRow>, in work: any Work
    ) throws -> (row: AllocationRow, isLive: Bool)? {
        try work.transaction.first(
            "SELECT \(columns), \(isLive) FROM allocation a "
                + "WHERE a.organisation_id = $1 AND a.id = $2",
            [.id(work.actor.organisation), .id(id)]
        ) { (try AllocationRow($0), try $0.bool(8)) }
    }

    private init(_ row: any Row) throws {
        id = try row.id(0)
        payment = row.isNull(1) ? nil : try row.id(1)
        creditNote = row.isNull(2) ? nil : try row.id(2)
        document = row.isNull(3) ? nil : try row.id(3)
        refund = row.isNull(4) ? nil : try row.id(4)
        amount = try row.money(5, currency: 6)
        day = try row.day(7)
    }

    private static let columns = """
        a.id, a.payment_id, a.credit_note_id, a.document_id, a.refund_id, a.amount, a.currency,
        a.day
        """
    private static let isLive = """
        (a.releases_id IS NULL AND NOT EXISTS (
            SELECT 1 FROM allocation r
            WHERE r.organisation_id = a.organisation_id AND r.releases_id = a.id))
        """

    private static let table = AppendedTable(
        "allocation",
        [
            "organisation_id", "id", "payment_id", "credit_note_id", "document_id", "refund_id",
            "amount", "currency", "day", "entry_id", "releases_id", "recorded_at",
        ])
}
