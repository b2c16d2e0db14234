import Testing

@testable import Insight

@Suite("A total that was misread") struct MisreadTotalTests {
    private static let head = """
        KARIBU BAKERY LTD
        Moi Avenue, Nairobi
        DATE: 14/03/2026 10:22
        White bread               19.83
        Cake                      32.05

        """

    private static let parts = """
        TOTAL 0% SUPPLIES:        19.83
        TOTAL 16% SUPPLIES (INC. VAT):  32.05

        """

    private static func read(_ rows: String) -> ExtractedPaper {
        PrintedPage.read(head + rows)
    }

    @Test(
        "is what is sold at each rate, where that reads like what was read",
        arguments: [
            "TOTAL PAYABLE: 513", "TOTAL PAYABLE: .88", "TOTAL PAYABLE: 51 51. .8 8",
        ])
    func parts(row: String) throws {
        let paper = Self.read(Self.parts + row)
        #expect(paper.total.value == "51.88")
        #expect(paper.total.confidence <= 0.9, "nobody is told that it stands there")
        #expect(paper.warnings.contains { $0.code == "total_reckoned" && $0.field == .total })
    }

    @Test("is the sum with the rounding that the paper names") func rounded() {
        let page = PrintedPage.words(
            Self.head + "GRAND TOTAL   51.88\nROUNDING ADJ   0.02\nNET TOTAL   51.96")
        var doubtful = page
        for index in doubtful.words.indices where doubtful.words[index].text == "51.96" {
            doubtful.words[index].confidence = 0.9
        }
        #expect(FieldExtraction.extract(from: [doubtful]).total.value == "51.90")
        // Nobody corrects what is read without a doubt.
        var sure = page
        for index in sure.words.indices { sure.words[index].confidence = 0.99 }
        #expect(FieldExtraction.extract(from: [sure]).total.value != "51.90")
    }

    @Test(
        "stays as it was read where no sum reads like it",
        arguments: ["TOTAL PAYABLE: 7.2", "TOTAL PAYABLE: 964"])
    func unlike(row: String) {
        let paper = Self.read(Self.parts + row)
        #expect(!paper.warnings.contains { $0.code == "total_reckoned" })
        #expect(paper.total.value != "51.88")
    }

    @Test("is not what a tax that is in it already would make of it") func included() {
        let paper = Self.read("TOTAL   53.00\nVAT INCLUDED   3.00\nCASH   53.00")
        #expect(paper.total.value == "53.00")
        #expect(!paper.warnings.contains { $0.code == "total_reckoned" })
    }

    static let roundings: [(rows: String, total: String)] = [
        (
            "TOTAL (EXCL VAT): 62.00\nVAT: 3.72\nTOTAL (INCL VAT): 65.72\nROUNDING ADJ: -0.02\n"
                + "TOTAL : 65.70\nCASH : 65.70", "65.70"
        ),
        ("TOTAL : 16.31\nROUNDING ADJ : -0.01\nBALANCE DUE : 16.30\nCASH : 17.00", "16.30"),
        ("TOTAL : 16.33\nROUNDING : 0.02\nCASH : 16.35", "16.35"),
        // Without a rounding nothing is taken for one.
        ("TOTAL : 16.33\nCASH : 16.35", "16.33"),
    ]

    @Test("What a sum comes to in coins is what is to be paid", arguments: roundings)
    func coins(sample: (rows: String, total: String)) {
        let paper = PrintedPage.read(
            "CITY MART LTD\nMoi Avenue, Nairobi\nDATE: 14/03/2026\n" + sample.rows)
        #expect(paper.total.value == sample.total)
    }
}
