import Ledger

/// Short ways to say a document in a test.
enum DocumentFixture {
    static func vat(_ percent: String) throws -> Tax {
        Tax(code: "VAT" + percent, rate: try Rate(percent: percent))
    }

    static func line(
        _ quantity: String, at price: String, _ currency: Currency = .eur,
        adjustments: [Adjustment] = [], taxes: [String] = []
    ) throws -> DocumentLine {
        DocumentLine(
            description: "goods", quantity: try Quantity(decimal: quantity),
            unitPrice: try UnitPrice(decimal: price, currency: currency),
            adjustments: adjustments, taxes: taxes)
    }

    static func money(_ decimal: String, _ currency: Currency = .eur) throws -> Money {
        try Money(decimal: decimal, currency: currency)
    }

    /// A random document of one to eight lines with taxes, discounts and charges of all sorts.
    static func random(using random: inout SeededGenerator) throws -> Document {
        let currency = [Currency.kes, .ugx, .kwd].randomElement(using: &random) ?? .kes
        let taxes = [
            Tax(code: "LEVY", rate: try Rate(percent: "2")),
            Tax(code: "VAT16", rate: try Rate(percent: "16"), isCompound: true),
            Tax(code: "VAT8", rate: try Rate(percent: "8"), isRecoverable: false),
            Tax(code: "EXEMPT", category: .exempt, rate: .zero),
            Tax(code: "WHT5", rate: try Rate(percent: "5"), isWithholding: true),
        ]
        let treatments = [
            [], ["VAT16"], ["LEVY", "VAT16"], ["VAT8"], ["EXEMPT"], ["VAT16", "WHT5"], ["LEVY"],
        ]
        let lines = (0..<Int.random(in: 1...8, using: &random)).map { _ in
            DocumentLine(
                description: "line",
                quantity: Quantity(millionths: signed(1...50_000_000, using: &random)),
                unitPrice: UnitPrice(
                    millionths: Int64.random(in: 0...9_000_000_000, using: &random),
                    currency: currency),
                adjustments: adjustments(currency, using: &random),
                taxes: treatments.randomElement(using: &random) ?? [])
        }
        let changes = adjustments(currency, using: &random).map {
            DocumentAdjustment($0, taxes: treatments.randomElement(using: &random) ?? [])
        }
        return Document(
            kind: .invoice, currency: currency, lines: lines, adjustments: changes,
            taxes: taxes, pricing: Bool.random(using: &random) ? .exclusive : .inclusive,
            taxRounding: Bool.random(using: &random) ? .perCategory : .perLine,
            rounding: Bool.random(using: &random) ? .halfUp : .halfEven,
            prepaid: Bool.random(using: &random)
                ? Money(minorUnits: Int64.random(in: 0...5_000, using: &random), currency: currency)
                : nil,
            payableRounding: Bool.random(using: &random) ? .none : .toMultiple(of: 5))
    }

    private static func signed(
        _ range: ClosedRange<Int64>, using random: inout SeededGenerator
    ) -> Int64 {
        let value = Int64.random(in: range, using: &random)
        return Int.random(in: 0..<8, using: &random) == 0 ? -value : value
    }

    private static func adjustments(
        _ currency: Currency, using random: inout SeededGenerator
    ) -> [Adjustment] {
        (0..<Int.random(in: 0...2, using: &random)).map { _ in
            let amount: Adjustment.Amount =
                Bool.random(using: &random)
                ? .percent(Rate(partsPerMillion: Int64.random(in: 0...300_000, using: &random)))
                : .fixed(
                    Money(minorUnits: Int64.random(in: 0...900, using: &random), currency: currency)
                )
            return Adjustment(Bool.random(using: &random) ? .allowance : .charge, amount)
        }
    }
}
