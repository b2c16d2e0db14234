import Wire

/// A text that we hand out and must know again, without a row of its own: parts, and a keyed mark
/// over them and over what they are bound to, which the text does not repeat.
struct MarkedText {
    let parts: [String]
    /// Of a text that somebody sent; nil for one that is being made.
    private let mark: [UInt8]?

    init(_ parts: String...) {
        self.parts = parts
        mark = nil
    }

    /// From what somebody sent; nothing is known of it before `opens`.
    init?(_ text: String, parts count: Int) {
        let found = text.split(separator: ".").map(String.init)
        guard found.count == count + 1, let mark = Base64URL.decode(found[count]) else {
            return nil
        }
        parts = Array(found.prefix(count))
        self.mark = mark
    }

    func text(_ purpose: String, boundTo bound: String, _ secrets: ServerSecrets) -> String {
        core + "." + Base64URL.encode(secrets.mark(purpose, core + "." + bound))
    }

    /// Whether it was made here, for this purpose and bound to the same.
    func opens(_ purpose: String, boundTo bound: String, _ secrets: ServerSecrets) -> Bool {
        mark.map { secrets.isMark($0, of: purpose, core + "." + bound) } ?? false
    }

    private var core: String { parts.joined(separator: ".") }
}
