import Ledger
import Storage

/// Takes money off a document again; it becomes the party's credit.
public struct ReleaseAllocation: Command {
    public let id: ID<Settled>
    public let day: Day?
    public let reason: String

    public init(id: ID<Settled>, day: Day? = nil, reason: String) {
        self.id = id
        self.day = day
        self.reason = reason
    }

    public static let declaration = Declaration(
        "allocation.release", "Take money off a document; it becomes credit.",
        .post("/api/allocations/:id/release"), access: .action(.recordPayments),
        refusals: [.allocationUnknown, .alreadyReleased, .hasRefund, .reversedBefore, .dayInFuture],
        fields: ["day": VoidDocument.fields["day"], "reason": VoidDocument.fields["reason"]]
            .compactMapValues { $0 })

    public func perform(in work: any Work) throws -> Settled {
        let found = try AllocationRow.find(id.rebound(to: AllocationRow.self), in: work)
        guard let found else {
            throw Refusal(.allocationUnknown, "No allocation has this id.")
        }
        guard found.isLive, let documentID = found.row.document else {
            throw Refusal(.alreadyReleased, "It has been released already.")
        }
        let day = day ?? work.today
        try Settling.checkHasCome(day, in: work)
        var touched = TouchedDocuments()
        try touched.release(found.row, in: work)
        try found.row.release(on: day, reason: reason, in: work)
        let after = try StoredDocument.require(documentID, in: work)
        try touched.record(reason: reason, in: work)
        return Settled(
            id: id,
            document: after.item(
                number: after.number, state: after.settlement.state, open: after.open))
    }
}
