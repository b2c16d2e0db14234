import Insight
import Testing

@Suite("What the words of a paper justify")
struct FieldExtractionTests {
    static let english = """
            MAMA NJERI TRADING LIMITED
               (Reg No. 204118-K)
               MOI AVENUE 12,
               00100 NAIROBI
             TEL 020 555 0101
        RECEIPT NO: CS-00417
        DATE: 14/03/2026      10:22
        MAIZE FLOUR      2  120.00   240.00
        COOKING OIL      1  310.00   310.00
        SUB TOTAL                    550.00
        VAT 16%                       88.00
        TOTAL KSH                    638.00
        CASH                       1,000.00
        CHANGE                       362.00
        """

    @Test("A complete receipt gives all its fields, each with the box of its words")
    func complete() throws {
        let paper = PrintedPage.read(Self.english)
        #expect(paper.kind == .receipt)
        #expect(paper.supplier.value == "MAMA NJERI TRADING LIMITED")
        #expect(paper.supplierAddress.value == "MOI AVENUE 12, 00100 NAIROBI")
        #expect(paper.number.value == "CS-00417")
        #expect(paper.date.value == "2026-03-14")
        #expect(paper.currency.value == "KES")
        #expect(paper.subtotal.value == "550.00")
        #expect(paper.tax.value == "88.00")
        #expect(paper.total.value == "638.00")
        #expect(paper.total.box == Box(x: 310, y: 350, width: 60, height: 20))
        #expect(paper.total.page == 1)
        #expect(paper.total.source == .recognition)
        #expect(paper.warnings.isEmpty)
    }

    @Test("A total that was read as one word with its label is the total")
    func labelRunsIntoAmount() {
        let paper = PrintedPage.read(
            Self.english.replacing("TOTAL KSH                    638.00", with: "TOTALKSH638.00"))
        #expect(paper.total.value == "638.00")
        #expect(paper.tax.value == "88.00")
    }

    @Test("Article lines state a quantity only where quantity times price is the amount")
    func lines() throws {
        let lines = PrintedPage.read(Self.english).lines
        #expect(lines.map(\.amount) == ["240.00", "310.00"])
        #expect(lines.map(\.quantity) == ["2", "1"])
        #expect(lines.map(\.unitPrice) == ["120.00", "310.00"])
        #expect(lines.first?.description == "MAIZE FLOUR")
        let odd = PrintedPage.read(
            Self.english.replacing("2  120.00   240.00", with: "2  120.00   245.00"))
        #expect(odd.lines.first?.quantity == nil)
        #expect(odd.lines.first?.amount == "245.00")
    }

    static let till = """
                RUBIS ENERGY
            Jogoo Road, Nairobi
        -------------------------------------
        CASH SALE No: 23962
        Date: 20/11/2026                14:32
        -------------------------------------
        Diesel 38.5 L                 6506.50
        -------------------------------------
        TOTAL KES                     6506.50
        """

    @Test("A sale's number has many names, and lines that add up to the total are not doubted")
    func till() {
        let paper = PrintedPage.read(Self.till)
        #expect(paper.number.value == "23962")
        #expect(paper.lines.map(\.amount) == ["6506.50"])
        #expect(paper.total.value == "6506.50")
        #expect(paper.warnings.isEmpty)
        let two = Self.till.replacing(
            "Diesel 38.5 L                 6506.50",
            with: "Diesel                        5000.00\nAir filter                    1200.00")
        #expect(PrintedPage.read(two).warnings.map(\.code) == ["lines_differ"])
        let memo = PrintedPage.read(Self.till.replacing("CASH SALE No: ", with: "Voucher No. "))
        #expect(memo.number.value == "23962")
    }

    @Test("A receipt that is torn off above its total has none, and says so")
    func cropped() {
        let paper = PrintedPage.read(
            """
            MAMA NJERI TRADING LIMITED
            MOI AVENUE 12, NAIROBI
            DATE: 14/03/2026
            MAIZE FLOUR           240.00
            COOKING OIL           310.00
            """)
        #expect(paper.total.value == nil)
        #expect(paper.total.confidence == 0)
        #expect(paper.total.box == nil)
        #expect(paper.warnings.contains { $0.code == "total_missing" && $0.field == .total })
    }

