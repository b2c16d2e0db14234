/// Where a job stands.
public enum JobState: String, Codable, Sendable, CaseIterable {
    /// Waits for its time and a free worker.
    case queued
    case running
    case done
    /// Failed for good and waits for a person: retry or discard.
    case dead
    /// A person decided that it shall not be done.
    case discarded
}
