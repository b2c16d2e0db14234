import Wire

/// Where a page of a list ended. Opaque to clients, and only good for the list that gave it.
struct Cursor: Hashable {
    let parts: [String]

    init(_ parts: [String]) { self.parts = parts }

    /// Reads the text that a client sent back; `start` is where a list begins without one.
    init(_ text: String?, start: [String]) throws {
        guard let text else {
            parts = start
            return
        }
        guard let bytes = Base64URL.decode(text), !bytes.contains(0),
            let joined = String(validating: bytes, as: UTF8.self)
        else { throw Self.unknown }
        parts = joined.split(separator: Self.separator, omittingEmptySubsequences: false)
            .map(String.init)
        guard parts.count == start.count else { throw Self.unknown }
    }

    var text: String {
        Base64URL.encode(Array(parts.joined(separator: String(Self.separator)).utf8))
    }

    subscript(_ index: Int) -> String { parts[index] }

    /// A part that is a whole number.
    func integer(_ index: Int) throws -> Int64 {
        guard let value = Int64(parts[index]) else { throw Self.unknown }
        return value
    }

    /// Above every day, name and identifier.
    static let end = "\u{10FFFF}"
    /// Above every instant.
    static let lastInstant = String(Int64.max)

    static let usualLimit = 50
    static let note = FieldNote("The `next` of the page before.", maximumLength: 1_000)
    static let limitNote = FieldNote("Rows in a page; 50 unless given.", range: 1...200)

    private static let separator: Character = "\u{1F}"
    private static let unknown = Refusal(
        .cursorUnknown, "This is not the `next` of a page of this list; begin without `after`.",
        at: "/after")
}
