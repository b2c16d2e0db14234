import Ledger
import Wire

/// Work that a command asked for, to be done after it and outside its transaction.
public struct Job: Sendable {
    public let id: String
    /// The organisation whose work it is; none for the installation's own.
    public let organisation: String?
    public let kind: String
    public let payload: JSONValue
    /// 1 for the first start; one that the death of its process cut off counts only after ten.
    public let attempt: Int
    public let attemptLimit: Int
    /// How often the process that ran it died.
    let interruptions: Int

    /// No further start follows when this one fails.
    public var isLastAttempt: Bool { attempt >= attemptLimit }
}

/// How a handler says that trying again cannot help.
public struct PermanentFailure: Error, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ reason: String) { description = reason }
}
