import Ledger

/// All documents, newest first.
public struct ListDocuments: Query {
    public let kind: DocumentKind?
    public let state: DocumentFilter?
    public let partyID: ID<Party>?
    public let search: String?
    public let after: String?
    public let limit: Int?

    public init(
        kind: DocumentKind? = nil, state: DocumentFilter? = nil, partyID: ID<Party>? = nil,
        search: String? = nil, after: String? = nil, limit: Int? = nil
    ) {
        self.kind = kind
        self.state = state
        self.partyID = partyID
        self.search = search
        self.after = after
        self.limit = limit
    }

    public static let declaration = Declaration(
        "document.list", "List documents, newest first.", .get("/api/documents"),
        access: .action(.readBooks), refusals: [.cursorUnknown], fields: fields)

    static let fields: [String: FieldNote] = [
        "kind": FieldNote("Only documents of this kind."),
    ].merging(listFields) { first, _ in first }

    static let listFields: [String: FieldNote] = [
        "state": FieldNote("A state, `open` for all that waits for money, or `overdue`."),
        "party_id": FieldNote("Only documents of this customer or supplier."),
        "search": FieldNote(
            "Part of a number, or of the party's name now or formerly.", maximumLength: 100),
        "after": Cursor.note, "limit": Cursor.limitNote,
    ]

    public static let isOneStatement = true

    public func answer(in view: View) throws -> WrittenReply<Page<DocumentItem>> {
        try DocumentListing(
            kind: kind, state: state, party: partyID, search: search, after: after, limit: limit
        ).answer(in: view)
    }
}
