import Ledger
import Storage
import Wire

/// An invoice as its buyer is asked about it: what a buyer must see, and nothing else of the books.
public struct AcknowledgedInvoice: Codable, Sendable, Equatable {
    public struct Line: Codable, Sendable, Equatable {
        public let description: String
        public let quantity: Quantity
        public let unitPrice: UnitPrice
        public let discount: Rate?
        /// Codes of taxes.
        public let taxes: [String]
        public let net: Money
    }

    public struct TaxLine: Codable, Sendable, Equatable {
        public let code: String
        public let rate: Rate
        public let amount: Money
    }

    public let seller: String
    public let buyer: String
    public let number: String
    public let day: Day
    public let dueDay: Day?
    public let currency: Currency
    public let lines: [Line]
    public let taxes: [TaxLine]
    public let amounts: DocumentAmounts
    /// What credit notes have taken back.
    public let credited: Money
    /// What the buyer owes by this invoice; payments are not taken off.
    public let owed: Money
    /// The seller's words to the buyer.
    public let note: String?
}

extension AcknowledgedInvoice {
    /// Nil for what is no issued invoice of the organisation.
    static func find(
        _ id: ID<Document>, of organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> AcknowledgedInvoice? {
        guard let stored = try StoredDocument.find(id, of: organisation, in: snapshot),
            stored.kind == .invoice, let number = stored.number
        else { return nil }
        let key: [Value] = [.id(organisation), .id(id)]
        let seller = try snapshot.first(
            "SELECT name FROM organisation WHERE id = $1", [.id(organisation)]
        ) { try $0.text(0) }
        let credited = try snapshot.first(
            "SELECT \(DocumentSQL.taken(from: "$2", of: "$1"))", key
        ) { Money(minorUnits: try $0.integer(0), currency: stored.currency) }
        let back = credited ?? .zero(stored.currency)
        return AcknowledgedInvoice(
            seller: seller ?? "", buyer: stored.party.name, number: number, day: stored.day,
            dueDay: stored.dueDay, currency: stored.currency,
            lines: try stored.lines(of: organisation, in: snapshot).map { line in
                Line(
                    description: line.line.description, quantity: line.line.quantity,
                    unitPrice: line.line.unitPrice,
                    discount: line.discount == .zero ? nil : line.discount,
                    taxes: line.line.taxes, net: line.net)
            },
            taxes: try stored.taxes(of: organisation, in: snapshot).map { tax in
                TaxLine(code: tax.tax.code, rate: tax.tax.rate, amount: tax.amount)
            },
            amounts: stored.amounts, credited: back,
            owed: try stored.amounts.payable.subtracting(back), note: stored.note)
    }

    /// What is kept and hashed: equal invoices have equal bytes.
    var canonicalBytes: [UInt8] {
        get throws { try WireEncoder.value(self).canonicalBytes }
    }
}
