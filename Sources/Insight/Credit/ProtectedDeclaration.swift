import Wire

/// What a model's card says of features that only look as if the law protected them: by feature,
/// what it is about in its maker's words (`male` and `female` are of plugs). Whoever approves the
/// model agrees to it. It never counts for a name that can mean nothing else (`gender`).
public enum ProtectedDeclaration {
    /// The member of `card.json`: an object of texts by feature.
    public static let member: StaticString = "not_protected"
    public static let mostLetters = 300

    /// By feature, as the card names it; none where the card has no such member. What is no reason
    /// counts for nothing.
    public static func reasons(in card: JSONValue?) -> [String: String] {
        var reasons: [String: String] = [:]
        for (name, value) in card?[member.description]?.members ?? [] {
            if let reason = value.string, isReason(reason) { reasons[name] = reason }
        }
        return reasons
    }

    /// Whether it is a line of words that a second person can read and that turns nothing beside
    /// it: three letters and more, at most 300, without control characters.
    public static func isReason(_ text: String) -> Bool {
        var letters = 0
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0...0x1F, 0x7F...0x9F, 0x61C, 0x200B...0x200F, 0x2028...0x202E,
                0x2060...0x206F, 0xFEFF:
                return false
            default: letters += scalar.properties.isAlphabetic ? 1 : 0
            }
        }
        return letters > 2 && text.unicodeScalars.count <= mostLetters
    }
}
