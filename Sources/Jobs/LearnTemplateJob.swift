import Commons

/// Learns where a supplier's papers carry their values, after one of them was accepted.
public struct LearnTemplateJob: JobHandler {
    public let kind = LearnTemplatePayload.kind
    public let limit = 1
    private let teacher: TemplateTeacher

    public init(teacher: TemplateTeacher) { self.teacher = teacher }

    public func run(_ payload: LearnTemplatePayload, job: Job) async throws {
        try await teacher.learn(payload, job: job.id)
    }
}
