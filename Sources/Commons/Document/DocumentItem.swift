import Ledger
import Storage
import Wire

/// One row of a list of documents.
public struct DocumentItem: Codable, Sendable, Hashable {
    public let id: ID<Document>
    public let kind: DocumentKind
    /// Absent while it is a draft.
    public let number: String?
    public let supplierNumber: String?
    public let party: PartyName
    public let day: Day
    public let dueDay: Day?
    /// What it asks for.
    public let total: Money
    /// What of it is still to be settled; nothing on a draft or a void document.
    public let open: Money
    public let state: DocumentState
}

extension DocumentItem {
    /// From the columns of `DocumentSQL.itemColumns`.
    init(_ row: any Row) throws {
        let settlement = try Settlement(item: row)
        id = try row.id(0)
        kind = try row.choice(1)
        number = try row.textIfAny(2)
        supplierNumber = try row.textIfAny(3)
        party = PartyName(id: try row.id(4), name: try row.text(5))
        day = try row.day(6)
        dueDay = row.isNull(7) ? nil : try row.day(7)
        total = settlement.payable
        open = settlement.shownOpen
        state = settlement.state
    }

    /// The same as JSON, straight from the row: the busiest list of the product.
    static func write(_ row: any Row, to writer: inout JSONWriter) throws {
        let settlement = try Settlement(item: row)
        writer.beginObject()
        writer.key("id")
        writer.string(try row.text(0))
        writer.key("kind")
        writer.string(try row.text(1))
        if let number = try row.textIfAny(2) {
            writer.key("number")
            writer.string(number)
        }
        if let supplierNumber = try row.textIfAny(3) {
            writer.key("supplier_number")
            writer.string(supplierNumber)
        }
        writer.key("party")
        writer.beginObject()
        writer.key("id")
        writer.string(try row.text(4))
        writer.key("name")
        writer.string(try row.text(5))
        writer.endObject()
        writer.key("day")
        writer.string(try row.text(6))
        if let dueDay = try row.textIfAny(7) {
            writer.key("due_day")
            writer.string(dueDay)
        }
        writer.key("total")
        settlement.payable.write(to: &writer)
        writer.key("open")
        settlement.shownOpen.write(to: &writer)
        writer.key("state")
        writer.string(settlement.state.rawValue)
        writer.endObject()
    }
}

extension Settlement {
    fileprivate init(item row: any Row) throws {
        let currency = try row.currency(8)
        let credited = try row.integer(12)
        try self.init(
            row.isNull(10) ? .draft : try row.bool(13) ? .void : .issued,
            payable: Money(minorUnits: try row.integer(9), currency: currency),
            paid: Money(minorUnits: try row.integer(11) - credited, currency: currency),
            credited: Money(minorUnits: credited, currency: currency),
            writtenOff: .zero(currency))
    }

    /// Only an issued document asks for anything.
    var shownOpen: Money { life == .issued ? open : .zero(payable.currency) }
}
