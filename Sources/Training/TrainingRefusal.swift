/// Why a table cannot be trained on, or why nothing can train here.
public struct TrainingRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    public let description: String
    public init(_ description: String) { self.description = description }
}
