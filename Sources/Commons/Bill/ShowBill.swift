import Ledger

/// A bill with everything that belongs to it.
public struct ShowBill: Query {
    public let id: ID<Document>

    public init(id: ID<Document>) { self.id = id }

    public static let declaration = Declaration(
        "bill.read", "Show a bill.", .get("/api/bills/:id"), access: .action(.readBooks),
        refusals: [.documentUnknown])

    public func answer(in view: View) throws -> DocumentDetail {
        try DocumentDetail.find(id, .bill, in: view)
    }
}
