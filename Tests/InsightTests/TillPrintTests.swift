import Testing

@testable import Insight

@Suite("What tills print in their own way") struct TillPrintTests {
    private func read(_ text: String) -> ExtractedPaper { PrintedPage.read(text) }

    private static let head = """
        TUMAINI SUPERMARKET LIMITED
        MOI AVENUE 12, 00100 NAIROBI
        CASH SALE RECEIPT NO: CS-00417
        DATE: 14/03/2026 10:22
        SUGAR 1KG                    150.00

        """

    @Test(
        "The amount to pay has short names too",
        arguments: [
            ("DUE                          150.00", "150.00"),
            ("NET AMT                      150.00", "150.00"),
            ("AMT PAID INCL. GST :         150.00", "150.00"),
            ("TOTAL INCLUDES GST 0%        150.00", "150.00"),
        ])
    func names(label: String, total: String) {
        #expect(read(Self.head + label).total.value == total)
    }

    @Test("DUE names no amount where another word stands beside it")
    func day() {
        let paper = read(Self.head + "DUE DATE                     150.00")
        #expect(paper.total.value == nil)
    }

    @Test("What was paid is the total where the subtotal is the same and nothing is called total")
    func paidSubtotal() {
        let paper = read(
            Self.head + """
                SUBTOTAL                     150.00
                CASH                         150.00
                """)
        #expect(paper.total.value == "150.00")
    }

    @Test("A time of day and a firm's number are no amounts")
    func numbers() {
        let text = """
            TUMAINI SUPERMARKET LIMITED
            GST 000292065280
            TAX INVOICE NO. 223894
            14-03-2026 16:07
            SUGAR 1KG                    150.00
            SALT                          50.00
            SUBTOTAL                     200.00
            """
        let lines = PageLayout.lines(of: [PrintedPage.words(text)])
        let roles = AmountRoles(lines, Amounts(lines))
        #expect(roles.places.map { $0.amount.text } == ["150.00", "50.00", "200.00"])
        #expect(roles.itemSum == 200_000)
        #expect(read(text).total.value == "200.00")
    }

    @Test("A tax code over the articles does not begin the summary of taxes")
    func taxCode() {
        let paper = read(
            """
            TUMAINI SUPERMARKET LIMITED
            14-03-2026 16:07
            QTY  PRICE  TAX CODE
            SUGAR 1KG  3.20  3.20  ZRL
            CUSTOMER'S PAYMENT
            CASH                5.20
            CHANGE              2.00
            GST SUMMARY    AMOUNT    TAX
            ZRL = 0%         3.20   0.00
            """)
        #expect(paper.total.value == "3.20")
    }

    @Test(
        "A trade or a legal form alone is the rest of a name that begins above it",
        arguments: [
            ("PASARAYA BORONG PINTAR", "SDN BHD"), ("LIAN CHI VEGETARIAN", "RESTAURANT SDN BHD"),
        ])
    func rest(first: String, second: String) {
        let paper = read(
            """
            \(first)
               \(second)
            (124525-H)
            NO 19 JALAN TASIK UTAMA 4, 47400 PETALING JAYA
            TOTAL   12.00
            """)
        #expect(paper.supplier.value == "\(first) \(second)")
    }

    @Test("Two letters far from a name are specks")
    func specks() {
        let paper = read(
            """
            SUPER SEVEN CASH & CARRY SDN BHD            QT
            NO. 1 JALAN EURO 1, 40150 SHAH ALAM
            TOTAL   12.00
            """)
        #expect(paper.supplier.value == "SUPER SEVEN CASH & CARRY SDN BHD")
    }

    @Test(
        "On a page that leans the amounts belong to the labels with which they add up",
        arguments: [
            "RM 9.00\nTOTAL INCL. GST RM 10.00\nCASH   RM 1.00\nCHANGE",
            "TOTAL INCL. GST\nCASH   RM 9.00\nCHANGE   RM 10.00\nRM 1.00",
        ])
    func leaning(rows: String) {
        let head = "TUMAINI SUPERMARKET LIMITED\n14-03-2026\nSUGAR   8.80\nBAG   0.20\n"
        let paper = read(head + rows)
        #expect(paper.total.value == "9.00")
    }

    @Test("An article that is called like a card pays nothing, and a measure is no amount")
    func articles() {
        let text = """
            99 SPEED MART S/B
            MISTER POTATO BBQ            RM4.90 S
            507 COKE 1.5L                RM5.98 S
            TOTAL SALES (INCLUSIVE GST)   RM10.88
            CREDIT                        RM10.88
            CHANGE                        RM 0.00
            """
        let lines = PageLayout.lines(of: [PrintedPage.words(text)])
        let roles = AmountRoles(lines, Amounts(lines))
        #expect(roles.paid == [10_880])
        #expect(!roles.places.contains { $0.amount.text == "1.51" })
        #expect(read(text).total.value == "10.88")
    }

    @Test("What ends in a colon before a name is its label") func owner() {
        let paper = read(
            """
            OWNED BY: BANH MI CAFE SDN BHD
            NO. 1 JALAN PUTERI 7/10, 47100 PUCHONG
            TOTAL   12.00
            """)
        #expect(paper.supplier.value == "BANH MI CAFE SDN BHD")
    }
}
