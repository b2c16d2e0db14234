import Insight
import Recognition
import Testing

@Suite("A code on a page")
struct CodeReadingTests {
    let pool = ReaderPool()

    private static func receipt(_ code: PrintedSquares) -> PrintedPaper {
        var paper = PrintedPaper.receipt
        paper.code = code
        return paper
    }

    @Test("is found in a picture, where it stands, and makes the print sure") func picture()
        async throws
    {
        let reading = try await pool.read(bytes: Self.receipt(.fiscal).picture(.jpeg))
        let code = try #require(reading.codes.first)
        #expect(code.text == PrintedSquares.fiscal.text)
        #expect(code.symbology == "QR-Code")
        // 205 to 205 + 2 x side points from the left, at 150 dots per inch.
        #expect(abs(code.box.x - 205 * 150 / 72) < 8)
        #expect(abs(code.box.width - 2 * PrintedSquares.fiscal.side * 150 / 72) < 12)
        #expect(reading.paper.total.value == "700.00" && reading.paper.total.source == .code)
        #expect(reading.paper.date.source == .code)
        // The form is of another country than the receipt, which says KES.
        #expect(reading.paper.warnings.map(\.field) == [.currency])
        await pool.shutDown()
    }

    @Test("that merely leads to an authority's server replaces nothing that is printed")
    func forged() async throws {
        let reading = try await pool.read(bytes: Self.receipt(.forged).picture(.jpeg))
        let facts = try #require(reading.codes.first?.facts)
        #expect(facts.kind == .other && facts.form == "efris.ura.go.ug")
        #expect(reading.paper.total.value == "700.00")
        #expect(reading.paper.total.source == .recognition)
        #expect(reading.paper.date.value == "2026-03-14")
        let total = reading.paper.warnings.first {
            $0.code == "code_disagrees" && $0.field == .total
        }
        #expect(total?.proposal == "713.40")
        await pool.shutDown()
    }

    @Test("of a PDF with a text layer is found too") func textLayer() async throws {
        let reading = try await pool.read(bytes: Self.receipt(.fiscal).pdf())
        #expect(reading.pages.first?.source == .textLayer)
        #expect(reading.codes.map(\.text) == [PrintedSquares.fiscal.text])
        #expect(reading.paper.total.source == .code)
        await pool.shutDown()
    }

    @Test("does not come out of a page that has none") func none() async throws {
        let reading = try await pool.read(bytes: PrintedPaper.receipt.picture(.png))
        #expect(reading.codes == [])
        #expect(reading.paper.total.source == .recognition)
        await pool.shutDown()
    }

    @Test("A page and its photograph have one look, two receipts of one form nearly so")
    func look() async throws {
        let page = try PrintedPaper.receipt.picture(.png)
        let again = try PrintedPaper.receipt.picture(.jpeg)
        var other = PrintedPaper.receipt
        other.lines = ["A WHOLLY DIFFERENT LETTER", "WITHOUT ANY AMOUNT", "BUT WITH A SIGNATURE"]
        let print = try #require(try await pool.preview(bytes: page).print)
        let second = try #require(try await pool.preview(bytes: again).print)
        let stranger = try #require(try await pool.preview(bytes: other.picture(.png)).print)
        #expect(print.likeness(to: second) > 950)
        #expect(print.likeness(to: stranger) < PicturePrint.sameThousandths)
        await pool.shutDown()
    }
}
