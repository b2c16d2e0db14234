import Insight
import Ledger
import Storage

/// Papers and documents that a paper may repeat. With values, as a person would book it now.
public struct ListDuplicates: Query {
    public let id: ID<Paper>
    public let supplier: String?
    public let number: String?
    public let date: Day?
    public let total: String?
    public let currency: Currency?

    public init(
        id: ID<Paper>, supplier: String? = nil, number: String? = nil, date: Day? = nil,
        total: String? = nil, currency: Currency? = nil
    ) {
        self.id = id
        self.supplier = supplier
        self.number = number
        self.date = date
        self.total = total
        self.currency = currency
    }

    public static let declaration = Declaration(
        "paper.duplicates", "List what a paper may repeat, and why.",
        .get("/api/papers/:id/duplicates"), access: .action(.readPapers),
        refusals: [.paperUnknown],
        fields: [
            "id": FieldNote("The paper."),
            "supplier": FieldNote("As it would be booked; as read unless given."),
            "number": FieldNote("The supplier's own number."),
            "date": FieldNote("The day on the paper."),
            "total": FieldNote("A decimal amount."),
            "currency": FieldNote("Of the total."),
        ])

    public func answer(in view: View) throws -> Page<PaperDuplicate> {
        let owner = view.actor.organisation
        guard let (paper, _) = try Paper.find(id, of: owner, in: view.snapshot) else {
            throw Refusal(.paperUnknown, "There is no such paper.")
        }
        var search = DuplicateSearch(
            organisation: owner, paper: paper,
            identity: try DuplicateSearch.identity(of: id, owner, in: view.snapshot))
        search.identity.supplier = supplier ?? search.identity.supplier
        search.identity.number = number ?? search.identity.number
        search.identity.day = date ?? search.identity.day
        if let total, let currency = currency ?? search.identity.total?.currency {
            search.identity.total = try? Money(decimal: total, currency: currency)
        }
        return Page(items: try search.run(in: view.snapshot), next: nil)
    }
}

/// A paper or document that may be the same purchase, with the reasons to think so.
public struct PaperDuplicate: Codable, Sendable, Equatable {
    /// `picture`, `number` or `amount`, the strongest first.
    public let reasons: [String]
    /// Of the pictures, 0 to 1.
    public let likeness: Double?
    /// None for a document that was typed.
    public let paperID: ID<Paper>?
    public let state: PaperState?
    /// The document that came of it, if one did.
    public let documentID: ID<Document>?
    public let documentNumber: String?
    public let supplier: String?
    public let number: String?
    public let date: Day?
    public let total: Money?
}

extension PaperDuplicate {
    static let all: [AnyOperation] = [.query(ListDuplicates.self)]
}
