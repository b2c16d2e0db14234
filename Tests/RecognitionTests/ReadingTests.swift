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

    @Test("A short receipt that lies on its head is turned, though figures read either way")
    func onItsHead() async throws {
        let upsideDown = PrintedPaper(
            lines: [
                "CITY MART LTD", "MOI AVENUE, NAIROBI", "RECEIPT NO: 00451",
                "DATE: 14/03/2026 10:22", "", "SHOES          3,200.00",
                "BELT             800.00", "TOTAL          4,000.00", "CASH           5,000.00",
                "CHANGE         1,000.00",
            ], rotation: 180)
        let reading = try await pool.read(bytes: upsideDown.picture(.png))
        #expect(reading.pages.first?.quarterTurns == 2)
        #expect(reading.paper.supplier.value == "CITY MART LTD")
        #expect(reading.paper.total.value == "4000.00")
        await pool.shutDown()
    }

    @Test("A picture of plenty of pixels is read at half its size, in little memory")
    func large() async throws {
        let picture = try PrintedPaper.receipt.picture(.jpeg, dotsPerInch: 1200)
        #expect(try PaperFormat.inspect(picture).size == PictureSize(width: 5000, height: 7000))
        let reading = try await pool.read(bytes: picture)
        #expect(reading.paper.total.value == "700.00")
        let page = try #require(reading.pages.first)
        #expect(page.width == 2500 && page.height == 3500)
        let preview = try await pool.preview(bytes: picture)
        #expect(preview.width == 2500 && preview.height == 3500)
        #expect(try await pool.mostMemory() < 300_000)
        await pool.shutDown()
    }

    @Test("A bare page is said to be one, without four readings and Tesseract's")
    func bare() async throws {
        let bare = try PrintedPaper(lines: []).picture(.jpeg)
        let reading = try await pool.read(bytes: bare)
        #expect(reading.paper.warnings.map(\.code) == ["no_text"])
        #expect(try await pool.mostMemory() < 150_000)
        // One line of print is enough to be read.
        let line = try PrintedPaper(lines: ["TOTAL KES 700.00"]).picture(.jpeg)
        #expect(try await pool.read(bytes: line).paper.total.value == "700.00")
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
        paper.attachment = ("factur-x.xml", Array(InvoiceText.crossIndustry(total: "713.40").utf8))
        let reading = try await pool.read(bytes: paper.pdf())
        #expect(reading.paper.total.value == "713.40")
        #expect(reading.paper.total.source == .xml)
        #expect(reading.paper.total.confidence == 1)
        #expect(!reading.pages.isEmpty)
        await pool.shutDown()
    }

    /// The receipt with an electronic invoice inside.
    private func read(_ xml: [UInt8]) async throws -> ExtractedPaper {
        var paper = PrintedPaper.receipt
        paper.attachment = ("factur-x.xml", xml)
        return try await pool.read(bytes: paper.pdf()).paper
    }

    private static let declared = "<!DOCTYPE a [<!ENTITY b \"9\">]>"

    static let unusable: [(name: String, xml: [UInt8])] = [
        ("broken", Array("<CrossIndustryInvoice><open>".utf8)),
        ("an empty invoice", Array("<CrossIndustryInvoice/>".utf8)),
        ("no invoice", Array("<recipe><egg/></recipe>".utf8)),
        (
            "entities in UTF-16",
            [0xFF, 0xFE] + utf16(declared + "<Invoice><ID>&b;</ID></Invoice>")
        ),
        (
            "entities in UTF-16, the other way round",
            [0xFE, 0xFF] + utf16(declared + "<Invoice><ID>&b;</ID></Invoice>", isBig: true)
        ),
    ]

    private static func utf16(_ text: String, isBig: Bool = false) -> [UInt8] {
        text.utf16.flatMap { unit in
            let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
            return isBig ? [high, low] : [low, high]
        }
    }

    @Test(
        "A PDF whose inner XML cannot be used keeps all its words and says so", arguments: unusable)
    func unusableXML(one: (name: String, xml: [UInt8])) async throws {
        let paper = try await read(one.xml)
        #expect(paper.total.value == "700.00", "\(one.name)")
        #expect(paper.number.value == "CS-00417" && paper.date.value == "2026-03-14")
        #expect(paper.warnings.contains { $0.code == "embedded_xml_unreadable" }, "\(one.name)")
    }

    @Test("What an electronic invoice leaves out is read from the page, and said")
    func partialXML() async throws {
        let xml = """
            <CrossIndustryInvoice><ExchangedDocument><ID>F-9</ID><TypeCode>380</TypeCode>
            </ExchangedDocument></CrossIndustryInvoice>
            """
        let paper = try await read(Array(xml.utf8))
        #expect(paper.number.value == "F-9" && paper.number.source == .xml)
        #expect(paper.total.value == "700.00" && paper.total.source == .textLayer)
        #expect(paper.date.value == "2026-03-14")
        #expect(paper.supplier.value == "MAMA NJERI TRADING LIMITED")
        #expect(!paper.lines.isEmpty)
        let warning = paper.warnings.first { $0.code == "xml_incomplete" }
        #expect(warning?.message.contains("day, seller, currency, total") != nil)
    }

    @Test("Amounts of the page do not stand beside another total of its electronic invoice")
    func otherSum() async throws {
        let xml = """
            <Invoice><ID>F-9</ID><LegalMonetaryTotal><TaxInclusiveAmount>999.00
            </TaxInclusiveAmount></LegalMonetaryTotal></Invoice>
            """
        let paper = try await read(Array(xml.utf8))
        #expect(paper.total.value == "999.00")
        for name in [FieldName.currency, .subtotal, .tax] { #expect(paper[name].value == nil) }
        #expect(paper.lines.isEmpty)
        #expect(paper.warnings.contains { $0.code == "xml_disagrees" && $0.field == .total })
    }

    @Test("An electronic invoice in UTF-16, or in one byte a letter, is read as its letters stand")
    func encodings() async throws {
        let text = InvoiceText.crossIndustry(total: "713.40")
            .replacing("Njeri &amp; Co", with: "Njéri’s")
        let wide = try await read([0xFF, 0xFE] + Self.utf16(text))
        #expect(wide.supplier.value == "Njéri’s" && wide.total.value == "713.40")
        let narrow = text.replacing("UTF-8", with: "Windows-1252").unicodeScalars.map { scalar in
            scalar == "’" ? 0x92 : UInt8(scalar.value)
        }
        #expect(try await read(narrow).supplier.value == "Njéri’s")
    }

    @Test("Two papers in one file are not mixed, and the second is named")
    func severalPapers() async throws {
        var other = PrintedPaper.receipt
        other.lines[0] = "BARAKA HARDWARE LIMITED"
        other.lines[3] = "CASH SALE RECEIPT NO: CS-00981"
        other.lines[4] = "DATE: 20/03/2026 16:40"
        other.lines[8] = "TOTAL KES            815.50"
        let reading = try await pool.read(bytes: PrintedPaper.pdf(of: [.receipt, other]))
        #expect(reading.pages.count == 2 && reading.ownPages.count == 1)
        #expect(reading.paper.total.value == "700.00")
        #expect(reading.paper.supplier.value == "MAMA NJERI TRADING LIMITED")
        #expect(reading.paper.number.value == "CS-00417")
        let warning = reading.paper.warnings.first { $0.code == "several_papers" }
        #expect(warning?.message.contains("page 2") == true)
        await pool.shutDown()
    }

    @Test("A paper that goes on over two pages is one")
    func onePaper() async throws {
        var (first, second) = (PrintedPaper.receipt, PrintedPaper.receipt)
        first.lines.removeLast(3)
        second.lines.removeSubrange(5..<8)
        for pages in [[first, second], [.receipt, .receipt]] {
            let reading = try await pool.read(bytes: PrintedPaper.pdf(of: pages))
            #expect(reading.ownPages.count == 2)
            #expect(reading.paper.total.value == "700.00")
            #expect(reading.paper.warnings.allSatisfy { $0.code != "several_papers" })
        }
        await pool.shutDown()
    }

    @Test("A picture on which several sheets lie says that one was read")
    func sheetsSaid() async throws {
        let table = try PrintedPaper.picture(
            of: PrintedPaper.table(of: [.receipt, .receipt]), .jpeg)
        let reading = try await pool.read(bytes: table)
        #expect(reading.paper.warnings.contains { $0.code == "several_papers" })
        let one = try await pool.read(bytes: PrintedPaper.receipt.picture(.jpeg))
        #expect(one.paper.warnings.allSatisfy { $0.code != "several_papers" })
        await pool.shutDown()
    }
}

extension ReaderPool {
    /// The most memory that a reader which runs has had, in KiB.
    func mostMemory() throws -> Int {
        let reader = try #require(readerIdentifiers.first)
        let status = try String(contentsOfFile: "/proc/\(reader)/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM") })
        return try #require(Int(line.filter(\.isNumber)))
    }
}
