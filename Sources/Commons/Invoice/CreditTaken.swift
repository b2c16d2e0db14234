import Ledger
import Storage

/// What the credit notes of an invoice have taken back so far, void ones apart.
struct CreditTaken {
    struct Line {
        var quantity: Int64 = 0
        var net: Int64 = 0
        /// None of it for less than the line's own price.
        var isFullPrice = true
    }

    /// By position of the invoice's line.
    private(set) var lines: [Int: Line] = [:]
    /// By code.
    private(set) var taxes: [String: (base: Int64, amount: Int64)] = [:]
    private(set) var payable: Int64 = 0

    init(from invoice: StoredDocument, in work: any Work) throws {
        let key: [Value] = [.id(work.actor.organisation), .id(invoice.id)]
        let notes = DocumentSQL.takes(from: "$2", of: "$1")
        let prices = try work.transaction.rows(
            """
            SELECT position, unit_price FROM document_line
            WHERE organisation_id = $1 AND document_id = $2
            """, key) { (Int(try $0.integer(0)), try $0.integer(1)) }
        let price = Dictionary(uniqueKeysWithValues: prices)
        try work.transaction.each(
            """
            SELECT l.original_position, CAST(SUM(l.quantity) AS BIGINT),
                CAST(SUM(l.net) AS BIGINT), MIN(l.unit_price)
            FROM document d
            JOIN document_line l
                ON l.organisation_id = d.organisation_id AND l.document_id = d.id
            WHERE \(notes) GROUP BY l.original_position
            """, key
        ) { row in
            let position = Int(try row.integer(0))
            lines[position] = Line(
                quantity: try row.integer(1), net: try row.integer(2),
                isFullPrice: try row.integer(3) == price[position])
        }
        try work.transaction.each(
            """
            SELECT t.code, CAST(SUM(t.base) AS BIGINT), CAST(SUM(t.amount) AS BIGINT)
            FROM document d
            JOIN document_tax t
                ON t.organisation_id = d.organisation_id AND t.document_id = d.id
            WHERE \(notes) GROUP BY t.code
            """, key
        ) { taxes[try $0.text(0)] = (try $0.integer(1), try $0.integer(2)) }
        payable = try work.transaction.first(
            "SELECT \(DocumentSQL.taken(from: "$2", of: "$1"))", key, { try $0.integer(0) }) ?? 0
    }

    /// Adds a quantity that is about to be taken back.
    mutating func add(_ quantity: Int64, at position: Int, isFullPrice: Bool) {
        lines[position, default: Line()].quantity = quantity
        if !isFullPrice { lines[position]?.isFullPrice = false }
    }
}

extension CreditTaken {
    /// What it leaves of the invoice, with the quantities added to it taken.
    func rest(
        of invoice: StoredDocument, _ stored: [StoredLine], _ storedTaxes: [StoredTax]
    ) throws -> CreditRest {
        let currency = invoice.currency
        func left(_ whole: Money, _ taken: Int64) throws -> Money {
            try whole.subtracting(Money(minorUnits: taken, currency: currency))
        }
        let rests = try stored.enumerated().map { position, stored in
            let taken = lines[position] ?? Line()
            return CreditRest.Line(
                net: try left(stored.net, taken.net),
                ends: taken.quantity == stored.line.quantity.millionths && taken.isFullPrice)
        }
        let taxRests = try storedTaxes.map { tax in
            let taken = taxes[tax.tax.code] ?? (0, 0)
            let bearers = zip(stored, rests).filter { $0.0.line.taxes.contains(tax.tax.code) }
            return CreditRest.Tax(
                code: tax.tax.code, base: try left(tax.base, taken.base),
                amount: try left(tax.amount, taken.amount),
                ends: bearers.allSatisfy(\.1.ends))
        }
        return CreditRest(
            lines: rests, taxes: taxRests, payable: try left(invoice.amounts.payable, payable),
            isMixed: stored.contains { $0.line.quantity.millionths < 0 })
    }
}
