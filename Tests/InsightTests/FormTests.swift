import Testing

@testable import Insight

@Suite("Invoices are read as forms") struct FormTests {
    private func read(_ text: String) -> ExtractedPaper { PrintedPage.read(text, width: 1_600) }

    private static let english = """
        Baraka Hardware Ltd                                          TAX INVOICE
        Moi Avenue 12
        P.O. Box 4471-00100 Nairobi
        Tel. 020 334455

        Bill to:                                   Invoice No.:      BH-2026/0417
        Lakeview Traders                           Invoice date:     17 March 2026
        Tom Mboya Street 4                         Order No.:        PO7781
        P.O. Box 88 Kisumu                         Due date:         16/04/2026

        Description                  Qty       Unit price           Amount
        Cement 50 kg                  40           850.00        34,000.00
        Roofing nails                  5           212.40         1,062.00

                                               Subtotal         35,062.00
                                               VAT 16%           5,609.92
                                               Total            40,671.92 KES
        """

    @Test func `Beside and under its labels an invoice says everything about itself`() {
        let paper = read(Self.english)
        #expect(paper.kind == .invoice)
        #expect(paper.number.value == "BH-2026/0417")
        #expect(paper.date.value == "2026-03-17")
        #expect(paper.dueDate.value == "2026-04-16")
        #expect(paper.supplier.value == "Baraka Hardware Ltd")
        #expect(paper.buyer.value == "Lakeview Traders")
        #expect(paper.subtotal.value == "35062.00")
        #expect(paper.tax.value == "5609.92")
        #expect(paper.total.value == "40671.92")
        #expect(paper.currency.value == "KES")
    }

    @Test func `The cells of a table answer to its headings`() {
        let lines = read(Self.english).lines
        #expect(lines.map { $0.description } == ["Cement 50 kg", "Roofing nails"])
        #expect(lines.map { $0.quantity } == ["40", "5"])
        #expect(lines.map { $0.unitPrice } == ["850.00", "212.40"])
        #expect(lines.map { $0.amount } == ["34000.00", "1062.00"])
    }

    @Test func `In an address window the sender's small line names the seller`() {
        let paper = read(
            """
            Nordlicht Technik AG - Lindenstr. 20 - 80333 Berlin

            Firma
            Weber & Partner KG
            Hauptstr. 5
            20095 Hamburg

            Rechnung Nr. 2026-0815 vom 05.03.2026
            Ihre Bestellung 4711 vom 01.03.2026

            Nettobetrag                                   1.000,00
            zzgl. 19% Umsatzsteuer                          190,00
            Rechnungsbetrag                               1.190,00 EUR
            Zahlbar bis 04.04.2026
            """)
        #expect(paper.supplier.value == "Nordlicht Technik AG")
        #expect(paper.buyer.value == "Weber & Partner KG")
        #expect(paper.number.value == "2026-0815")
        #expect(paper.date.value == "2026-03-05")
        #expect(paper.dueDate.value == "2026-04-04")
        #expect(paper.total.value == "1190.00")
        #expect(paper.tax.value == "190.00")
    }

    @Test func `Swahili and French labels are known`() {
        let swahili = read(
            """
            ANKARA
            Muuzaji:                                   Mteja:
            Kilima Fresh Produce                       Tumaini Agrovet
            Samora Avenue 31                           Barabara ya Uhuru 9

            Namba ya ankara: 00417                     Tarehe ya ankara: 05/03/2026
            Lipa kabla ya: 04/04/2026
            Jumla ndogo              10,000.00
            VAT 18%                   1,800.00
            Jumla kuu                11,800.00
            """)
        #expect(swahili.supplier.value == "Kilima Fresh Produce")
        #expect(swahili.buyer.value == "Tumaini Agrovet")
        #expect(swahili.number.value == "00417")
        #expect(swahili.dueDate.value == "2026-04-04")
        #expect(swahili.total.value == "11800.00")
        let french = read(
            """
            Facture FA-2026-0010
            Facture a:
            Librairie du Fleuve
            12 rue Felix Faure
            12500 Dakar

            Date de facture   13/01/2026
            Date d'echeance   13/02/2026
            Total HT                 624,90
            TVA                       46,25
            Total TTC                671,15
            Solde a payer            470,15
            """)
        #expect(french.number.value == "FA-2026-0010")
        #expect(french.buyer.value == "Librairie du Fleuve")
        #expect(french.date.value == "2026-01-13")
        #expect(french.total.value == "671.15", "what was paid already takes nothing off the total")
    }

    @Test func `A table of sums gives the last row of each column`() {
        let paper = read(
            """
            Rechnung R-77
            Warenwert        Nettobetrag        MwSt-Betrag        Endbetrag
               326,50             321,40              61,07           382,47
               130,70             127,59               8,93           136,52
               457,20             448,99              70,00           518,99
            """)
        #expect(paper.total.value == "518.99")
        #expect(paper.tax.value == "70.00")
        #expect(paper.subtotal.value == "448.99")
    }

    @Test func `A credit note says by its kind what others say by a sign`() {
        let paper = read(
            """
            Credit note CN-17
            Date: 05/03/2026
            Net total        -218.48
            VAT               -14.99
            Total incl. VAT  -233.47
            """)
        #expect(paper.kind == .creditNote)
        #expect(paper.total.value == "233.47")
        #expect(paper.number.value == "CN-17")
    }

    @Test func `Numbers and days of other papers are not the invoice's`() {
        let paper = read(
            """
            Order No. 4471
            Delivery date 01/02/2026
            Customer No. 88123
            Your reference PO-1
            Total 10.00
            """)
        #expect(paper.number.value == nil)
        #expect(paper.date.value != "2026-02-01" || paper.date.confidence < 0.5)
        #expect(paper.buyer.value == nil)
    }

    @Test func `Thousands are parted by points or spaces, and one figure that was lost follows`() {
        let lines = read(
            """
            Invoice 2026-1
            Description            Qty        Unit price           Amount
            Cement                  37            33.216        1,228,992
            Nails                                 60 349          120 698
            """).lines
        #expect(lines.map { $0.unitPrice } == ["33216", "60349"])
        #expect(lines.map { $0.quantity } == ["37", "2"])
        #expect(lines.map { $0.amount } == ["1228992", "120698"])
    }

    @Test func `Any words in any place are read without a trap`() {
        let words = (Self.english + " Firma 1 - , | #: ( 99999999999999 -0,00 12.12.2012 € No:")
            .split { $0 == " " || $0 == "\n" }.map { String($0) }
        var state: UInt64 = 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        for round in 0..<60 {
            let extent = round % 3 == 0 ? 9_000_000 : 1_600
            let page = PageWords(
                number: 1, width: 1_600, height: 2_000, source: .recognition,
                words: (0..<80).map { _ in
                    Word(
                        text: words[next(words.count)],
                        box: Box(
                            x: next(extent) - extent / 9, y: next(extent),
                            width: next(300) - 20, height: next(40) - 5),
                        confidence: 0.9, line: next(3) == 0 ? nil : next(30))
                })
            let paper = FieldExtraction.extract(from: [page])
            for name in FieldName.allCases {
                #expect((0...1).contains(paper[name].confidence))
            }
        }
    }
}
