/// What the card of a fitted model says of its use: one text, by which a page knows that it is no
/// uploader's own words.
public enum StandardLimits {
    public static let ofTable = """
        For applicants like those of the table and for the same outcome. Used only after a \
        second person has approved it. Attributes that the law protects must not be among the \
        features.
        """
}
