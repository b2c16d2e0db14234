/// Decides from words and where they stand what a paper says. A value that neither a label nor
/// arithmetic supports stays nil: nothing is invented.
public enum FieldExtraction {
    public static func extract(
        from pages: [PageWords], hints: ExtractionHints = ExtractionHints()
    ) -> ExtractedPaper {
        ExtractedPaper()
    }
}
