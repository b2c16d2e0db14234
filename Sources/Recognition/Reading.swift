import Insight

/// What one paper holds: its words, page by page, and the fields that the rules justify.
public struct Reading: Sendable {
    /// The type that the bytes show, whatever the file is called: `image/jpeg`, `image/png`,
    /// `image/tiff`, `application/pdf` or `application/xml`.
    public var mediaType: String
    /// All pages of the file; empty for XML, which needs no words.
    public var pages: [PageWords]
    public var paper: ExtractedPaper
    /// QR codes and bar codes of the paper; what they state is in the fields of `paper` already.
    public var codes: [PrintedCode] = []
    /// How many of `pages` are those of `paper`: where another paper follows in the same file, its
    /// pages are shown and nothing is taken from them.
    public private(set) var ownPageCount: Int

    public var ownPages: [PageWords] { Array(pages.prefix(ownPageCount)) }

    public init(mediaType: String, pages: [PageWords], paper: ExtractedPaper) {
        self.mediaType = mediaType
        self.pages = pages
        self.paper = paper
        ownPageCount = pages.count
    }

    /// From what a reader answered. The XML inside of a PDF is what its sender's machine wrote, so
    /// it goes before codes and words; what it leaves out, and all where it cannot be used, is
    /// read from the page.
    init(
        mediaType: String, pages: [PageWords], pageCount: Int, codes: [PrintedCode],
        stated: StatedInvoice?, sheetCount: Int, hints: ExtractionHints
    ) {
        let own = PaperBoundary.pagesOfFirstPaper(pages, hints: hints)
        let paper = pages.isEmpty
            ? nil
            : FieldExtraction.extract(
                from: Array(pages.prefix(own)), hints: hints, reader: ModelFolder.layoutReader)
        self.init(
            mediaType: mediaType, pages: pages, paper: Self.paper(stated, besides: paper))
        ownPageCount = own
        let numbers = Set(ownPages.map(\.number))
        self.codes = codes.filter { pages.isEmpty || numbers.contains($0.page) }
        self.paper.prefer(self.codes)
        warn(pageCount: pageCount, sheetCount: sheetCount)
    }

    private static func paper(
        _ stated: StatedInvoice?, besides read: ExtractedPaper?
    ) -> ExtractedPaper {
        switch (stated, read) {
        case (nil, let read): return read ?? ExtractedPaper()
        case (.paper(let paper), nil): return paper
        case (.paper(let paper), let read?): return paper.completed(by: read)
        case (.unusable(let failure), let read):
            var paper = read ?? ExtractedPaper()
            paper.warnings.append(
                ExtractionWarning(
                    code: "embedded_xml_unreadable",
                    message: "The invoice inside the PDF was not used: \(failure.message)"))
            return paper
        }
    }

    private mutating func warn(pageCount: Int, sheetCount: Int) {
        if ownPageCount < pages.count {
            paper.warnings.append(
                ExtractionWarning(
                    code: "several_papers",
                    message: "Another paper begins on page \(pages[ownPageCount].number): only "
                        + "what stands before it was taken. Send the others as files of their own."
                ))
        }
        if sheetCount > 1 {
            paper.warnings.append(
                ExtractionWarning(
                    code: "several_papers",
                    message: "\(sheetCount) sheets lie on this picture, and only one was read. "
                        + "Send each by itself."))
        }
        if pageCount > pages.count {
            paper.warnings.append(
                ExtractionWarning(
                    code: "pages_left_out",
                    message: "Only \(pages.count) of \(pageCount) pages were read."))
        }
    }
}
