import Foundation
import Insight
import Recognition
import Testing

@Suite("Reading papers in the reader process")
struct ReadingTests {
    let pool = ReaderPool()

    @Test("A PDF is read from its own text, every box where the words stand")
    func textLayer() async throws {
        let reading = try await pool.read(bytes: PrintedPaper.receipt.pdf())
        let page = try #require(reading.pages.first)
        #expect(reading.mediaType == "application/pdf")
        #expect(page.source == .textLayer)
        // 300 x 420 points at 200 dots per inch.
        #expect(page.width == 833)
        #expect(page.height == 1167)
        #expect(reading.paper.total.value == "700.00")
        #expect(reading.paper.total.source == .textLayer)
        #expect(reading.paper.date.value == "2026-03-14")
        #expect(reading.paper.supplier.value == "MAMA NJERI TRADING LIMITED")
        #expect(reading.paper.currency.value == "KES")
        #expect(reading.paper.number.value == "CS-00417")
        await pool.shutDown()
    }

    @Test("A picture is read by recognition", arguments: [PrintedPaper.Picture.jpeg, .png, .tiff])
    func picture(kind: PrintedPaper.Picture) async throws {
        let reading = try await pool.read(bytes: PrintedPaper.receipt.picture(kind))
        let page = try #require(reading.pages.first)
        #expect(page.source == .recognition)
        #expect(page.width == 625)
        #expect(page.height == 875)
        #expect(reading.paper.total.value == "700.00")
        #expect(reading.paper.date.value == "2026-03-14")
        #expect(reading.paper.supplier.value == "MAMA NJERI TRADING LIMITED")
        let box = try #require(reading.paper.total.box)
        // The ninth line: its foot is 193 points above the bottom, 227 below the top.
        #expect(abs(box.bottom - 227 * 150 / 72) < 12)
        await pool.shutDown()
    }

    @Test("Receipts beside each other are cut out one by one, and each is read by itself")
    func severalSheets() async throws {
        var other = PrintedPaper.receipt
        other.lines[0] = "BARAKA HARDWARE LIMITED"
        other.lines[8] = "TOTAL KES            815.50"
        let table = try PrintedPaper.picture(
            of: PrintedPaper.table(of: [.receipt, other]), .jpeg)
        let sheets = try await pool.sheets(bytes: table)
        #expect(sheets.count == 2)
        var found: [String] = []
        for sheet in sheets {
            let paper = try await pool.read(bytes: sheet).paper
            found.append("\(paper.supplier.value ?? "?"): \(paper.total.value ?? "?")")
        }
        #expect(
            found == ["MAMA NJERI TRADING LIMITED: 700.00", "BARAKA HARDWARE LIMITED: 815.50"])
        // One paper, and a page that its sender's machine wrote, are left whole.
        #expect(try await pool.sheets(bytes: PrintedPaper.receipt.picture(.png)).isEmpty)
        #expect(try await pool.sheets(bytes: PrintedPaper.receipt.pdf()).isEmpty)
        await pool.shutDown()
    }

    @Test("A picture that the camera stored on its side is read upright, boxes in upright pixels")
    func orientation() async throws {
        var sideways = PrintedPaper.receipt
        sideways.rotation = 270
        let stored = PrintedPaper.withEXIF(
            try sideways.picture(.jpeg), orientation: 6, place: "1.2921S 36.8219E")
        let reading = try await pool.read(bytes: stored)
        let page = try #require(reading.pages.first)
        #expect(page.width == 625)
        #expect(page.height == 875)
        #expect(reading.paper.total.value == "700.00")
        await pool.shutDown()
    }

    @Test("Without any hint the page is turned by what can be read", arguments: [1, 2, 3])
    func unknownDirection(quarterTurns: Int) async throws {
        var sideways = PrintedPaper.receipt
        sideways.rotation = 360 - 90 * quarterTurns
        let picture = try sideways.picture(.png)
        let reading = try await pool.read(bytes: picture)
        let page = try #require(reading.pages.first)
        #expect(page.quarterTurns == quarterTurns)
        #expect(page.width == 625)
        #expect(page.height == 875)
        #expect(reading.paper.total.value == "700.00")
        let box = try #require(reading.paper.total.box)
        #expect(abs(box.bottom - 227 * 150 / 72) < 12)
        let preview = try await pool.preview(bytes: picture, quarterTurns: page.quarterTurns)
        #expect(preview.width == 625)
        #expect(preview.height == 875)
        await pool.shutDown()
    }

    @Test("A preview carries no metadata of the original and is upright")
    func preview() async throws {
        var sideways = PrintedPaper.receipt
        sideways.rotation = 270
        let secret = "1.2921S 36.8219E"
        let stored = PrintedPaper.withEXIF(
            try sideways.picture(.jpeg), orientation: 6, place: secret)
        #expect(Data(stored).range(of: Data(secret.utf8)) != nil)
        let preview = try await pool.preview(bytes: stored, longestSide: 400)
        #expect(preview.width == 625)
        #expect(preview.height == 875)
        #expect(preview.jpeg.starts(with: [0xFF, 0xD8]))
        #expect(Data(preview.jpeg).range(of: Data(secret.utf8)) == nil)
        #expect(Data(preview.jpeg).range(of: Data("Exif".utf8)) == nil)
        let size = try PaperFormat.inspect(preview.jpeg).size
        #expect(size == PictureSize(width: 286, height: 400))
        await pool.shutDown()
    }

    @Test("The XML inside of a PDF goes before its visible words")
    func embeddedXML() async throws {
        var paper = PrintedPaper.receipt
        paper.attachment = ("factur-x.xml", InvoiceText.crossIndustry(total: "713.40"))
        let reading = try await pool.read(bytes: paper.pdf())
        #expect(reading.paper.total.value == "713.40")
        #expect(reading.paper.total.source == .xml)
        #expect(reading.paper.total.confidence == 1)
        #expect(!reading.pages.isEmpty)
        await pool.shutDown()
    }

    @Test("A PDF whose inner XML is broken keeps its words and says so")
    func brokenXML() async throws {
        var paper = PrintedPaper.receipt
        paper.attachment = ("factur-x.xml", "<CrossIndustryInvoice><open>")
        let reading = try await pool.read(bytes: paper.pdf())
        #expect(reading.paper.total.value == "700.00")
        #expect(reading.paper.warnings.contains { $0.code == "embedded_xml_unreadable" })
        await pool.shutDown()
    }
}
