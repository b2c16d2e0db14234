import Ledger
import Storage
import Wire

/// A document that is worked out and not yet in the books.
struct DocumentDraft {
    struct TaxRow {
        let tax: Tax
        let base: Money
        let amount: Money
    }

    let id: ID<Document>
    let party: PartyName
    var original: ID<Document>?
    var supplierNumber: String?
    let day: Day
    var dueDay: Day?
    var note: String?
    var source = DocumentSource.typed
    let document: Document
    /// The net amount of each line.
    let nets: [Money]
    let taxes: [TaxRow]
    let amounts: DocumentAmounts
    var hasStatedTax = false
    /// Of a credit note: the line of the original that each line takes back.
    var originalPositions: [Int] = []

    init(
        id: ID<Document>, party: PartyName, day: Day, document: Document, totals: DocumentTotals
    ) {
        self.id = id
        self.party = party
        self.day = day
        self.document = document
        nets = totals.lineNets
        let sums = totals.taxes + totals.withholding
        taxes = document.taxes.map { tax in
            let sum = sums.first { $0.tax.code == tax.code }
            return TaxRow(
                tax: tax, base: sum?.base ?? .zero(document.currency),
                amount: sum?.amount ?? .zero(document.currency))
        }
        amounts = DocumentAmounts(totals)
    }

    /// With amounts as a supplier's paper states them.
    init(
        id: ID<Document>, party: PartyName, day: Day, document: Document, nets: [Money],
        taxes: [TaxRow], amounts: DocumentAmounts
    ) {
        self.id = id
        self.party = party
        self.day = day
        self.document = document
        self.nets = nets
        self.taxes = taxes
        self.amounts = amounts
        hasStatedTax = true
    }

    /// As a list shows a draft.
    var item: DocumentItem {
        DocumentItem(
            id: id, kind: document.kind, number: nil, supplierNumber: supplierNumber,
            party: party, day: day, dueDay: dueDay, total: amounts.payable,
            open: .zero(document.currency), state: .draft)
    }

    var subject: Subject { Subject(kind: "document", id: id.text) }

    /// What the audit trail keeps of it.
    var trace: JSONValue {
        .object([
            ("kind", .string(document.kind.rawValue)), ("party_id", .string(party.id.text)),
            ("day", .string(day.iso)), ("due_day", dueDay.map { .string($0.iso) } ?? .null),
            ("supplier_number", supplierNumber.map { .string($0) } ?? .null),
            ("lines", .integer(Int64(document.lines.count))),
            ("total", .string(amounts.payable.decimal)),
            ("currency", .string(document.currency.code)),
        ])
    }
}
