/// Why a picture's own structure cannot be followed. The text says what and where.
public struct PictureFault: Error, Sendable, Equatable {
    public let text: String

    public init(_ text: String) { self.text = text }
}
