import Testing

@testable import Insight

@Suite("The seller is found wherever the page names it") struct FormSellerTests {
    private func read(_ text: String) -> ExtractedPaper { PrintedPage.read(text, width: 1_600) }

    /// - Parameter foot: the last lines of the page.
    private static func page(head: String = "", foot: String) -> String {
        """
        \(head)
                                                             INVOICE
        Lakeview Traders                           Invoice No.:      BH-2026/0417
        Tom Mboya Street 4                         Invoice date:     17 March 2026
        P.O. Box 88 Kisumu                         Due date:         16/04/2026

        Description                  Qty       Unit price           Amount
        Cement 50 kg                  40           850.00        34,000.00

                                               Subtotal         34,000.00
                                               VAT 16%           5,440.00
                                               Total            39,440.00 KES





        \(foot)
        """
    }

    @Test(
        "In the last lines",
        arguments: [
            "Accra Cold Store Ltd - Jinja Road 18 - P.O. Box 2201 Kampala",
            "Accra Cold Store Ltd - Reg. No. 57473 - Managing Director: Peter Schneider",
            "Accra Cold Store Ltd Reg. No. 57473 - Managing Director: Peter Schneider",
            "Accra Cold Store Ltd -8 Jinja Road - P.O. Box 2201 Kampala",
            "Account name: Accra Cold Store Ltd",
            "Account name:        Accra Cold Store Ltd",
            "Accra Cold Store Ltd         Tel. 020 3344\nJinja Road 18\nP.O. Box 2201 Kampala",
        ])
    func foot(lines: String) {
        let paper = read(Self.page(foot: lines))
        #expect(paper.supplier.value == "Accra Cold Store Ltd")
        #expect(paper.supplier.confidence < 0.9)
        #expect(paper.buyer.value == "Lakeview Traders")
    }

    @Test("An ampersand does not end a name, and a name in capitals is one too") func ampersand() {
        let paper = read(Self.page(foot: "OAK & THISTLE - 3 High Street - Leeds LS1 4AP"))
        #expect(paper.supplier.value == "OAK & THISTLE")
    }

    @Test("Where no mark was seen before the street, the e-mail address says where a name ends")
    func host() {
        let foot = """
            Accra Traders Jinja Road 18 - P.O. Box 2201 Kampala
            Tel. 020 3344 - info@accratraders.example
            """
        #expect(read(Self.page(foot: foot)).supplier.value == "Accra Traders")
    }

    @Test("An account in the buyer's name, a heading or the buyer does not make a seller")
    func noSeller() {
        for foot in ["Account name: Lakeview Traders", "Please pay by bank transfer.", ""] {
            let paper = read(Self.page(foot: foot))
            #expect(paper.supplier.value == nil, "\(foot)")
            #expect(paper.buyer.value == "Lakeview Traders")
        }
    }

    @Test("A sign of a few letters is not the seller where a firm stands with its legal form")
    func sign() {
        var page = PrintedPage.words(
            Self.page(
                head: """
                    MVM Musterhafter                              FERD
                    Versicherungsverein Musterstadt a.G.

                    """, foot: ""), width: 1_600)
        for place in page.words.indices where page.words[place].text == "FERD" {
            page.words[place].box.y -= 20
            page.words[place].box.height = 40
        }
        let paper = FieldExtraction.extract(from: [page])
        #expect(paper.supplier.value == "MVM Musterhafter Versicherungsverein Musterstadt a.G.")
    }

    @Test(
        "A legal form is written as it is, though its letters print like others",
        arguments: [
            ("GLOBAL SUPPLIES ITD.", "GLOBAL SUPPLIES LTD."), ("Firm Llmited", "Firm Limited"),
            ("WEBER 6MBH", "WEBER GMBH"), ("RESTORAN SARI", "RESTORAN SARI"), ("LTD", "LTD"),
            ("99 SPEED MART 5/8", "99 SPEED MART S/B"),
        ])
    func legalForm(read: String, written: String) {
        #expect(NameRepair.form(of: read) == written)
    }

    @Test("A town may be set apart from its street, and a box may be one in Swahili") func towns() {
        var page = PrintedPage.words(
            """
            Nordlicht Technik AG - Lindenstr. 20 - 80333 Berlin

            Theodor Est

            Bahnstr. 42


            88802 Spielkreis

            Rechnung Nr. 2026-0815 vom 05.03.2026
            Summe inkl. USt 571,04 €
            """, width: 1_600)
        for place in page.words.indices where page.words[place].line == 7 {
            page.words[place].box.y -= 12
        }
        let paper = FieldExtraction.extract(from: [page])
        #expect(paper.buyer.value == "Theodor Est")
        #expect(PostalLine.stands(in: [Array("S".utf8), Array("L".utf8), Array("P".utf8),
            Array("70".utf8), Array("ARUSHA".utf8)]))
        #expect(!PostalLine.stands(in: [Array("SLP".utf8), Array("ARUSHA".utf8)]))
    }

    @Test(
        "Of two readings of a name the later counts, if it is whole and has no figure in a word",
        arguments: [
            ("Oak & Thistie Ltd", "Oak & Thistle Ltd", "Oak & Thistle Ltd"),
            ("Weber & Sohne KG", "Weber & S6hne KG", "Weber & Sohne KG"),
            ("Tumaini Agrovet", "Tumaini Ag", "Tumaini Agrovet"),
        ])
    func readings(first: String, later: String, taken: String) {
        func words(_ seller: String) -> PageWords {
            PrintedPage.words(
                Self.page(foot: "\(seller) - 8 Jinja Road - P.O. Box 2201 Kampala"), width: 1_600)
        }
        var page = words(first)
        page.alternative = words(later).words
        for place in page.words.indices { page.words[place].confidence = 0.97 }
        #expect(FieldExtraction.extract(from: [page]).supplier.value == taken)
    }

    @Test("A street with its number is where a firm sits, not the firm")
    func street() {
        let foot = "Lindenstrasse 20 - 80333 Berlin - Tel. 030 4711"
        #expect(read(Self.page(foot: foot)).supplier.value == nil)
        let named = "Lindenhof 20 Ltd - 80333 Berlin - Tel. 030 4711"
        #expect(read(Self.page(foot: named)).supplier.value == "Lindenhof 20 Ltd")
    }

    @Test("A letterhead has its telephone beside the address, and no buyer has")
    func letterhead() {
        let paper = read(
            """
            Accra Cold Store                    Tel. 020 3344
            Jinja Road 18                       Fax 020 3345
            P.O. Box 2201 Kampala               info@accracold.example

            Lakeview Traders                    INVOICE No. BH-2026/0417
            Tom Mboya Street 4                  Invoice date: 17 March 2026
            P.O. Box 88 Kisumu

            Description                  Qty       Unit price           Amount
            Cement 50 kg                  40           850.00        34,000.00

                                               Total            34,000.00 KES
            """)
        #expect(paper.supplier.value == "Accra Cold Store")
        #expect(paper.buyer.value == "Lakeview Traders")
    }
}
