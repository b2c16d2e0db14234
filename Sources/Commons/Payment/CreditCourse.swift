import Ledger
import Storage

/// What is left of a payment, a credit note or a document's open amount, day by day. Money that was
/// used on one day and freed on a later one was gone in between: it counts from the day on which it
/// is there to stay.
struct CreditCourse {
    private let since: Day
    private let left: Money
    /// What was used by the end of each day on which that changed, in their order.
    private let used: [(day: Day, sum: Money)]

    /// - Parameters:
    ///   - since: the day of the payment or document.
    ///   - left: what is left after all that was ever recorded.
    init(
        _ side: AllocationRow.Side, since: Day, left: Money, of organisation: ID<Organisation>,
        in snapshot: any Snapshot
    ) throws {
        var sum = Money.zero(left.currency)
        var used: [(day: Day, sum: Money)] = []
        try snapshot.each(
            """
            SELECT a.day, CAST(SUM(a.amount) AS BIGINT) FROM allocation a
            WHERE a.organisation_id = $1 AND a.\(side.column) = $2 GROUP BY a.day ORDER BY a.day
            """, [.id(organisation), side.value]
        ) { row in
            sum = try sum.adding(
                Money(minorUnits: try row.integer(1), currency: left.currency))
            used.append((try row.day(0), sum))
        }
        self.since = since
        self.left = left
        self.used = used
    }

    /// Days on which there may be more of it than before, in their order.
    var days: [Day] { [since] + used.map(\.day) }

    /// The least that is left on the day or any later one; nothing before it was there.
    func left(from day: Day) throws -> Money {
        let zero = Money.zero(left.currency)
        guard day >= since else { return zero }
        let whole = try left.adding(used.last?.sum ?? zero)
        var most = used.last { $0.day <= day }?.sum ?? zero
        for later in used where later.day > day {
            if try most.isLess(than: later.sum) { most = later.sum }
        }
        return try whole.subtracting(most)
    }

    /// The first day from which so much of it may be used; none if there is never so much.
    func firstDay(for amount: Money) throws -> Day? {
        try days.first { day in try day >= since && !left(from: day).isLess(than: amount) }
    }

    /// - Throws: `day_too_early`; `above_credit` if there is never so much.
    func check(_ amount: Money, isThereOn day: Day) throws {
        guard try left(from: day).isLess(than: amount) else { return }
        guard let first = try firstDay(for: amount) else {
            throw Refusal(
                .aboveCredit, "\(left.decimal) is left of this credit.", at: "/amount")
        }
        throw Refusal.creditComes(on: first)
    }

    /// Taking back what it comes from takes all that is left of it.
    ///
    /// - Throws: `reversed_before`.
    func checkMayEnd(on day: Day) throws {
        guard try left(from: day).isLess(than: left), let first = try firstDay(for: left) else {
            return
        }
        throw Refusal(
            .reversedBefore, "What it settled was taken off it on \(first.iso); choose that day "
                + "or later.", at: "/day")
    }
}

extension Refusal {
    static func creditComes(on day: Day) -> Refusal {
        Refusal(
            .dayTooEarly, "The credit is there from \(day.iso) on; choose that day or later.",
            at: "/day")
    }
}

extension Credit {
    func course(
        of organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> CreditCourse {
        let side: AllocationRow.Side? =
            switch source {
            case .payment: ID(id).map { .payment($0) }
            case .creditNote: ID(id).map { .creditNote($0) }
            }
        guard let side else { throw StorageFault.engine("Credit of \(id) is nobody's.") }
        return try CreditCourse(side, since: day, left: left, of: organisation, in: snapshot)
    }
}
