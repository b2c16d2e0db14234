/// What a code says, or why this reader does not say it.
public enum CodeContent: Equatable, Sendable {
    case text(String)
    case refused(Refusal)

    /// What is read without an error but is not for us.
    public enum Refusal: String, Sendable {
        /// Japanese in Shift JIS, for which the core carries no table.
        case kanji
        /// One of several codes that make a text together.
        case structuredAppend = "structured_append"
        /// Product codes of GS1 and other registers, whose text has rules of its own.
        case applicationIdentifier = "application_identifier"
        /// Text in a character set other than UTF-8 and ISO 8859-1.
        case characterSet = "character_set"
    }
}
