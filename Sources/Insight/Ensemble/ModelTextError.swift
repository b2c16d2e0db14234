/// Why the text of a model cannot be read, and in which of its lines (counted from 1).
public struct ModelTextError: Error, Equatable, Sendable, CustomStringConvertible {
    public let line: Int
    public let message: String

    init(_ line: Int, _ message: String) {
        self.line = line
        self.message = message
    }

    public var description: String { "line \(line): \(message)" }
}
