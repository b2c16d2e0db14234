import Testing

@testable import Insight

@Suite("Nothing is invented")
struct NothingInventedTests {
    private static let whole = [
        "MAMA NJERI TRADING LIMITED", "MOI AVENUE 12, NAIROBI", "TEL 020 555 0101",
        "CASH SALE RECEIPT NO: CS-00417", "DATE: 14/03/2026 10:22", "MAIZE FLOUR 2KG      240.00",
        "COOKING OIL 1L       310.00", "SUGAR 1KG            150.00", "TOTAL KES            700.00",
        "CASH               1,000.00", "CHANGE               300.00",
    ]

    private static func read(_ lines: some Sequence<String>) -> ExtractedPaper {
        PrintedPage.read(lines.joined(separator: "\n"))
    }

    @Test("A receipt that is cut off before its total has none, and says so", arguments: 5...8)
    func cropped(rows: Int) {
        let paper = Self.read(Self.whole.prefix(rows))
        #expect(paper.total.value == nil)
        #expect(paper.warnings.contains { $0.code == "total_missing" && $0.field == .total })
        #expect(paper.date.value == "2026-03-14")
    }

    @Test("A receipt that is cut off above its day has none") func withoutDay() {
        let paper = Self.read(Self.whole[5...])
        #expect(paper.date.value == nil)
        #expect(paper.warnings.contains { $0.code == "date_missing" })
        #expect(paper.total.value == "700.00")
    }

    @Test("A page without print has no field at all") func blank() {
        let paper = Self.read([])
        for name in FieldName.allCases { #expect(paper[name].value == nil, "\(name.rawValue)") }
        #expect(paper.warnings.map { $0.code } == ["no_text"])
    }

    @Test("A letter without any amount has no amount") func letter() {
        let paper = Self.read([
            "Dear Madam", "we thank you for the visit of last week", "and remain yours",
        ])
        #expect(paper.total.value == nil && paper.tax.value == nil && paper.subtotal.value == nil)
        #expect(paper.number.value == nil && paper.currency.value == nil)
    }
}
