import Testing

@testable import Insight

@Suite("Print that ends where the picture ends") struct CutPrintTests {
    /// Columns of 10 pixels from 20 on: amounts end in column 40.
    private static let whole = """
        CITY MART LTD
        Moi Avenue, Nairobi
        DATE: 14/03/2026 10:22
        Shoes                           7,860.00
        Belt                            4,843.00
        TOTAL                          12,703.00
        CASH                           13,703.00
        CHANGE                          1,000.00
        """

    /// The picture ends after so many columns; what lies beyond is lost.
    private func cut(_ columns: Int, margin: Int = 0) -> ExtractedPaper {
        let text = Self.whole.split(separator: "\n").map { String($0.prefix(columns)) }
        return PrintedPage.read(
            text.joined(separator: "\n"), width: 20 + 10 * columns + margin)
    }

    @Test("A total whose last figures may be missing is doubtful, and says so", arguments: 34...40)
    func edge(columns: Int) {
        let paper = cut(columns)
        #expect(paper.total.confidence < 0.5, "\(paper.total)")
        guard paper.total.value != nil else { return }
        #expect(paper.warnings.contains { $0.code == "edge_cut" && $0.field == .total })
    }

    @Test("A margin beside the print says that nothing is missing") func margin() {
        let paper = cut(40, margin: 12)
        #expect(paper.total.value == "12703.00")
        #expect(paper.total.confidence > 0.95)
        #expect(paper.warnings.isEmpty)
    }

    @Test("A decimal comma on all amounts of a country that writes points is doubted, too")
    func notation() {
        let paper = cut(36, margin: 100)
        #expect(paper.total.value == "12.70")
        #expect(paper.total.confidence < 0.5)
        #expect(paper.warnings.contains { $0.code == "edge_cut" })
        let german = Self.whole.replacing("Moi Avenue, Nairobi", with: "Hauptstr. 5, 10115 Berlin")
        let text = german.split(separator: "\n").map { String($0.prefix(36)) }
        let written = PrintedPage.read(text.joined(separator: "\n"))
        #expect(written.total.value == "12.70")
        #expect(written.total.confidence > 0.9)
    }

    @Test("A page of a text layer has no edge that cuts") func textLayer() {
        var page = PrintedPage.words(Self.whole, width: 420)
        page.source = .textLayer
        let paper = FieldExtraction.extract(from: [page])
        #expect(paper.total.confidence > 0.9)
        #expect(!paper.warnings.contains { $0.code == "edge_cut" })
    }

    @Test("An amount that has lost its first figures is none") func beheaded() {
        #expect(AmountReader.number(Fold.upper(",200.00")) == nil)
        #expect(AmountReader.number(Fold.upper(",5.00"))?.thousandths == 5_000)
    }

    @Test("A subtotal that nothing follows is hardly the total") func torn() {
        let paper = PrintedPage.read(
            """
            CITY MART LTD
            Moi Avenue, Nairobi
            DATE: 14/03/2026
            Shoes                     3,200.00
            Belt                        800.00
            SUBTOTAL                  4,000.00
            """)
        #expect(paper.total.confidence < 0.5)
    }
}
