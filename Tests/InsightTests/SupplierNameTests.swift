import Testing

@testable import Insight

@Suite("Names of suppliers as tills print them") struct SupplierNameTests {
    @Test(
        "A letter that prints like another one is set right where firms have only the other",
        arguments: [
            ("99 SPEED MART S/D", "99 SPEED MART S/B"),
            ("KING'S CONFECTIONERY $/B", "KING'S CONFECTIONERY S/B"),
            ("MR. D.1.Y. SDN BHD", "MR. D.I.Y. SDN BHD"), ("T.0.P TRADING", "T.O.P TRADING"),
            ("GARDENIA BAKERIES (KI) SDN BHD", "GARDENIA BAKERIES (KL) SDN BHD"),
            ("BAIFU (M) SDN BHD", "BAIFU (M) SDN BHD"), ("SHOP 1.5 SDN BHD", "SHOP 1.5 SDN BHD"),
            ("VILLA (KA) SDN BHD", "VILLA (KA) SDN BHD"),
        ])
    func letters(read: String, written: String) {
        #expect(NameRepair.repaired(read) == written)
    }

    @Test(
        "A register's number is no part of a name, wherever it was read",
        arguments: [
            "BROADVIEW MARKETING SDN BHD(728384-M)", "#000002 BROADVIEW MARKETING SDN BHD",
            "BROADVIEW MARKETING SDN BHD (728384-M)", "BROADVIEW MARKETING SDN BHD 7ZB384-M",
        ])
    func register(line: String) {
        let paper = PrintedPage.read(
            """
            \(line)
            12 JALAN TASIK UTAMA 4, 47400 PETALING JAYA
            TOTAL   12.00
            """)
        #expect(paper.supplier.value == "BROADVIEW MARKETING SDN BHD")
    }

    @Test(
        "Only a number of a register is cut off at its bracket",
        arguments: [
            ("BHD(728384-M)", ["BHD", "(728384-M)"]), ("MILK(500ML)", ["MILK(500ML)"]),
            ("MART(KL)", ["MART(KL)"]), ("(728384-M)", ["(728384-M)"]),
            ("7(728384-M)", ["7(728384-M)"]),
        ])
    func bracket(word: String, parts: [String]) {
        let found = AttachedNumber.parts(Substring(word).unicodeScalars)
        #expect(found.map { String(String.UnicodeScalarView($0)) } == parts)
    }

    @Test("A name that ends in the middle goes on in the next line")
    func continued() {
        let paper = PrintedPage.read(
            """
                 ACORN HARDWARE &
                   ELECTRICAL
            12 JALAN TASIK UTAMA 4, 47400 PETALING JAYA
            TOTAL   12.00
            """)
        #expect(paper.supplier.value == "ACORN HARDWARE & ELECTRICAL")
    }

    @Test("A shop that is called by its mall is not the mall")
    func mall() {
        let lines = PageLayout.lines(of: [
            PrintedPage.words(
                """
                YUM RIVERSIDE MALL
                S12, SECOND FLOOR,
                RIVERSIDE MALL,
                12 RIVER ROAD, NAIROBI
                """)
        ])
        let names = SupplierRule(lines).candidates().map { $0.name }
        #expect(names.contains("YUM RIVERSIDE MALL"))
        #expect(!names.contains("RIVERSIDE MALL"))
    }

    @Test("A branch behind a legal form is no part of the name")
    func branch() {
        let names = PageLayout.lines(of: [
            PrintedPage.words(
                """
                NINE PENCE COFFEE CO. THE RIVERSIDE MALL
                AEON CO. (M) BHD
                CO OPERATIVE STREET TRADERS
                """)
        ]).map { HeaderLine($0).name }
        #expect(
            names == ["NINE PENCE COFFEE CO.", "AEON CO. (M) BHD", "CO OPERATIVE STREET TRADERS"])
    }

    @Test(
        "The title of a paper is nobody's name", arguments: ["TAX INVOICE", "CASH SALES", "RISITI"])
    func title(text: String) {
        let lines = PageLayout.lines(of: [
            PrintedPage.words("\(text)\nBLUEPUMP KILIMANI 2\n12 RIVER ROAD, NAIROBI")
        ])
        let names = SupplierRule(lines).candidates().map { $0.name }
        #expect(names.contains("BLUEPUMP KILIMANI 2"))
        #expect(!names.contains(text))
    }

    @Test("A figure that may be meant stays before a name")
    func figures() {
        let lines = PageLayout.lines(of: [PrintedPage.words("99 SPEED MART S/B\n#12 CAFE")])
        #expect(lines.map { HeaderLine($0).name } == ["99 SPEED MART S/B", "#12 CAFE"])
    }

    @Test("A name recurs where its own words stand in another line")
    func recurrence() {
        let lines = PageLayout.lines(of: [
            PrintedPage.words(
                """
                LEE WAH FLORIST SDN BHD
                SALES@LEEWAHFLORIST.COM
                KOPI SDN BHD
                FLORIST SDN BHD
                """)
        ])
        let recurrence = NameRecurrence(lines)
        #expect(recurrence.stands("LEE WAH FLORIST SDN BHD", outside: 0...0))
        #expect(!recurrence.stands("LEE WAR FLORIST SDN BHD", outside: 0...0))
        #expect(!recurrence.stands("KOPI SDN BHD", outside: 2...2))
        // What many firms have in common is not a name's own.
        #expect(!recurrence.stands("FLORIST SDN BHD", outside: 3...3))
    }

    @Test("What begins with the end of names goes on with the line above")
    func rest() {
        let text = """
            AIK HUAT HARDWARE
            ENTERPRISE (SETIA ALAM) SDN BHD
            (822737-X)
            """
        let rule = SupplierRule(PageLayout.lines(of: [PrintedPage.words(text)]))
        let begun = rule.candidates().filter { $0.evidence.beginsAsRest }.map { $0.name }
        #expect(begun.allSatisfy { $0.hasPrefix("ENTERPRISE") } && !begun.isEmpty)
        let paper = PrintedPage.read(text + "\nTOTAL 12.00")
        #expect(paper.supplier.value == "AIK HUAT HARDWARE ENTERPRISE (SETIA ALAM) SDN BHD")
    }
}
