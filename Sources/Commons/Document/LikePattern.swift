/// A pattern for `LIKE ... ESCAPE '!'` that holds the text itself, whatever signs it has.
enum LikePattern {
    static func containing(_ text: String) -> String { "%\(escape(text))%" }

    private static func escape(_ text: String) -> String {
        var escaped = ""
        for character in text {
            if character == "%" || character == "_" || character == "!" { escaped.append("!") }
            escaped.append(character)
        }
        return escaped
    }
}
