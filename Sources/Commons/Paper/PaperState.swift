/// Where a paper stands. `accepted` and `rejected` are ends; from `failed` it can be read again.
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
        case .accepted, .rejected: []
        }
    }
}
