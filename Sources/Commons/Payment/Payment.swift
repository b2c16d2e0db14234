import Ledger
import Storage
import Wire

/// Money that changed hands with a party.
public struct Payment: Codable, Sendable, Hashable {
    public enum Direction: String, Codable, Sendable, CaseIterable {
        case `in`, out
    }

    public let id: ID<Payment>
    public let direction: Direction
    public let party: PartyName
    public let accountID: ID<Account>
    public let day: Day
    public let amount: Money
    /// Tax that the payer kept back; it settles documents as the amount does.
    public let withheld: Money
    /// What settles nothing yet: the party's credit.
    public let unapplied: Money
    public let isRefund: Bool
    public let isVoid: Bool
    public let reference: String?
}

extension Payment {
    static let columns = """
        p.id, p.direction, p.party_id, y.name, p.account_id, p.day, p.amount, p.currency,
        p.withheld, \(PaymentSQL.unapplied), p.is_refund, \(PaymentSQL.isVoid), p.reference
        """

    init(_ row: any Row) throws {
        let currency = try row.currency(7)
        id = try row.id(0)
        direction = try row.choice(1)
        party = PartyName(id: try row.id(2), name: try row.text(3))
        accountID = try row.id(4)
        day = try row.day(5)
        amount = Money(minorUnits: try row.integer(6), currency: currency)
        withheld = Money(minorUnits: try row.integer(8), currency: currency)
        isRefund = try row.bool(10)
        isVoid = try row.bool(11)
        unapplied =
            isVoid || isRefund
            ? .zero(currency) : Money(minorUnits: try row.integer(9), currency: currency)
        reference = try row.textIfAny(12)
    }

    static func find(
        _ id: ID<Payment>, of organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> Payment? {
        try snapshot.first(
            """
            SELECT \(columns) FROM payment p
            JOIN party y ON y.organisation_id = p.organisation_id AND y.id = p.party_id
            WHERE p.organisation_id = $1 AND p.id = $2
            """, [.id(organisation), .id(id)], Payment.init)
    }

    static func require(
        _ id: ID<Payment>, in work: any Work, at pointer: String? = nil
    ) throws -> Payment {
        guard let payment = try find(id, of: work.actor.organisation, in: work.transaction) else {
            throw Refusal(.paymentUnknown, "No payment has this id.", at: pointer)
        }
        return payment
    }

    func insert(in work: any Work) throws {
        work.transaction.append(
            [
                .id(work.actor.organisation), .id(id), .text(direction.rawValue), .id(party.id),
                .id(accountID), .day(day), .integer(amount.minorUnits),
                .text(amount.currency.code), .integer(withheld.minorUnits), .bool(isRefund),
                .text(reference), .id(work.actor.user), .instant(work.now),
            ], to: Self.table)
    }

    /// The same with so much of it that settles nothing.
    func leaving(_ unapplied: Money, isVoid: Bool = false) -> Payment {
        Payment(
            id: id, direction: direction, party: party, accountID: accountID, day: day,
            amount: amount, withheld: withheld, unapplied: unapplied, isRefund: isRefund,
            isVoid: isVoid, reference: reference)
    }

    var subject: Subject { Subject(kind: "payment", id: id.text) }

    private static let table = AppendedTable(
        "payment",
        [
            "organisation_id", "id", "direction", "party_id", "account_id", "day", "amount",
            "currency", "withheld", "is_refund", "reference", "created_by", "created_at",
        ])
}

/// Sums over `payment p`.
enum PaymentSQL {
    static let unapplied = """
        CAST(p.amount + p.withheld - COALESCE((
            SELECT SUM(s.amount) FROM allocation s
            WHERE s.organisation_id = p.organisation_id AND s.payment_id = p.id), 0) AS BIGINT)
        """
    static let isVoid = """
        EXISTS (
            SELECT 1 FROM entry v
            WHERE v.organisation_id = p.organisation_id AND v.payment_id = p.id
                AND v.kind = 'void')
        """
}