    @Test("Paper without print gives nothing but a warning")
    func empty() {
        let paper = FieldExtraction.extract(
            from: [PageWords(number: 1, width: 10, height: 10, source: .recognition, words: [])])
        #expect(paper.kind == .unknown)
        #expect(FieldName.allCases.allSatisfy { paper[$0].value == nil })
        #expect(paper.warnings.map(\.code) == ["no_text"])
    }

    static let totals: [(name: String, text: String, total: String?)] = [
        ("a spoilt label", "SUGAR 4.00\nTEA 5.00\nT0TAI 9.00\nCASH 10.00\nCHANGE 1.00", "9.00"),
        ("rounding after the total",
            "TOTAL 80.91\nROUNDING -0.01\nTOTAL AFTER ROUNDING 80.90\nCASH 100.00\nCHANGE 19.10",
            "80.90"),
        ("a tax table with totals of its own",
            "TOTAL 42.40\nCASH 50.00\nCHANGE 7.60\nGST SUMMARY AMOUNT TAX\nSR 6% 40.00 2.40\n"
                + "TOTAL 40.00 2.40", "42.40"),
        ("a label on the line above", "SUGAR 3.00\nTEA 5.00\nGRAND TOTAL\nRM 8.00", "8.00"),
        ("Swahili", "SUKARI 150.00\nCHAI 50.00\nJUMLA KUU 200.00\nTASLIMU 500.00\nCHENJI 300.00",
            "200.00"),
        ("French", "SUCRE 1.50\nTHE 2,00\nTOTAL TTC 3,50\nESPECES 5,00\nRENDU 1,50", "3.50"),
        ("Malay", "GULA 3.00\nTEH 2.00\nJUMLAH RM5.00\nTUNAI 10.00\nBAKI 5.00", "5.00"),
        ("a number of articles", "TOTAL QTY 12\nTOTAL ITEMS 3\nSUGAR 4.00", nil),
    ]

    @Test("The amount to pay is found by label, place and sums", arguments: totals)
    func total(sample: (name: String, text: String, total: String?)) {
        #expect(PrintedPage.read(sample.text).total.value == sample.total, "\(sample.name)")
    }

    static let days: [(text: String, day: String?)] = [
        ("DATE: 25/12/2018", "2018-12-25"), ("DATE 25-12-18 09:30", "2018-12-25"),
        ("TARIKH 1/2/2019", "2019-02-01"), ("DATE 2019-02-01", "2019-02-01"),
        ("DATE: 5 MAR 2018", "2018-03-05"), ("DATE: 05MAR2018", "2018-03-05"),
        ("DATE MARCH 5, 2018", "2018-03-05"), ("LE 5 FEVRIER 2024", "2024-02-05"),
        ("TAREHE 7 AGOSTI 2025", "2025-08-07"), ("DATE 12/25/2018", "2018-12-25"),
        ("DATE: O1/O2/2O19", "2019-02-01"), ("DATE 01022019", "2019-02-01"),
        ("REF 01022019", nil), ("DATE 31/02/2019", nil), ("DATE 45/12/2018", nil),
        ("TEL 03-7734-3442", nil), ("VERSION 1.2.19", nil),
    ]

    @Test("A day is read in the ways people write it, and only where it exists", arguments: days)
    func date(sample: (text: String, day: String?)) {
        let text = "KARIBU STORES LIMITED\nMOI AVENUE 1, NAIROBI\n\(sample.text)\nTOTAL 5.00"
        #expect(PrintedPage.read(text).date.value == sample.day, "\(sample.text)")
    }

    @Test("Hints settle what the paper leaves open and change nothing else")
    func hints() {
        let text = "KARIBU STORES LIMITED\nDATE: 02/03/2026\nTOTAL 5.00"
        #expect(PrintedPage.read(text).date.value == "2026-03-02")
        let american = ExtractionHints(country: "US", currency: "USD")
        #expect(PrintedPage.read(text, hints: american).date.value == "2026-02-03")
        #expect(PrintedPage.read(text).currency.value == nil)
        #expect(PrintedPage.read(text, hints: american).currency.value == "USD")
        let early = ExtractionHints(today: "2026-01-31")
        #expect(PrintedPage.read(text, hints: early).date.value == nil)
        let named = text.replacing("TOTAL 5.00", with: "TOTAL KES 5.00")
        #expect(PrintedPage.read(named, hints: american).currency.value == "KES")
    }

