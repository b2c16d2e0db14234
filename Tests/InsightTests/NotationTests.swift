import Testing

@testable import Insight

@Suite("One notation for a paper") struct NotationTests {
    private func read(_ rows: String, place: String = "Moi Avenue, Nairobi") -> ExtractedPaper {
        PrintedPage.read("CITY MART\n\(place)\nDATE: 14/03/2026\n" + rows)
    }

    static let papers: [(place: String, rows: String, total: String, lines: [String])] = [
        ("Kampala",
            "Rice      12 500\nFish      28 000\nTOTAL UGX 40 500\nCASH      50 000",
            "40500",
            ["12500", "28000"]),
        ("Arusha", "Unga       3,200\nSukari     2,800\nJUMLA      6,000", "6000",
            ["3200", "2800"]),
        ("Nairobi", "Shoes    3,200/=\nBelt       800/=\nTOTAL    4,000/=", "4000",
            ["3200", "800"]),
        ("Nairobi", "Shoes    3,200/-\nBelt       800/-\nTOTAL    4,000/-", "4000",
            ["3200", "800"]),
        ("Nairobi",
            "Shoes       3200\nBelt         800\nTOTAL       4000\nCASH        5000",
            "4000",
            ["3200", "800"]),
        ("Jakarta",
            "Beras     65.000\nGula      14.500\nTOTAL Rp  79.500\nTUNAI    100.000",
            "79500",
            ["65000", "14500"]),
        ("Kuwait",
            "Dates      2.750\nCoffee     1.250\nTOTAL KWD  4.000\nCASH       5.000",
            "4.000",
            ["2.750", "1.250"]),
        ("Zuerich", "Brot           3.20\nTV         1'299.00\nTOTAL CHF  1'302.20", "1302.20",
            ["3.20", "1299.00"]),
        ("Mumbai", "Rice     1,25,000.00\nDal         10,500.00\nTotal    1,35,500.00", "135500.00",
            ["125000.00", "10500.00"]),
        ("Cape Town", "Bread         R14.50\nMilk          R20.00\nTOTAL         R34.50", "34.50",
            ["14.50", "20.00"]),
    ]

    @Test("Whole amounts, thousandths and thousands are told by the other numbers",
        arguments: papers)
    func notations(sample: (place: String, rows: String, total: String, lines: [String])) {
        let paper = read(sample.rows, place: sample.place)
        #expect(paper.total.value == sample.total)
        #expect(paper.lines.map(\.amount) == sample.lines)
        #expect(!paper.warnings.contains { $0.code == "lines_differ" })
    }

    @Test("Whole numbers outside of the column of amounts cost nothing") func column() {
        let paper = read(
            "Member 100233\nTill 4\nShoes       3200\nBelt         800\nTOTAL       4000")
        #expect(paper.lines.map(\.amount) == ["3200", "800"])
    }

    @Test("What a line takes away keeps its sign")
    func signs() {
        let paper = read(
            """
            Rice 5kg              1,200.00
            Oil 3L                  890.00
            VOID Oil 3L            -890.00
            Bottle return            50.00-
            Basket return          (100.00)
            TOTAL                 1,050.00
            CASH                  2,000.00
            CHANGE                  950.00
            """)
        #expect(
            paper.lines.map(\.amount) == ["1200.00", "890.00", "-890.00", "-50.00", "-100.00"])
        #expect(paper.total.value == "1050.00")
        #expect(paper.warnings.isEmpty)
    }

    @Test("A refund is a credit note, and its total has no sign",
        arguments: [
            "REFUND\nShoes          -3,200.00\nTOTAL          -3,200.00",
            "** REFUND / RETURN **\nShoes          3,200.00-\nTOTAL          3,200.00-",
            "REFUND RECEIPT\nShoes         (3,200.00)\nTOTAL         (3,200.00)",
        ])
    func refunds(rows: String) {
        let paper = read(rows)
        #expect(paper.kind == .creditNote)
        #expect(paper.total.value == "3200.00")
        #expect(paper.lines.map(\.amount) == ["-3200.00"])
        #expect(!paper.warnings.contains { $0.code == "lines_differ" })
        let policy = read("Shoes  3,200.00\nTOTAL  3,200.00\nNO REFUND WITHOUT RECEIPT")
        #expect(policy.kind == .receipt)
    }

    @Test("A time of day is no amount, neither below a name nor behind its label") func times() {
        let fuel = PrintedPage.read(
            """
            TOTAL ENERGIES WESTLANDS
            14/03/2026 08:15
            Pump 4
            AMOUNT KES              4,979.84
            """)
        #expect(fuel.total.value == "4979.84")
        let timed = read("CASHIER USER TIME    31.00\nShoes    32.00\nTOTAL    32.00")
        #expect(timed.lines.map(\.amount) == ["32.00"])
    }
}
