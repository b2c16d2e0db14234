import Testing

@testable import Insight

@Suite("The currency of a paper") struct CurrencyTests {
    private static func read(_ rows: String, _ head: String) -> ExtractedPaper {
        PrintedPage.read(head + "\nRECEIPT NO: 00451\nDATE: 14/03/2026\n" + rows)
    }

    private static let nairobi =
        "SAFARI LODGES LTD\nKimathi Street, Nairobi, Kenya\nMombasa, Kisumu"
    private static let selangor = "KEDAI RUNCIT SDN BHD\nJALAN AMAN\nSELANGOR MALAYSIA"

    static let papers: [(head: String, rows: String, code: String)] = [
        (nairobi, "Game drive    1,800.00\nTOTAL USD     1,800.00", "USD"),
        (nairobi, "Game drive    1,800.00\nTOTAL        $1,800.00", "USD"),
        (nairobi, "All amounts in USD\nGame drive    1,800.00\nTOTAL         1,800.00", "USD"),
        (nairobi, "Game drive    1,800.00\nTOTAL EUR     1,800.00", "EUR"),
        (nairobi, "Game drive    1,800.00\nTOTAL         1,800.00", "KES"),
        (selangor, "GULA  5.00\nTOTAL KES  5.00", "KES"),
        // Old tills of Malaysia print the dollar sign for ringgit.
        (selangor, "GULA  $5.00\nTOTAL  $5.00", "MYR"),
        ("MAPLE STORE\nToronto, Canada", "Syrup  14.50\nTOTAL  $14.50", "CAD"),
    ]

    @Test("A mark beside the amounts goes before the seller's town", arguments: papers)
    func marks(sample: (head: String, rows: String, code: String)) {
        let paper = Self.read(sample.rows, sample.head)
        #expect(paper.currency.value == sample.code)
        #expect(!paper.warnings.contains { $0.code == "currency_unclear" })
    }

    @Test("Amounts in two currencies lower it, and the other one is offered") func two() {
        let paper = Self.read(
            "Whisky      57.50\nTOTAL USD   57.50\nPAID KES  8,000.00", Self.nairobi)
        #expect(paper.currency.value == "USD")
        #expect(paper.currency.confidence <= 0.75)
        let warning = paper.warnings.first { $0.code == "currency_unclear" }
        #expect(warning?.field == .currency && warning?.proposal == "KES")
    }

    @Test("A speck that reads as a pound sign outweighs no town") func speck() {
        let paper = Self.read("£ &.0 E\nGULA  5.00\nTOTAL  5.00", Self.selangor)
        #expect(paper.currency.value == "MYR")
    }
}