    @Test("A day to pay by is not the day of the paper")
    func dueDate() {
        let paper = PrintedPage.read(
            """
            KARIBU STORES LIMITED
            INVOICE NO: 1044
            INVOICE DATE: 02/03/2026
            DUE DATE: 01/04/2026
            TOTAL KES 1,250.00
            """)
        #expect(paper.date.value == "2026-03-02")
        #expect(paper.dueDate.value == "2026-04-01")
        #expect(paper.number.value == "1044")
        #expect(paper.kind == .invoice)
        #expect(paper.total.value == "1250.00")
    }

    static let names: [(header: String, name: String)] = [
        ("BILLION SIX SON BHD\nNO 1, JALAN AMAN", "BILLION SIX SDN BHD"),
        ("| GOLDEN KEY ENTERPRISE (860671-D)\nLOT 5, JALAN AMAN", "GOLDEN KEY ENTERPRISE"),
        ("AIK HUAT HARDWARE (SETIA\nALAM) SDN BHD\nNO. 17, JALAN SETIA",
            "AIK HUAT HARDWARE (SETIA ALAM) SDN BHD"),
        ("KING'S BAKERY S/B 273500-U (KSB)\nNO.41, JALAN SERI", "KING'S BAKERY S/B"),
        ("TAX INVOICE\nUMOJA HARDWAPE LTD\nP.O. BOX 12, NAIROBI", "UMOJA HARDWARE LTD"),
    ]

    @Test("A name is cleaned of numbers and specks, and only its common words are corrected",
        arguments: names)
    func supplier(sample: (header: String, name: String)) {
        let text = sample.header + "\nTEL 03 5550101\nDATE 02/03/2026\nTOTAL 5.00"
        #expect(PrintedPage.read(text).supplier.value == sample.name)
    }

    static let addresses: [(header: String, address: String)] = [
        ("UMOJA TRADING LTD\nLOT 3, JALAN PELABUR 23/1,\n40300 SHAH ALAM,SELANEOR",
            "LOT 3, JALAN PELABUR 23/1, 40300 SHAH ALAM,SELANGOR"),
        ("UMOJA TRADING LTD\nCOMPANY NO 20965-W\n176 JLN SUNGEI BESI\n57100 KUALA LUMPUR\nSELANGOR",
            "176 JLN SUNGEI BESI, 57100 KUALA LUMPUR, SELANGOR"),
        ("UMOJA TRADING LTD\nUSJ SUMMIT, SUBANG (SS)\n22241 WS CUT SCISSORS 18.00\n1 5.00",
            "USJ SUMMIT, SUBANG (SS)"),
    ]

    @Test("An address is the lines under the name, without numbers of the firm and articles",
        arguments: addresses)
    func address(sample: (header: String, address: String)) {
        let text = sample.header + "\nTEL 03 5550101\nDATE 02/03/2026\nTOTAL 5.00"
        #expect(PrintedPage.read(text).supplierAddress.value == sample.address)
    }

    @Test("What two readings of a page agree on is shown with more confidence")
    func agreement() throws {
        var page = PrintedPage.words(Self.english)
        let other = PrintedPage.words(Self.english.replacing("638.00", with: "698.00"))
        page.alternative = other.words
        let doubted = FieldExtraction.extract(from: [page])
        page.alternative = page.words
        let agreed = FieldExtraction.extract(from: [page])
        #expect(agreed.total.value == "638.00")
        #expect(doubted.total.confidence < agreed.total.confidence)
        #expect(doubted.date.confidence == agreed.date.confidence)
    }

    @Test("The order in which a source names its words changes nothing")
    func orderOfWords() {
        var page = PrintedPage.words(Self.english)
        let straight = FieldExtraction.extract(from: [page])
        page.words = page.words.reversed().map { word in
            var word = word
            word.line = nil
            return word
        }
        #expect(FieldExtraction.extract(from: [page]) == straight)
    }
}
