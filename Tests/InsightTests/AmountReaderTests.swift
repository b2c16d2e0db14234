import Foundation
import Testing

@testable import Insight

@Suite("Amounts as people and tills write them")
struct AmountReaderTests {
    static let amounts: [(text: String, thousandths: Int64, decimals: Int)] = [
        ("12.50", 12_500, 2), ("RM12.50", 12_500, 2), ("12.50SR", 12_500, 2),
        ("1,234.50", 1_234_500, 2), ("1.234,50", 1_234_500, 2), ("3,50", 3_500, 2),
        ("1,250", 1_250_000, 0), ("1.250.000", 1_250_000_000, 0), ("$5.00", 5_000, 2),
        ("KSH700.00", 700_000, 2), ("l2.5O", 12_500, 2), ("4.B0", 4_800, 2), ("6:50", 6_500, 2),
        ("(8.00)", 8_000, 2), ("-0.01", -10, 2), ("0.125", 125, 3), ("<48.00>", 48_000, 2),
        ("٣٫٥٠", 3_500, 2),
    ]

    @Test("Each form is one number", arguments: amounts)
    func reads(sample: (text: String, thousandths: Int64, decimals: Int)) throws {
        let number = try #require(AmountReader.number(Fold.upper(sample.text)))
        #expect(number.thousandths == sample.thousandths)
        #expect(number.decimals == sample.decimals)
    }

    @Test(
        "What is no amount is none",
        arguments: ["TOTAL", "6%", "CS00417", "A1", "12/03/2026", "1,2,3", "1.23.4", "X", "", ".",
            "99999999999999"])
    func refuses(text: String) {
        #expect(AmountReader.number(Fold.upper(text)) == nil)
    }

    static let labelled: [(word: String, parts: [String])] = [
        ("TOTALRM21.85", ["TOTAL", "RM21.85"]), ("Jumlah:RM15.40", ["Jumlah:", "RM15.40"]),
        ("TOTAL:638.00", ["TOTAL", ":638.00"]), ("Total(KES)1,638.00", ["Total(", "KES)1,638.00"]),
        ("RM21.85", ["RM21.85"]), ("KSHS700.00", ["KSHS700.00"]), ("TERM30.00", ["TERM30.00"]),
        ("GST6.00", ["GST6.00"]), ("INVOICE2311", ["INVOICE2311"]), ("TOTAL", ["TOTAL"]),
        ("UNIT@12.50", ["UNIT@12.50"]), ("A4PAPER12.50", ["A4PAPER12.50"]),
    ]

    @Test("A label that runs into its amount is cut from it", arguments: labelled)
    func cuts(sample: (word: String, parts: [String])) {
        let scalars = Substring(sample.word).unicodeScalars
        let parts = LabelledAmount.parts(scalars).map { String(String.UnicodeScalarView($0)) }
        #expect(parts == sample.parts)
    }

    @Test("The exponential agrees with the mathematics library to the last digits")
    func exponential() {
        for step in -1400...1400 {
            let value = Double(step) / 2.003
            let expected = Foundation.exp(value)
            #expect(abs(Exponential.exp(value) - expected) <= expected * 2e-15)
        }
        #expect(Exponential.exp(-1e6) == 0)
    }

    @Test("Probabilities of a choice and of none of them make one")
    func probabilities() {
        let model = ChoiceModel(weights: [2, -1], none: 0.5)
        let chances = model.probabilities([[1, 0], [0, 1], [1, 1]])
        let none = Foundation.exp(0.5)
        let sum = Foundation.exp(2) + Foundation.exp(-1) + Foundation.exp(1) + none
        #expect(abs(chances[0] - Foundation.exp(2) / sum) < 1e-12)
        #expect(abs(1 - chances.reduce(0, +) - none / sum) < 1e-12)
        #expect(model.probabilities([]).isEmpty)
    }

    @Test("Every model has a coefficient for every piece of evidence")
    func widths() {
        // Two more for agreement between readings.
        #expect(TotalModel.choice.weights.count == AmountEvidence().vector.count + 2)
        #expect(DateModel.choice.weights.count == DateEvidence().vector.count + 2)
        #expect(SupplierModel.choice.weights.count == SupplierEvidence().vector.count + 2)
    }
}
