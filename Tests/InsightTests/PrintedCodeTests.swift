import Testing
import Wire

@testable import Insight

@Suite("A code on a paper")
struct PrintedCodeTests {
    struct Case: Sendable {
        var name: String
        var text: String
        var kind: CodeKind
        var supplier: String? = nil
        var taxID: String? = nil
        var number: String? = nil
        var date: String? = nil
        var total: String? = nil
        var tax: String? = nil
        var currency: String? = nil
        var control: String? = nil
    }

    private static func tagged(_ values: [String]) -> String {
        Base64.encode(
            values.enumerated().flatMap { index, value in
                [UInt8(index + 1), UInt8(value.utf8.count)] + Array(value.utf8)
            })
    }

    private static func encoded(_ json: String) -> String { Base64.encode(Array(json.utf8)) }
    private static func url(_ json: String) -> String { Base64URL.encode(Array(json.utf8)) }

    static let cases: [Case] = [
        Case(
            name: "Saudi Arabia",
            text: tagged(["Bobs Records", "310122393500003", "2022-04-25T15:30:00Z", "1000.00",
                "150.00"]),
            kind: .fiscal, supplier: "Bobs Records", taxID: "310122393500003",
            date: "2022-04-25", total: "1000.00", tax: "150.00", currency: "SAR"),
        Case(
            name: "Portugal",
            text: "A:123456789*B:999999990*C:PT*D:FT*E:N*F:20191231*G:FT AB2019/0035*"
                + "H:CSDF7T5H-0035*I1:PT*I7:0.65*I8:0.15*N:0.15*O:0.80*Q:kLp0*R:9999",
            kind: .fiscal, taxID: "123456789", number: "FT AB2019/0035", date: "2019-12-31",
            total: "0.80", tax: "0.15", currency: "EUR", control: "CSDF7T5H-0035"),
        Case(
            name: "Austria",
            text: "_R1-AT1_BOX-7_4711_2016-03-11T04:24:43_1,00_2,50_0,00_0,00_-0,50_mBk=_"
                + "7d2a_c3Vt_c2ln",
            kind: .fiscal, number: "4711", date: "2016-03-11", total: "3.00", currency: "EUR",
            control: "c3Vt"),
        Case(
            name: "Germany",
            text: "V0;955002-00;Kassenbeleg-V1;Beleg^0.00_2.55_0.00_0.00_0.00^2.55:Bar;18;112;"
                + "2019-07-10T18:41:04.000Z;2019-07-10T18:41:05.000Z;ecdsa-plain-SHA256;unixTime;"
                + "MEQCIAy4;BHhWOeis",
            kind: .fiscal, date: "2019-07-10", total: "2.55", currency: "EUR",
            control: "MEQCIAy4"),
        Case(
            name: "India",
            text: "e30." + url(
                #"{"data":"{\"SellerGstin\":\"37BZNPM9430M1KL\",\"DocNo\":\"KOL01\","#
                    + #"\"DocDt\":\"16/05/2020\",\"TotInvVal\":12908.5,"#
                    + #"\"Irn\":\"a5c12dca\"}","iss":"NIC"}"#) + ".c2ln",
            kind: .fiscal, taxID: "37BZNPM9430M1KL", number: "KOL01", date: "2020-05-16",
            total: "12908.5", currency: "INR", control: "a5c12dca"),
        Case(
            name: "Russia",
            text: "t=20180518T220500&s=975.88&fn=8710000101125654&i=99456&fp=1250448795&n=1",
            kind: .fiscal, date: "2018-05-18", total: "975.88", currency: "RUB",
            control: "1250448795"),
        Case(
            name: "Spain",
            text: "https://www2.agenciatributaria.gob.es/wlpl/TIKE-CONT/ValidarQR?nif=89890001K"
                + "&numserie=12345678%2FG33&fecha=01-09-2024&importe=241.4",
            kind: .fiscal, taxID: "89890001K", number: "12345678/G33", date: "2024-09-01",
            total: "241.4",
            control: "https://www2.agenciatributaria.gob.es/wlpl/TIKE-CONT/ValidarQR?nif="
                + "89890001K&numserie=12345678%2FG33&fecha=01-09-2024&importe=241.4"),
        Case(
            name: "Argentina",
            text: "https://www.afip.gob.ar/fe/qr/?p=" + encoded(
                #"{"ver":1,"fecha":"2020-10-13","cuit":30000000007,"ptoVta":10,"tipoCmp":1,"#
                    + #""nroCmp":94,"importe":12100,"moneda":"DOL","codAut":70417054367476}"#),
            kind: .fiscal, taxID: "30000000007", number: "94", date: "2020-10-13",
            total: "12100", currency: "USD", control: "70417054367476"),
        Case(
            name: "Mexico",
            text: "https://verificacfdi.facturaelectronica.sat.gob.mx/default.aspx?id=5803EB8D"
                + "&re=XAXX010101000&rr=AAA010101AAA&tt=0000012345.670000&fe=rt5yAA==",
            kind: .fiscal, taxID: "XAXX010101000", total: "12345.67",
            control: "https://verificacfdi.facturaelectronica.sat.gob.mx/default.aspx?id=5803EB8D"
                + "&re=XAXX010101000&rr=AAA010101AAA&tt=0000012345.670000&fe=rt5yAA=="),
        Case(
            name: "Kenya, eTIMS",
            text: "https://etims.kra.go.ke/common/link/etims/receipt/indexEtimsReceiptData"
                + "?Data=P051234567X00LFYEKJ3QY6WBN7QH",
            kind: .fiscal, taxID: "P051234567X", currency: "KES", control: "LFYEKJ3QY6WBN7QH"),
        Case(
            name: "Uganda",
            text: "https://efris.ura.go.ug/site_mobile/#/invoiceValidation?invoiceNo=32201234567"
                + "&antiFakeCode=24511198765432101234",
            kind: .fiscal, number: "32201234567", control: "24511198765432101234"),
        Case(
            name: "Tanzania", text: "https://verify.tra.go.tz/5D3C5B12345_143059", kind: .fiscal,
            control: "https://verify.tra.go.tz/5D3C5B12345_143059"),
        Case(
            name: "Brazil",
            text: "https://www.fazenda.rj.gov.br/nfce/qrcode?p="
                + "33190405481336000137650010000012341000012345|2|1|1|A1B2C3",
            kind: .fiscal, taxID: "05481336000137", number: "1234", currency: "BRL",
            control: "33190405481336000137650010000012341000012345"),
        Case(
            name: "a till that asks to be paid (EMV)",
            text: "00020101021229220008KE.GO.QR010624724752045411530340454071250.005802KE5915MAMA N"
                + "JERI SHOP6007NAIROBI62210108INV-00420505ACC7763047E70",
            kind: .payment, supplier: "MAMA NJERI SHOP", number: "INV-0042", total: "1250.00",
            currency: "KES", control: "ACC77"),
        Case(
            name: "a Swiss bill",
            text: "SPC\r\n0200\r\n1\r\nCH4431999123000889012\r\nS\r\nRobert Schneider AG\r\nRue\r\n"
                + "1268\r\n2501\r\nBiel\r\nCH\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n"
                + "1949.75\r\nCHF\r\nS\r\n"
                + "Pia\r\nGasse\r\n28\r\n9400\r\nRorschach\r\nCH\r\nQRR\r\n"
                + "210000000003139471430009017\r\n\r\nEPD",
            kind: .payment, supplier: "Robert Schneider AG", total: "1949.75", currency: "CHF",
            control: "210000000003139471430009017"),
        Case(
            name: "a European transfer",
            text: "BCD\n002\n1\nSCT\nBFSWDE33BER\nWikimedia e.V.\nDE33100205000001194700\nEUR12.3"
                + "\n\n\nRE-2026-11\n",
            kind: .payment, supplier: "Wikimedia e.V.", total: "12.3", currency: "EUR",
            control: "RE-2026-11"),
        Case(
            name: "Rwanda",
            text: "https://myrra.rra.gov.rw/common/link/ebm/receipt/indexEbmReceiptData?Data="
                + "9999911",
            kind: .fiscal, currency: "RWF",
            control: "https://myrra.rra.gov.rw/common/link/ebm/receipt/indexEbmReceiptData?Data="
                + "9999911"),
        Case(
            name: "Kenya, before eTIMS",
            text: "https://itax.kra.go.ke/KRA-Portal/invoiceChk.htm?actionCode=loadPage"
                + "&invoiceNo=0040798650000001234",
            kind: .fiscal, currency: "KES", control: "0040798650000001234"),
        Case(
            name: "values with names",
            text: "Invoice No: INV-77; Date: 2026-02-03; Total Amount: 1,250.00; VAT: 172.41",
            kind: .other, number: "INV-77", date: "2026-02-03", total: "1250.00", tax: "172.41"),
    ]

    @Test("says what its form states", arguments: cases) func forms(_ expected: Case) throws {
        let code = PrintedCode(
            symbology: "QR-Code", text: expected.text, box: Box(x: 0, y: 0, width: 9, height: 9))
        let facts = try #require(code.facts, "\(expected.name)")
        #expect(facts.kind == expected.kind)
        #expect(facts.supplier == expected.supplier)
        #expect(facts.supplierTaxID == expected.taxID)
        #expect(facts.number == expected.number)
        #expect(facts.date == expected.date)
        #expect(facts.total == expected.total)
        #expect(facts.tax == expected.tax)
        #expect(facts.currency == expected.currency)
        #expect(facts.controlCode == expected.control)
    }
}

@Suite("Print and code together")
struct StatedValueTests {
    private static let receipt = """
        MAMA NJERI TRADING LIMITED
        DATE: 14/03/2026
        SUGAR 1KG            150.00
        OIL                  550.00
        TOTAL KES            700.00
        """

    private static func code(_ text: String) -> PrintedCode {
        PrintedCode(symbology: "QR-Code", text: text, box: Box(x: 5, y: 6, width: 70, height: 70))
    }

    private static let stated = code(
        "t=20260315T1010&s=713.40&fn=87100001&i=99456&fp=125044&n=1")

    @Test("Print that was surely read stands against any code, and the code's value is offered")
    func printStands() {
        for code in [
            Self.stated, Self.code("BCD\n002\n1\nSCT\nBIC\nA\nDE33\nEUR713.4\n\n\n\n"),
        ] {
            var paper = PrintedPage.read(Self.receipt)
            paper.prefer([code])
            #expect(paper.total.value == "700.00" && paper.total.source == .recognition)
            #expect(paper.date.value == "2026-03-14")
            let warning = paper.warnings.first { $0.code == "code_disagrees" && $0.field == .total }
            #expect(warning?.proposal.map { $0.hasPrefix("713.4") } == true)
        }
    }

    @Test("A code fills what print leaves open or was hardly read") func fills() {
        var paper = PrintedPage.read("MAMA NJERI TRADING\nTHANK YOU")
        paper.date = ExtractedField(value: "2026-03-14", confidence: 0.3, source: .recognition)
        paper.prefer([Self.stated])
        #expect(paper.total.value == "713.40" && paper.total.source == .code)
        #expect(paper.total.box == Box(x: 5, y: 6, width: 70, height: 70))
        #expect(paper.date.value == "2026-03-15" && paper.date.source == .code)
        #expect(paper.warnings.allSatisfy { $0.code != "total_missing" })
    }

    @Test("A code that says another total than the electronic invoice is named") func xmlAndCode() {
        var paper = ExtractedPaper(kind: .invoice)
        paper.total = ExtractedField(value: "700.00", confidence: 1, source: .xml)
        paper.date = ExtractedField(value: "2026-03-14", confidence: 1, source: .xml)
        paper.prefer([Self.stated])
        #expect(paper.total.value == "700.00" && paper.total.source == .xml)
        #expect(paper.warnings.map { $0.field } == [.total])
    }

    @Test(
        "An address on an authority's server in no form of its own is no authority's code",
        arguments: [
            "https://itax.kra.go.ke/i?total=950000.00",
            "https://itax.kra.go.ke/KRA-Portal/invoiceChk.htm?actionCode=loadPage&invoiceNo=004"
                + "&total=950000.00",
            "https://etims.kra.go.ke/common/link/etims/receipt/indexEtimsReceiptData?total=950000"
                + "&Data=P051234567X00LFYEKJ3QY6WBN7QH",
            "https://efris.ura.go.ug/site_mobile/#/invoiceValidation?invoiceNo=3&antiFakeCode=2"
                + "&amount=950000",
            "https://www2.agenciatributaria.gob.es/wlpl/TIKE-CONT/ValidarQR?nif=1&numserie=2"
                + "&fecha=01-09-2024&importe=950000&importe=1",
            "https://www2.agenciatributaria.gob.es/otra?nif=1&numserie=2&fecha=01-09-2024"
                + "&importe=950000",
            "https://www.fazenda.rj.gov.br/nfce/qrcode?vNF=950000&p="
                + "33190405481336000137650010000012341000012349|2|1|1|A1B2C3",
            "https://etims.kra.go.ke:x@evil.example/common/link/etims/receipt/"
                + "indexEtimsReceiptData?Data=P051234567X00LFYEKJ3QY6WBN7QH&amount=950000",
            "https://evil.example/?t=20260315T1010&s=950000&fn=1&i=2&fp=3&n=1&total=950000",
        ])
    func forged(text: String) throws {
        let facts = try #require(Self.code(text).facts)
        #expect(facts.kind == .other)
        var empty = PrintedPage.read("MAMA NJERI TRADING\nTHANK YOU")
        empty.prefer([Self.code(text)])
        #expect(empty.total.value == nil)
        var paper = PrintedPage.read(Self.receipt)
        paper.prefer([Self.code(text)])
        #expect(paper.total.value == "700.00" && paper.total.source == .recognition)
        #expect(paper.warnings.contains { $0.code == "code_disagrees" && $0.field == .total })
    }

    @Test("A code that agrees makes the printed value sure and keeps its place") func agrees() {
        var paper = PrintedPage.read(Self.receipt)
        let box = paper.total.box
        paper.prefer([Self.code("t=20260314T1010&s=700.00&fn=87100001&i=99456&fp=125044&n=1")])
        #expect(paper.total.value == "700.00" && paper.total.box == box)
        #expect(paper.total.confidence >= 0.99 && paper.total.source == .code)
        // The form is of another country than the receipt, which says KES.
        #expect(paper.warnings.map { $0.field } == [.currency])
    }

    @Test("A currency that was only guessed is no print and gives way to a code's")
    func guessed() {
        var paper = PrintedPage.read(Self.receipt.replacing("KES", with: "   "))
        paper.currency = ExtractedField(value: "KES", confidence: 0.6, source: .recognition)
        paper.prefer([Self.stated])
        #expect(paper.currency.value == "RUB" && paper.currency.source == .code)
        #expect(paper.warnings.allSatisfy { $0.field != .currency })
    }

    @Test("A code of nobody knows whom fills nothing and only confirms or contradicts")
    func otherCode() {
        var empty = PrintedPage.read("MAMA NJERI TRADING\nTHANK YOU")
        empty.prefer([Self.code("https://loyalty.example/win?amount=500&date=2026-01-01")])
        #expect(empty.total.value == nil && empty.date.value == nil)
        var paper = PrintedPage.read(Self.receipt)
        paper.prefer([Self.code("https://loyalty.example/win?amount=500")])
        #expect(paper.total.value == "700.00")
        #expect(paper.warnings.contains { $0.code == "code_disagrees" && $0.proposal == "500" })
    }

    @Test("A code whose check sum is wrong, or that is cut, states nothing") func damaged() {
        for text in [
            "00020101021253034045407125.0063040000", "A:123*B:9", "AQ==", "_R1-AT1_a_b",
            "V0;1;Kassenbeleg-V1;Beleg", "SPC\n0200", "BCD\n002", "{", "http://", "????", "",
        ] {
            #expect(Self.code(text).facts == nil, "\(text)")
        }
    }

    @Test("The page and its electronic invoice may differ: both are named") func xmlDiffers() {
        let read = PrintedPage.read(Self.receipt)
        var stated = ExtractedPaper(kind: .invoice)
        stated.total = ExtractedField(value: "713.40", confidence: 1, source: .xml)
        stated.date = ExtractedField(value: "2026-03-14", confidence: 1, source: .xml)
        stated.warn(whereVisible: read)
        #expect(stated.warnings.map { $0.code } == ["xml_disagrees"])
        #expect(stated.warnings.first?.proposal == "700.00")
        #expect(stated.total.value == "713.40")
    }
}
