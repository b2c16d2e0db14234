import Ledger

/// A picture, PDF or e-invoice that somebody captured, before and after it became a document.
public struct Paper: Codable, Sendable {
    public var id: ID<Paper>
    public var state: PaperState
    public var fileName: String
    public var mediaType: String
    /// Bytes as kept.
    public var size: Int
    /// Of the bytes as kept; a picture's camera notes are not kept.
    public var sha256: String
    /// Of the bytes as they were sent.
    public var sentSha256: String
    /// Pages, and the first page's upright size in pixels, once it has been read.
    public var pages: Int?
    public var width: Int?
    public var height: Int?
    public var attempts: Int
    public var createdAt: Instant
    public var changedAt: Instant
    public var reading: PaperReading?
    public var failure: PaperFailure?
    /// Present when the same file was sent before: the paper that stands for both.
    public var duplicateOf: ID<Paper>?
    /// The document that it was attached to or that accepting it made.
    public var documentID: ID<Document>?
    /// The document, void since, that it had been accepted for last; only where one paper is asked
    /// for.
    public var formerDocumentID: ID<Document>?
    /// Its steps in order; only where one paper is asked for.
    public var events: [PaperEvent]?
    /// What it may repeat; only where one paper is asked for.
    public var duplicates: [PaperDuplicate]?
    /// How well it witnesses its document; only of an accepted paper that is asked for.
    public var evidence: Evidence?
}

/// Why the machine could not read it. The code is stable.
public struct PaperFailure: Codable, Sendable, Equatable {
    public var code: String
    public var detail: String
}

/// One step in the life of a paper.
public struct PaperEvent: Codable, Sendable {
    public var state: PaperState
    public var at: Instant
    public var attempt: Int
    public var code: String?
    public var detail: String?
    public var userID: ID<User>?
}
