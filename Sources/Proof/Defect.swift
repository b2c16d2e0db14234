/// What about a proof was changed, or never was right.
public enum Defect: Equatable, Sendable {
    /// A part cannot be read.
    case format(ProofFormatError)
    /// The public key is not the one that the statement names.
    case issuerKey
    /// The signature is not of this statement by this key.
    case statementSignature
    /// A disclosed field is not the one that was committed to.
    case field(String)
    /// The commitments are not those of the statement.
    case commitments
    /// The checkpoint is not one that this issuer's log signs.
    case checkpoint
    case checkpointSignature
    /// The statement is not in the log that the checkpoint describes.
    case inclusion
    /// The status is about another statement or by another issuer.
    case status
    case statusSignature

    /// A stable, lowercase code; a field's name follows a colon.
    public var code: String {
        switch self {
        case .format(let error): "format:\(error.part.code)"
        case .issuerKey: "issuer_key"
        case .statementSignature: "statement_signature"
        case .field(let name): "field:\(name)"
        case .commitments: "commitments"
        case .checkpoint: "checkpoint"
        case .checkpointSignature: "checkpoint_signature"
        case .inclusion: "inclusion"
        case .status: "status"
        case .statusSignature: "status_signature"
        }
    }

    /// One English sentence.
    public var message: String {
        switch self {
        case .format(let error): Self.message(for: error)
        case .issuerKey: "The public key is not the one that the statement names."
        case .statementSignature: "The statement is not what the issuer signed."
        case .field(let name): "The field \(name) is not what the issuer committed to."
        case .commitments: "The list of committed fields is not the statement's."
        case .checkpoint: "The checkpoint is not one of the issuer's log."
        case .checkpointSignature: "The checkpoint is not what the log signed."
        case .inclusion: "The statement is not in the log that the checkpoint describes."
        case .status: "The status is about another statement."
        case .statusSignature: "The status is not what the issuer signed."
        }
    }

    private static func message(for error: ProofFormatError) -> String {
        var text = "The \(error.part.code) cannot be read"
        if let key = error.key { text += ": member \(key)" }
        if let offset = error.offset { text += " at byte \(offset)" }
        return text + "."
    }
}
