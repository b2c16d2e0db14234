/// A snapshot that answers one statement: without a transaction, two would see two states.
final class SingleStatement: Snapshot {
    private let snapshot: any Snapshot
    private var isSpent = false

    init(of snapshot: any Snapshot) {
        self.snapshot = snapshot
    }

    var engine: Engine { snapshot.engine }

    func each(_ sql: String, _ values: [Value], _ body: (any Row) throws -> Void) throws {
        if isSpent {
            throw StorageFault.engine("A read of one statement asked for a second one: \(sql)")
        }
        isSpent = true
        try snapshot.each(sql, values, body)
    }
}
