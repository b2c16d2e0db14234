import Testing

@testable import Insight

@Suite("What a total rests on") struct TotalGroundTests {
    private static let head = """
        CITY MART LTD
        Moi Avenue, Nairobi
        DATE: 14/03/2026 10:22
        Shoes                     3,200.00
        Belt                        800.00

        """

    static let paid: [(rows: String, total: String)] = [
        ("TOTAL     4,000.00\nDEPOSIT   1,000.00\nBALANCE DUE  3,000.00\nCASH  3,000.00\n"
            + "CHANGE    0.00", "4000.00"),
        ("TOTAL     4,000.00\nLESS ADVANCE   -1,000.00\nAMOUNT DUE  3,000.00", "4000.00"),
        ("TOTAL     4,000.00\nGIFT VOUCHER   -1,000.00\nBALANCE TO PAY  3,000.00\n"
            + "CASH  3,000.00\nCHANGE    0.00", "4000.00"),
        ("TOTAL     4,000.00\nACOMPTE VERSE   1,000.00\nNET A PAYER  3,000.00", "4000.00"),
        ("SUMME     4.000,00\nANZAHLUNG   1.000,00\nZU ZAHLEN   3.000,00", "4000.00"),
        // What is taken off is no payment.
        ("TOTAL     4,000.00\nDISCOUNT   -1,000.00\nAMOUNT DUE  3,000.00\nCASH  3,500.00\n"
            + "CHANGE  500.00", "3000.00"),
        ("TOTAL     4,000.00\nTIP   150.00\nCASH  4,150.00\nCHANGE    0.00", "4000.00"),
        ("TOTAL     4,000.00\nCASHBACK  1,000.00\nCARD TOTAL  5,000.00\nVISA 5,000.00", "4000.00"),
    ]

    @Test("What the goods cost is the total, whatever was paid before", arguments: paid)
    func deposits(sample: (rows: String, total: String)) {
        #expect(PrintedPage.read(Self.head + sample.rows).total.value == sample.total)
    }

    static let tills: [(rows: String, total: String)] = [
        ("Milch   1,09\nBrot    2,49\nSUMME EUR   3,58\nGegeben BAR  5,00\nRueckgeld  1,42\n"
            + "MwSt 7%   0,23", "3.58"),
        ("Shoes   50.00\nTOTAL BEFORE SAVINGS  50.00\nSAVINGS  -15.00\nTO PAY  35.00\nVISA  35.00",
            "35.00"),
        ("Summer dress  59.00\nHat  11.00\nTOTAL  70.00", "70.00"),
    ]

    @Test("Tills of other countries name their sums otherwise", arguments: tills)
    func names(sample: (rows: String, total: String)) {
        let paper = PrintedPage.read("QUICK STOP\nDATE 14.03.2026\n" + sample.rows)
        #expect(paper.total.value == sample.total)
        #expect(paper.total.confidence > 0.8)
    }

    static let sentences = [
        "The total amount due is KES 450,000.00 which you have refused to refund.",
        "Our client paid a total of KES 450,000.00 to you on that day",
        "balance on your account was KES 12,500.00",
        "Sales manager: total sales 12,500,000.00 per year, invoice processing, VAT returns",
    ]

    @Test("A label in a running sentence justifies no total", arguments: sentences)
    func sentence(text: String) {
        for width in [600, 1654] {
            let paper = PrintedPage.read(
                "Wanjiku & Partners\n14 March 2026\nDear Sir,\n\(text)", width: width)
            #expect(paper.total.value == nil, "\(paper.total)")
        }
        let row = PrintedPage.read(
            "UMOJA LTD\nDATE 14/03/2026\nTOTAL SALES (INCLUSIVE OF GST)   450.00")
        #expect(row.total.value == "450.00")
    }

    @Test("What calls itself no bill says so, and a cancelled paper has no sure total")
    func titles() {
        for (title, isPriced) in [
            ("QUOTATION", true), ("PRO FORMA INVOICE", true), ("PURCHASE ORDER", true),
            ("DELIVERY NOTE", true), ("STATEMENT OF ACCOUNT", false), ("PRICE LIST 2026", false),
        ] {
            let paper = PrintedPage.read("\(title)\n" + Self.head + "TOTAL   4,000.00")
            #expect(paper.warnings.contains { $0.code == "not_a_bill" }, "\(title)")
            #expect((paper.total.confidence > 0.5) == isPriced, "\(title)")
            #expect(paper.kind != .invoice && paper.kind != .receipt)
        }
        let void = PrintedPage.read(
            "*** VOID ***\n" + Self.head + "TOTAL  4,000.00\nCASH  5,000.00\nCHANGE  1,000.00")
        #expect(void.total.confidence < 0.5)
        #expect(void.warnings.map(\.code) == ["paper_void"])
        let invoice = PrintedPage.read(
            "INVOICE 17\n" + Self.head + "LIEFERSCHEIN\nTOTAL  4,000.00\nDUE DATE 01/04/2026")
        #expect(invoice.kind == .invoice && invoice.warnings.isEmpty)
        let plain = PrintedPage.read(Self.head + "VOID Shoes  0.00\nMENU  12.00\nTOTAL 4,012.00")
        #expect(!plain.warnings.contains { ["paper_void", "not_a_bill"].contains($0.code) })
    }

    @Test("A recipe and a lottery have no sure total") func others() {
        let recipe = PrintedPage.read("Pilau recipe\nRice  2.50 kg\nBeef  1.25 kg\nTotal  3.75 kg")
        #expect(recipe.total.confidence <= 0.5)
        let lottery = PrintedPage.read(
            "LOTTO\nDraw 14/03/2026\nTOTAL JACKPOT 12,000,000.00\nSTAKE  100.00", width: 1654)
        #expect(lottery.total.confidence < 0.5)
    }
}
