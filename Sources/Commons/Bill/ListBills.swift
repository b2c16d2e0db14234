import Ledger

/// All bills, newest first.
public struct ListBills: Query {
    public let state: DocumentFilter?
    public let partyID: ID<Party>?
    public let search: String?
    public let after: String?
    public let limit: Int?

    public init(
        state: DocumentFilter? = nil, partyID: ID<Party>? = nil, search: String? = nil,
        after: String? = nil, limit: Int? = nil
    ) {
        self.state = state
        self.partyID = partyID
        self.search = search
        self.after = after
        self.limit = limit
    }

    public static let declaration = Declaration(
        "bill.list", "List bills, newest first.", .get("/api/bills"),
        access: .action(.readBooks), refusals: [.cursorUnknown],
        fields: ListDocuments.listFields)

    public static let isOneStatement = true

    public func answer(in view: View) throws -> WrittenReply<Page<DocumentItem>> {
        try DocumentListing(
            kind: .bill, state: state, party: partyID, search: search, after: after, limit: limit
        ).answer(in: view)
    }
}
