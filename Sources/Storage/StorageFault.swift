/// What storage can refuse or fail at. Each has a text that an operator can act on.
public enum StorageFault: Error, Sendable, Equatable {
    /// The writer's inbox is full; try again after this many seconds.
    case overloaded(retryAfter: Int)
    /// A uniqueness, foreign-key, check or not-null rule of the schema refused the write.
    case constraint(String)
    /// A number left the 64 bits of its column; nothing of the command was kept.
    case outOfRange(String)
    /// A column did not hold the type that was asked for.
    case column(Int, wanted: String)
    /// The place cannot be used: network file system, not writable, unknown URL; or its disk has
    /// failed, and nothing is written until it is opened again.
    case unusable(String)
    /// The disk has no room; nothing of the command was kept. Writing goes on by itself as soon as
    /// there is room.
    case full(String)
    /// Another process owns the place, and is named.
    case owned(String)
    /// The engine reported a failure; nothing of the command was kept.
    case engine(String)
    /// The connection or the disk failed while the commit was under way: the command may have been
    /// kept or not. Look before trying again, or try again under the same idempotency key.
    case unknownOutcome(String)
    /// The database server cannot be reached now; nothing of the command was kept. Try again after
    /// this many seconds.
    case unavailable(String, retryAfter: Int)
    /// The database is closing and takes no more work.
    case closed
}

extension StorageFault {
    /// Whether the place is at fault, so that the next write would likely meet the same.
    var isOfPlace: Bool {
        switch self {
        case .unusable, .full, .unavailable, .unknownOutcome: true
        case .overloaded, .constraint, .outOfRange, .column, .owned, .engine, .closed: false
        }
    }
}

extension StorageFault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .overloaded(let seconds): "Too much waits to be written; try again in \(seconds) s."
        case .constraint(let rule): "The database refused this by its rule \(rule)."
        case .outOfRange(let reason): "A number left its range: \(reason)."
        case .column(let column, let wanted): "Column \(column) does not hold \(wanted)."
        case .unusable(let reason), .full(let reason), .owned(let reason),
            .engine(let reason), .unknownOutcome(let reason), .unavailable(let reason, _):
            reason
        case .closed: "The database is closed."
        }
    }
}
