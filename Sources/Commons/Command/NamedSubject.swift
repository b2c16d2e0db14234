import Ledger
import Storage
import Wire

/// What an id stands for today, so that whoever agrees to a request or reads the trail need not
/// know ids by heart.
public struct NamedSubject: Codable, Sendable {
    public enum Kind: String, Codable, Sendable, CaseIterable {
        case account, document, entry, model, paper, party, payment, person
    }

    public let id: String
    public let kind: Kind
    /// A document's number with its party, an account's code with its name, an entry's words, a
    /// paper's file name.
    public let name: String
    public let day: Day?
    public let amount: Money?

    /// An entry of the journal may name five hundred accounts; whoever agrees reads no more.
    static let most = 500

    /// Those of the organisation that these payloads name.
    static func all(
        in payloads: [JSONValue], of organisation: ID<Organisation>, _ snapshot: any Snapshot
    ) throws -> [String: NamedSubject] {
        try all(payloads.flatMap(\.ids), of: organisation, snapshot)
    }

    /// Those of the organisation that have these ids.
    static func all(
        _ ids: [String], of organisation: ID<Organisation>, _ snapshot: any Snapshot
    ) throws -> [String: NamedSubject] {
        let known = Set(ids).sorted().prefix(most)
        guard !known.isEmpty else { return [:] }
        let places = (0..<known.count).map { "$\($0 + 2)" }.joined(separator: ", ")
        let values: [Value] = [.id(organisation)] + known.map { .text($0) }
        var found: [String: NamedSubject] = [:]
        for kind in Kind.allCases {
            try snapshot.each(
                "\(kind.query) WHERE s.organisation_id = $1 AND s.id IN (\(places))", values
            ) { row in
                let subject = try NamedSubject(kind, row)
                found[subject.id] = subject
            }
        }
        return found
    }

    private init(_ kind: Kind, _ row: any Row) throws {
        id = try row.text(0)
        self.kind = kind
        name = try [row.textIfAny(1), row.textIfAny(2)].compactMap { $0 }.joined(separator: " · ")
        day = row.isNull(3) ? nil : try row.day(3)
        amount = row.isNull(4)
            ? nil : Money(minorUnits: try row.integer(4), currency: try row.currency(5))
    }
}

extension NamedSubject.Kind {
    /// Its id, two parts of its name, its day, and its amount in a currency, of a row `s`.
    fileprivate var query: String {
        switch self {
        case .account:
            "SELECT s.id, s.code, s.name, NULL, NULL, NULL FROM account s"
        case .document:
            """
            SELECT s.id, COALESCE(s.number, s.supplier_number), p.name, s.day, s.payable,
                s.currency
            FROM document s
            JOIN party p ON p.organisation_id = s.organisation_id AND p.id = s.party_id
            """
        case .entry:
            "SELECT s.id, s.description, NULL, s.day, NULL, NULL FROM entry s"
        case .model:
            "SELECT s.id, s.name, NULL, NULL, NULL, NULL FROM model s"
        case .paper:
            "SELECT s.id, s.file_name, NULL, NULL, NULL, NULL FROM paper s"
        case .party:
            "SELECT s.id, s.name, NULL, NULL, NULL, NULL FROM party s"
        case .payment:
            """
            SELECT s.id, p.name, s.reference, s.day, s.amount, s.currency
            FROM payment s
            JOIN party p ON p.organisation_id = s.organisation_id AND p.id = s.party_id
            """
        case .person:
            """
            SELECT s.id, s.name, NULL, NULL, NULL, NULL FROM (
                SELECT u.id, m.organisation_id, u.name FROM membership m
                JOIN user_account u ON u.id = m.user_id) s
            """
        }
    }
}

extension JSONValue {
    /// The ids among its texts, each once, in the order in which it names them.
    var ids: [String] {
        var (known, ids): (Set<String>, [String]) = ([], [])
        collect { id in if known.insert(id).inserted { ids.append(id) } }
        return ids
    }

    private func collect(_ found: (String) -> Void) {
        switch self {
        case .string(let text): if ID<NamedSubject>(text) != nil { found(text) }
        case .array(let values): for value in values { value.collect(found) }
        case .object(let members): for (_, value) in members { value.collect(found) }
        default: break
        }
    }
}
