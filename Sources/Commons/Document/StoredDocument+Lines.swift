import Ledger
import Storage

/// A line as it stands in the books.
struct StoredLine {
    let line: DocumentLine
    let net: Money
    let discount: Rate
}

/// A tax of a document with what it comes to.
struct StoredTax {
    let tax: Tax
    let base: Money
    let amount: Money
}

extension StoredDocument {
    func lines(
        of organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> [StoredLine] {
        try snapshot.rows(
            """
            SELECT description, quantity, unit_price, discount, taxes, account_id, net
            FROM document_line WHERE organisation_id = $1 AND document_id = $2 ORDER BY position
            """, [.id(organisation), .id(id)]
        ) { row in
            let discount = Rate(partsPerMillion: try row.integer(3))
            return StoredLine(
                line: DocumentLine(
                    description: try row.text(0),
                    quantity: Quantity(millionths: try row.integer(1)),
                    unitPrice: UnitPrice(millionths: try row.integer(2), currency: currency),
                    adjustments: discount == .zero ? [] : [.init(.allowance, .percent(discount))],
                    taxes: try row.text(4).split(separator: " ").map(String.init),
                    account: row.isNull(5) ? nil : try row.id(5)),
                net: Money(minorUnits: try row.integer(6), currency: currency),
                discount: discount)
        }
    }

    func taxes(
        of organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> [StoredTax] {
        try snapshot.rows(
            """
            SELECT code, category, rate, is_compound, is_withholding, is_recoverable, base, amount
            FROM document_tax WHERE organisation_id = $1 AND document_id = $2 ORDER BY position
            """, [.id(organisation), .id(id)]
        ) { row in
            StoredTax(
                tax: Tax(
                    code: try row.text(0), category: try row.choice(1),
                    rate: Rate(partsPerMillion: try row.integer(2)),
                    isCompound: try row.bool(3), isWithholding: try row.bool(4),
                    isRecoverable: try row.bool(5)),
                base: Money(minorUnits: try row.integer(6), currency: currency),
                amount: Money(minorUnits: try row.integer(7), currency: currency))
        }
    }

    /// What issuing it, or taking it back, moves: what it comes to, and besides what its lines
    /// below zero take from one account for another.
    func stake(in work: any Work) throws -> Stake {
        let below = try lines(of: work.actor.organisation, in: work.transaction)
            .map(\.net).filter(\.isNegative)
        return Stake(
            try BooksMoney.sum(
                [amounts.payable] + below.map { try BooksMoney.opposite($0) }, currency))
    }

    /// The core's document, from which the totals follow again.
    func document(
        of organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> Document {
        Document(
            kind: kind, currency: currency,
            lines: try lines(of: organisation, in: snapshot).map(\.line),
            taxes: try taxes(of: organisation, in: snapshot).map(\.tax),
            pricing: pricing, taxRounding: taxRounding)
    }
}
