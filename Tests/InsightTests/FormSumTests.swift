import Testing

@testable import Insight

@Suite("Days and sums of an invoice") struct FormSumTests {
    private func read(_ text: String) -> ExtractedPaper { PrintedPage.read(text, width: 1_600) }

    @Test("A day that is named after the paper's own, or is due, is another one") func days() {
        let paper = read(
            """
            Beitragsrechnung zur Versicherung Nr. 00.123.456.7            11. März 2014
            Rechnungszeitraum: 01.04.2014 - 30.06.2014
            Fälligkeitstag: 01.04.2014

            Forderung am Ausstellungstag (Stand 04.03.2014)               220,00 €
            Rechnungsbetrag                                               440,00 €
            """)
        #expect(paper.date.value == "2014-03-11")
        #expect(paper.dueDate.value == "2014-04-01")
    }

    @Test("The day of invoice and supply in one is the invoice's") func dayOfBoth() {
        let paper = read(
            """
            Rechnung Nr. 17-0815
            Rechnungsdatum/Lieferdatum: 01.04.2014
            Rechnungsbetrag               440,00 €
            """)
        #expect(paper.date.value == "2014-04-01")
    }

    @Test("A currency in a cell of its own names no amount") func currencyCell() {
        let paper = read(
            """
            Rechnung Nr. 17-0815 vom 01.04.2014
            Rechnungssumme ohne USt                  16,90
            Steuerbetrag in        EUR                1,18
            Bruttosumme                              18,08
            """)
        #expect(paper.tax.value == "1.18")
        #expect(paper.subtotal.value == "16.90")
        #expect(paper.total.value == "18.08")
    }

    @Test("Taxes at several rates make the tax together") func severalRates() {
        let paper = read(
            """
            Rechnung Nr. 17-0815 vom 01.04.2014
            Nettobetrag                     473,00
            MwSt 7%                          19,25
            MwSt 19%                         37,62
            Rechnungsbetrag                 529,87
            """)
        #expect(paper.total.value == "529.87")
        #expect(paper.tax.value == "56.87")
        #expect(paper.subtotal.value == "473.00")
    }

    @Test("What makes up a sum below zero is below zero, though a minus was not read")
    func lostMinus() {
        let paper = read(
            """
            Rechnung Nr. 17-0815 vom 01.04.2014
            Nettobetrag                      -7,67
            Steuerbetrag                      1,12
            Bruttosumme                      -8,79
            """)
        #expect(paper.total.value == "-8.79")
        #expect(paper.tax.value == "-1.12")
        #expect(paper.subtotal.value == "-7.67")
    }

    @Test(
        "A large number keeps its first figures where one of two narrow spaces was not seen",
        arguments: [("6362 983 XOF", "6362983"), ("6 362 983 XOF", "6362983")])
    func narrowSpaces(print: String, total: String) {
        let paper = read(
            """
            FACTURE F-2026-17
            Date de facture: 01/04/2026
            Total TTC                   \(print)
            """)
        #expect(paper.total.value == total)
    }

    @Test(
        "What lies between net and total is the tax where its row or the one above speaks of one",
        arguments: [
            ("Steuerbasisbetrag USt. 19%     198,00      37,62", "37.62"),
            ("Steuerbetrag in\n                                37,62", "37.62"),
            ("Versandkosten                               37,62", nil),
            ("Steuerbasisbetrag USt. 19%     198,00      37,26", nil),
        ] as [(String, String?)])
    func difference(row: String, tax: String?) {
        let paper = read(
            """
            Rechnung Nr. 17-0815 vom 01.04.2014
            Rechnungssumme netto (exkl. USt.)           198,00
            \(row)
            Rechnungssumme brutto (inkl. USt.)          235,62
            """)
        #expect(paper.total.value == "235.62")
        #expect(paper.tax.value == tax)
    }
}
