import Testing

@testable import Insight

@Suite("Whether what is shown adds up") struct PaperSumsTests {
    private func sheet(_ sums: String, amount: String = "1,050.00") -> [String] {
        let paper = PrintedPage.read(
            """
            TAX INVOICE
            Savanna Office Supplies Ltd
            P.O. Box 4411-00100 Nairobi, Kenya
            Invoice No: INV-2026-118
            Invoice Date: 14/03/2026

            Description        Qty      Unit price      Amount
            A4 paper ream      10           450.00    4,500.00
            Toner cartridge    2          6,200.00   12,400.00
            Stapler            3            350.00   \(amount)

            \(sums)
            """, width: 1654)
        return paper.warnings.map(\.code)
    }

    @Test("Lines lead to the total through taxes and discounts") func right() {
        #expect(
            sheet(
                """
                Subtotal                             17,950.00
                VAT 16%                               2,872.00
                Total KES                            20,822.00
                """) == [])
        #expect(
            sheet(
                """
                Subtotal                             17,950.00
                Discount 10%                         -1,795.00
                VAT 16%                               2,584.80
                Total KES                            18,739.80
                """) == [])
    }

    @Test("A wrong line, a wrong total and a wrong tax are said") func wrong() {
        let sums = """
            Subtotal                             17,950.00
            VAT 16%                               2,872.00
            Total KES                            20,822.00
            """
        #expect(sheet(sums, amount: "9,050.00").contains("lines_differ"))
        #expect(sheet(sums.replacing("20,822.00", with: "21,822.00")).contains("lines_differ"))
        #expect(
            sheet(
                """
                Subtotal                             17,950.00
                VAT 16%                               1,000.00
                Total KES                            18,950.00
                """) == ["tax_rate_differs"])
    }
}
