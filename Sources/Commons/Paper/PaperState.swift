/// Where a paper stands. `rejected` is an end, and `accepted` as long as its document stands; from
/// `failed` it can be read again.
public enum PaperState: String, Codable, Sendable, CaseIterable {
    case queued
    case reading
    case toReview = "to_review"
    case accepted
    case rejected
    case failed

    /// The states that may follow this one.
    var successors: Set<PaperState> {
        switch self {
        case .queued: [.reading, .rejected, .failed]
        // A reading that was cut off begins again, or waits for its next attempt.
        case .reading: [.reading, .queued, .toReview, .failed]
        case .toReview: [.accepted, .rejected, .queued]
        case .failed: [.queued, .rejected]
        // Its document was voided.
        case .accepted: [.toReview]
        case .rejected: []
        }
    }
}
