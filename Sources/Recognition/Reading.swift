import Insight

/// What one paper holds: its words, page by page, and the fields that the rules justify.
public struct Reading: Sendable {
    /// The type that the bytes show, whatever the file is called: `image/jpeg`, `image/png`,
    /// `image/tiff`, `application/pdf` or `application/xml`.
    public var mediaType: String
    /// Empty for XML, which needs no words.
    public var pages: [PageWords]
    public var paper: ExtractedPaper
    /// QR codes and bar codes; what they state is in the fields of `paper` already.
    public var codes: [PrintedCode] = []

    public init(mediaType: String, pages: [PageWords], paper: ExtractedPaper) {
        self.mediaType = mediaType
        self.pages = pages
        self.paper = paper
    }

    /// From what a reader answered. The XML inside of a PDF is what its sender's machine wrote,
    /// so it goes before codes, and codes go before the words; when the XML cannot be read, the
    /// words stand with a warning.
    init(
        mediaType: String, pages: [PageWords], pageCount: Int, codes: [PrintedCode],
        attachment: [UInt8], hints: ExtractionHints
    ) {
        var paper = FieldExtraction.extract(
            from: pages, hints: hints, reader: ModelFolder.layoutReader)
        if !attachment.isEmpty {
            do throws(RecognitionFailure) {
                let read = paper
                paper = try ElectronicInvoice.paper(from: attachment)
                paper.warn(whereVisible: read)
            } catch {
                paper.warnings.append(
                    ExtractionWarning(
                        code: "embedded_xml_unreadable",
                        message: "The invoice inside the PDF was not used: \(error.message)"))
            }
        }
        paper.prefer(codes)
        if pageCount > pages.count {
            paper.warnings.append(
                ExtractionWarning(
                    code: "pages_left_out",
                    message: "Only \(pages.count) of \(pageCount) pages were read."))
        }
        self.init(mediaType: mediaType, pages: pages, paper: paper)
        self.codes = codes
    }
}
