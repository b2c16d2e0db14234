import Wire

/// What a card says was found about its table or its model, as a code with its facts, so that a
/// page says it in the reader's language.
public struct CardFinding: Codable, Sendable {
    /// A word, or a figure.
    public struct Fact: Codable, Sendable {
        public let name: String
        public let text: String?
        public let number: Double?
    }

    /// As `commons train` names it; absent in cards of earlier releases and of other programs.
    public let code: String?
    public let column: String?
    public let facts: [Fact]
    /// The same in English.
    public let text: String

    /// A finding for each warning: a card whose `findings` are not of its `warnings` has sentences
    /// alone, so that none of them is kept from its reader.
    static func all(of card: JSONValue) -> [CardFinding] {
        let warnings = card["warnings"]?.array?.compactMap(\.string) ?? []
        let findings = card["findings"]?.array ?? []
        let isOfWarnings = findings.count == warnings.count
        return warnings.enumerated().map { place, text in
            CardFinding(text, isOfWarnings ? findings[place] : .null)
        }
    }

    private init(_ text: String, _ said: JSONValue) {
        self.text = text
        code = said["code"]?.string
        column = said["column"]?.string
        facts = (said["facts"]?.members ?? []).map { name, value in
            Fact(name: name, text: value.string, number: value.double)
        }
    }
}
