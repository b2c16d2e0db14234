import Testing

@testable import Insight

@Suite("Sums of a receipt that their labels alone do not tell") struct ReceiptSumTests {
    private func roles(_ text: String) -> AmountRoles {
        let lines = PageLayout.lines(of: [PrintedPage.words(text)])
        return AmountRoles(lines, Amounts(lines))
    }

    private func candidates(_ text: String) -> [TotalRule.Candidate] {
        let lines = PageLayout.lines(of: [PrintedPage.words(text)])
        let amounts = Amounts(lines)
        return TotalRule(lines, amounts, AmountRoles(lines, amounts)).candidates()
    }

    @Test("How many articles there are does not name an amount of money")
    func count() {
        let text = """
            SUGAR 1KG                 18.00
            SALT                      23.45
            SUBTOTAL (QTY 4)        RM41.45
            CASH                    RM51.50
            CHANGE                  RM10.05
            """
        let sum = roles(text).places.first { $0.amount.text == "41.45" }
        #expect(sum?.label?.label == .subtotal)
        #expect(roles(text).paid == [41_450])
        #expect(roles("TOTAL QTY 4").places.map { $0.label?.label } == [.count])
        #expect(PrintedPage.read(text).total.value == "41.45")
    }

    @Test("What is sold at one rate of tax is part of the total")
    func rates() {
        let text = """
            WHITE LOAF                 6.39
            JUMBO LOAF                 2.97
            TOTAL 0% SUPPLIES:         9.36
            BUN                       -1.32
            TOTAL 6% SUPPLIES (EXCL. GST): -1.32
            GST:                      -0.07
            TOTAL 6% SUPPLIES (INC. GST): -1.39
            TOTAL 0% SUPPLIES:         9.36
            TOTAL PAYABLE:             7.97
            """
        let paper = PrintedPage.read(text)
        #expect(paper.total.value == "7.97")
        #expect(paper.lines.map(\.amount) == ["6.39", "2.97", "-1.32"])
        let labels = roles(text).places.filter { $0.label != nil }.map { $0.label?.label }
        #expect(
            labels == [.rateTotal, .rateTotal, .tax, .rateTotal, .rateTotal, .grandTotal])
        #expect(roles(text).sums.contains(7_970))
        #expect(roles(text).itemSum == 8_040)
    }

    @Test(
        "A tax at several rates is what all of them make",
        arguments: [
            ("TOTAL 14.95\nTVA 5,5% 0.32\nTVA 20% 1.48", "1.80"),
            ("SUBTOTAL 20.00\nVAT 16% 1.60\nVAT 8% 0.80\nTOTAL 22.40", "2.40"),
            ("SUBTOTAL 20.00\nVAT 16% 1.60\nVAT 8% 0.80\nTAX 2.40\nTOTAL 22.40", "2.40"),
            (
                "TOTAL 13.52\nA 19% NETTO 8.35 MWST 1.59 9.94\nB 7% NETTO 3.35 MWST 0.23 3.58",
                "1.82"
            ),
            ("SUBTOTAL 20.00\nVAT 16% 3.20\nVAT 0% 0.00\nTOTAL 23.20", "3.20"),
            ("SUBTOTAL 20.00\nVAT 16% 3.20\nTOTAL 23.20", "3.20"),
        ])
    func taxes(text: String, tax: String) {
        let paper = PrintedPage.read("ACORN SHOP\nBREAD 5.00\nMILK 9.95\n" + text)
        #expect(paper.tax.value == tax)
    }

    @Test("Two taxes at one rate are not added up")
    func sameRate() {
        let paper = PrintedPage.read(
            "ACORN SHOP\nTOTAL 40.00\nVAT 16% 3.20\nVAT 16% 1.60\nVAT 8% 0.80")
        #expect(paper.tax.value == "3.20")
    }

    @Test(
        "A rate beside a total says what it is",
        arguments: [
            ("TOTAL 6% GST              1.20", MoneyLabel.tax),
            ("TOTAL (6% GST INCL.)     21.20", .total),
            ("TOTAL 16% SALES          20.00", .rateTotal),
            ("TOTAL 6%                 20.00", .total), ("TOTAL 10% DISCOUNT   2.00", .discount),
        ])
    func rate(line: String, label: MoneyLabel) {
        #expect(roles(line).places.map { $0.label?.label } == [label])
    }

    @Test("A tax on nothing is no sum")
    func nothing() {
        let text = """
            TOTAL POINTS VALUE         0.00
            TOTAL INCL GST            78.30
            GST AMT                    4.43
            """
        #expect(!roles(text).sums.contains(4_430))
        #expect(roles(text).sums.contains(82_730))
    }

    @Test(
        "A label that goes on to say what is added up stands for no total of the paper",
        arguments: [
            ("TOTAL SV :                10.56", true), ("TOTAL EARNED              10.56", true),
            ("TOTAL RM                  10.56", false),
            ("TOTAL SALES INCLUSVE OF GST 10.56", false),
            ("TOTAL                     10.56", false),
        ])
    func other(row: String, isOther: Bool) {
        let found = candidates(row).first { $0.thousandths == 10_560 }
        #expect(found?.evidence.namesOther == isOther)
    }

    @Test("Once for the paper and once for something else, it is the paper's")
    func both() {
        let found = candidates("TOTAL SV : 10.56\nTOTAL RM 10.56\nTOTAL EV : 10.56")
        #expect(found.map { $0.evidence.namesOther } == [false])
    }

    @Test("What was paid after the first sum is named counts, though the sum stands above its name")
    func above() {
        let text = """
            SUGAR 1KG                     50.00
                                         100.90
            TOTAL SALES (INCLUSIVE OF GST) :
            CASH :                       101.00
            CHANGE :                       0.10
            TAX SUMMARY
            TOTAL                          5.71
            """
        #expect(roles(text).paid.contains(100_900))
        #expect(candidates(text).first { $0.thousandths == 100_900 }?.evidence.isPaid == true)
    }

    @Test("An amount that stands twice under its label, and one in a word with a card's number")
    func places() {
        let text = """
            SUBTOTAL
            RM43.40                    RM43.40
            PAID BY :         CC*7186:RM43.40
            """
        #expect(roles(text).places.map { $0.label?.label } == [.subtotal, .subtotal, .cash])
        #expect(PrintedPage.read("KEDAI RUNCIT\n" + text).total.value == "43.40")
        #expect(LabelledAmount.parts(Substring("12:30").unicodeScalars).count == 1)
    }
}
