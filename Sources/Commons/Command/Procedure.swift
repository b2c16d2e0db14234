/// An operation of several steps that cannot be one transaction: signing in hashes a password
/// between a read and a write, on a thread that holds no lock; a score or a forecast is computed
/// before its record is kept. Everything that changes books,
/// papers or people is a `Command`.
public protocol Procedure: Codable, Sendable {
    associatedtype Reply: Codable & Sendable

    static var declaration: Declaration { get }

    func run(in scene: Scene) async throws -> Reply
}

/// The answer of what has nothing to say.
public struct Done: Codable, Sendable {
    public init() {}
}
