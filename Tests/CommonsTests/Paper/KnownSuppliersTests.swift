import Insight
import Recognition
import Testing

@testable import Commons

@Suite("A tax number in a code") struct KnownSuppliersTests {
    private static let known = KnownSuppliers(
        templates: [], taxNumbers: ["P051234567X": "Njeri Stores Limited"])

    private static func reading(
        _ supplier: String, sure confidence: Double, code: String
    ) -> Reading {
        var paper = ExtractedPaper(kind: .receipt)
        paper.supplier = ExtractedField(
            value: supplier, confidence: confidence, source: .recognition)
        var reading = Reading(mediaType: "image/png", pages: [], paper: paper)
        reading.codes = [
            PrintedCode(
                symbology: "QR-Code", text: code, box: Box(x: 0, y: 0, width: 9, height: 9))
        ]
        return reading
    }

    private static let form = "https://etims.kra.go.ke/common/link/etims/receipt/"
        + "indexEtimsReceiptData?Data=P051234567X00LFYEKJ3QY6WBN7QH"

    @Test("names the supplier, and says so where print surely names another") func names() {
        for (printed, confidence, warns) in [
            ("NJERI STORES LTD", 0.9, false), ("MAMA NJERI", 0.3, false), ("CITY MART", 0.9, true),
        ] {
            var reading = Self.reading(printed, sure: confidence, code: Self.form)
            _ = Self.known.improve(&reading)
            #expect(reading.paper.supplier.value == "Njeri Stores Limited")
            #expect(reading.paper.warnings.map(\.proposal) == (warns ? [printed] : []))
        }
    }

    @Test("of no form that the authority prescribes names nobody") func forged() {
        var reading = Self.reading(
            "CITY MART", sure: 0.9, code: "https://etims.kra.go.ke/i?pin=P051234567X&total=9.00")
        _ = Self.known.improve(&reading)
        #expect(reading.paper.supplier.value == "CITY MART")
    }
}
