import Ledger
import Storage
import Wire

/// One change to the books, the papers or the people: what it needs, who may ask for it, and what
/// it does inside one write transaction. Nothing else writes.
///
/// The stored properties are the request: body fields and path parameters, camelCase here and
/// snake_case on the wire. Optional properties may be left out; unknown ones are refused.
public protocol Command: Codable, Sendable {
    associatedtype Reply: Codable & Sendable

    static var declaration: Declaration { get }

    /// The amounts that the actor's limit is held against, if the command moves money.
    func amountAtStake(in work: any Work) throws -> Stake?

    /// What the command acts upon, where that can still change: a second person agrees to it as it
    /// was when the maker asked, and to nothing else.
    func matter(in work: any Work) throws -> JSONValue?

    /// What this changes for good, as who approves or voids does: at most one request to do so
    /// waits for a second person, and once it is done all that wait to change the same are closed.
    /// Nil where the same may be asked for several times.
    var step: Subject? { get }

    /// Refuses what could not be carried out now, before a second person is asked to agree to it.
    func precheck(in work: any Work) throws

    /// Does the work. Throwing a `Refusal` undoes all of it and answers the caller.
    func perform(in work: any Work) throws -> Reply
}

extension Command {
    public func amountAtStake(in work: any Work) throws -> Stake? { nil }
    public func matter(in work: any Work) throws -> JSONValue? { nil }
    public var step: Subject? { nil }
    public func precheck(in work: any Work) throws {}
}

/// One question to the books, answered from one snapshot.
public protocol Query: Codable, Sendable {
    associatedtype Reply: Codable & Sendable

    static var declaration: Declaration { get }
    /// Whether `answer` runs exactly one statement, so that no transaction is needed around it.
    static var isOneStatement: Bool { get }
    /// Whether the answer follows from who is signed in alone, so that it is remembered as long as
    /// the session is: whatever changes it calls `SessionDirectory.forgetAfterCommit`.
    static var isOfSession: Bool { get }

    /// Whether it asks what was known at an instant: then all that is recorded by `knownAt`, or by
    /// now, is committed before it is answered.
    static var isOfMoment: Bool { get }
    var knownAt: Instant? { get }

    func answer(in view: View) throws -> Reply
}

extension Query {
    public static var isOfMoment: Bool { false }
    public var knownAt: Instant? { nil }
    public static var isOneStatement: Bool { false }
    public static var isOfSession: Bool { false }
}
