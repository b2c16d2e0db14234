import Insight

/// What one paper holds: its words, page by page, and the fields that the rules justify.
public struct Reading: Sendable {
    /// The type that the bytes show, whatever the file is called: `image/jpeg`, `image/png`,
    /// `image/tiff`, `application/pdf` or `application/xml`.
    public var mediaType: String
    /// Empty for XML, which needs no words.
    public var pages: [PageWords]
    public var paper: ExtractedPaper

    public init(mediaType: String, pages: [PageWords], paper: ExtractedPaper) {
        self.mediaType = mediaType
        self.pages = pages
        self.paper = paper
    }
}
