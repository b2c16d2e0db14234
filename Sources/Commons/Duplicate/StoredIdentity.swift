import Insight
import Ledger
import Storage

/// What tells a paper from others of its supplier, as a row and as the rule compares it.
struct StoredIdentity: Sendable {
    var supplier: String?
    var number: String?
    var day: Day?
    var total: Money?

    var key: PaperIdentity {
        PaperIdentity(
            supplier: supplier.flatMap { SupplierKey($0) },
            number: number.flatMap { NumberKey($0) }, day: day, total: total)
    }

    init(supplier: String?, number: String?, day: Day?, total: Money?) {
        self.supplier = supplier
        self.number = number
        self.day = day
        self.total = total
    }

    /// As a machine read it; what is no day or no amount is left out.
    init(_ fields: PaperFields) {
        supplier = fields.supplier.value
        number = fields.number.value
        day = fields.date.value.flatMap { Day(iso: $0) }
        let currency = fields.currency.value.flatMap { Currency(code: $0) }
        if let value = fields.total.value, let currency {
            total = try? Money(decimal: value, currency: currency)
        }
    }

    static let columns = "i.supplier, i.number, i.day, i.total, i.currency"

    /// From five columns that begin at `first`.
    init(_ row: any Row, from first: Int) throws {
        supplier = try row.textIfAny(first)
        number = try row.textIfAny(first + 1)
        day = row.isNull(first + 2) ? nil : try row.day(first + 2)
        total = row.isNull(first + 3) ? nil : try row.money(first + 3, currency: first + 4)
    }

    func keep(for paper: ID<Paper>, in work: any Work) throws {
        try work.transaction.execute(
            """
            INSERT INTO paper_identity (organisation_id, paper_id, supplier, number, number_key,
                day, currency, total)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (organisation_id, paper_id) DO UPDATE SET supplier = excluded.supplier,
                number = excluded.number, number_key = excluded.number_key, day = excluded.day,
                currency = excluded.currency, total = excluded.total
            """,
            [
                .id(work.actor.organisation), .id(paper), .text(supplier), .text(number),
                .text(key.number?.text), .text(day?.iso), .text(total?.currency.code),
                .integer(total?.minorUnits),
            ])
    }
}
