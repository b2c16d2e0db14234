import Ledger

/// A seller's question to the buyer of an issued invoice: do you owe this? The buyer answers
/// through a link. What is asked about is the invoice as it stood then; what changes it afterwards
/// takes the force from the answer.
public struct Acknowledgement: Codable, Sendable, Equatable {
    public enum State: String, Codable, Sendable, CaseIterable {
        /// The link can be answered.
        case open
        case expired
        /// Ended by the seller, or replaced by another link.
        case withdrawn
        /// The invoice was credited or voided after it was asked.
        case lapsed
        /// The buyer owes it.
        case acknowledged
        case disputed
    }

    public let id: ID<Acknowledgement>
    public let documentID: ID<Document>
    public let state: State
    /// SHA-256 of what was asked about (`AcknowledgedInvoice`), in hexadecimal.
    public let contentSha256: String
    /// By name.
    public let askedBy: String?
    public let askedAt: Instant
    public let expiresAt: Instant
    public let endedAt: Instant?
    public let answer: BuyerAnswer?
}

extension Acknowledgement {
    /// What happened to it, for the timeline of its invoice.
    var steps: [DocumentDetail.Step] {
        var steps = [
            DocumentDetail.Step(kind: "asked", amount: nil, note: nil, by: askedBy, at: askedAt)
        ]
        if let endedAt {
            steps.append(
                DocumentDetail.Step(
                    kind: "ask_ended", amount: nil, note: nil, by: nil, at: endedAt))
        }
        if let answer {
            steps.append(
                DocumentDetail.Step(
                    kind: answer.choice == .owed ? "acknowledged" : "disputed", amount: nil,
                    note: answer.remark, by: answer.name, at: answer.at))
        }
        return steps
    }

    public static let all: [AnyOperation] = [
        .command(AskAcknowledgement.self), .command(WithdrawAcknowledgement.self),
        .procedure(OpenAcknowledgement.self), .procedure(AnswerAcknowledgement.self),
        .command(ConfirmAcknowledgement.self),
    ]
}

extension RefusalCode {
    public static let acknowledgementUnknown = RefusalCode(
        "acknowledgement_unknown", 404, "No such question to a buyer")
    public static let acknowledgementExpired = RefusalCode(
        "acknowledgement_expired", 410, "The link is too old")
    public static let acknowledgementWithdrawn = RefusalCode(
        "acknowledgement_withdrawn", 410, "The seller has ended the link")
    public static let acknowledgementLapsed = RefusalCode(
        "acknowledgement_lapsed", 410, "The invoice has changed since it was asked about")
    public static let acknowledgementAnswered = RefusalCode(
        "acknowledgement_answered", 409, "It was answered already")
    public static let acknowledgementGiven = RefusalCode(
        "acknowledgement_given", 409, "The buyer has acknowledged the invoice")
    public static let acknowledgementNeedless = RefusalCode(
        "acknowledgement_needless", 409, "Nothing is open on the invoice")
    public static let acknowledgementReason = RefusalCode(
        "acknowledgement_reason", 422, "A no says why, and a yes does not")
    public static let acknowledgementOwn = RefusalCode(
        "acknowledgement_own", 422, "A seller cannot answer for the buyer")
    public static let linkGuessable = RefusalCode(
        "link_guessable", 422, "The secret of the link can be guessed")

    static let acknowledgements: [RefusalCode] = [
        .acknowledgementUnknown, .acknowledgementExpired, .acknowledgementWithdrawn,
        .acknowledgementLapsed, .acknowledgementAnswered, .acknowledgementGiven,
        .acknowledgementNeedless, .acknowledgementReason, .acknowledgementOwn, .linkGuessable,
    ]
}
