import Ledger
import Testing

@Suite struct DocumentRefusalTests {
    @Test func aDocumentNeedsALine() throws {
        try expect(.noLines, Document(kind: .invoice, currency: .eur, lines: []))
    }

    @Test func aLineMustCountSomething() throws {
        try expect(.lineQuantityZero, at: .line(1), lines: ["1", "0"])
    }

    @Test func aPriceIsNotNegative() throws {
        let line = try DocumentFixture.line("1", at: "-1")
        try expect(.linePriceNegative, at: .line(0), document([line]))
    }

    @Test func aPriceStandsForAPositiveQuantity() throws {
        let line = DocumentLine(
            description: "", quantity: .one,
            unitPrice: try UnitPrice(decimal: "1", currency: .eur), priceBase: .zero)
        try expect(.priceBaseNotPositive, at: .line(0), document([line]))
    }

    @Test func allAmountsHaveTheCurrencyOfTheDocument() throws {
        let f = DocumentFixture.self
        let fine = try f.line("1", at: "1")
        try expect(
            .currencyMismatch, at: .line(1), document([fine, try f.line("1", at: "1", .kes)]))
        let foreign = Adjustment(.charge, .fixed(try f.money("1", .kes)))
        try expect(
            .currencyMismatch, at: .line(0),
            document([try f.line("1", at: "1", adjustments: [foreign])]))
        try expect(
            .currencyMismatch, at: .adjustment(0),
            Document(
                kind: .invoice, currency: .eur, lines: [fine],
                adjustments: [DocumentAdjustment(foreign)]))
        try expect(
            .currencyMismatch,
            Document(kind: .invoice, currency: .eur, lines: [fine], prepaid: .zero(.kes)))
    }

    @Test func aPercentageIsBetweenNothingAndTenTimesItsBase() throws {
        for parts in [Int64(-1), 10_000_001] {
            let percent = Adjustment(.allowance, .percent(Rate(partsPerMillion: parts)))
            let line = try DocumentFixture.line("1", at: "1", adjustments: [percent])
            try expect(.adjustmentOutOfRange, at: .line(0), document([line]))
        }
    }

    @Test func taxesAreKnownDistinctAndInRange() throws {
        let f = DocumentFixture.self
        let line = try f.line("1", at: "1", taxes: ["VAT16"])
        let vat = try f.vat("16")
        try expect(.taxUnknown, at: .line(0), document([line]))
        try expect(.taxRepeated, at: .tax(1), document([line], taxes: [vat, vat]))
        try expect(
            .taxRepeated, at: .line(0),
            document([try f.line("1", at: "1", taxes: ["VAT16", "VAT16"])], taxes: [vat]))
        try expect(
            .taxRateOutOfRange, at: .tax(0), document([line], taxes: [try f.vat("-1")]))
        try expect(
            .taxRateNotZero, at: .tax(0),
            document([line], taxes: [Tax(code: "E", category: .exempt, rate: vat.rate)]))
        let four = try ["1", "2", "3", "4"].map { try f.vat($0) }
        try expect(
            .tooManyTaxes, at: .line(0),
            document([try f.line("1", at: "1", taxes: four.map { $0.code })], taxes: four))
    }

    @Test func theCoinIsPositive() throws {
        try expect(
            .payableRoundingNotPositive,
            Document(
                kind: .invoice, currency: .eur, lines: [DocumentFixture.line("1", at: "1")],
                payableRounding: .toMultiple(of: 0)))
    }

    @Test func totalsBeyondInt64AreRefusedAndNeverTrap() throws {
        let huge = DocumentLine(
            description: "", quantity: Quantity(millionths: .max),
            unitPrice: UnitPrice(millionths: .max, currency: .eur))
        try expect(.totalOverflow, at: .line(0), document([huge]))
        let large = DocumentLine(
            description: "", quantity: .one,
            unitPrice: UnitPrice(millionths: .max, currency: .kwd),
            priceBase: Quantity(millionths: 1_000), taxes: ["VAT16"])
        let percent = Adjustment(.charge, .percent(Rate(partsPerMillion: 10_000_000)))
        for count in [1_000, 2_000, 5_000] {
            let lines = Array(repeating: large, count: count)
            try expect(
                .totalOverflow,
                Document(
                    kind: .invoice, currency: .kwd, lines: lines,
                    adjustments: [DocumentAdjustment(percent, taxes: ["VAT16"])],
                    taxes: [DocumentFixture.vat("16")], pricing: .inclusive))
        }
    }

    @Test func thePlaceIsAPointerIntoTheDocument() {
        #expect(DocumentRefusal(.lineQuantityZero, at: .line(2)).pointer == "/lines/2")
        #expect(DocumentRefusal(.taxRepeated, at: .tax(0)).pointer == "/taxes/0")
        #expect(DocumentRefusal(.noLines).pointer == "")
        #expect(Set(DocumentRefusal.Code.allCases.map { $0.rawValue }).count == 13)
    }

    private func document(_ lines: [DocumentLine], taxes: [Tax] = []) -> Document {
        Document(kind: .invoice, currency: .eur, lines: lines, taxes: taxes)
    }

    private func expect(
        _ code: DocumentRefusal.Code, at place: DocumentRefusal.Place, lines: [String]
    ) throws {
        try expect(code, at: place, document(lines.map { try DocumentFixture.line($0, at: "1") }))
    }

    private func expect(
        _ code: DocumentRefusal.Code, at place: DocumentRefusal.Place = .document,
        _ document: Document
    ) throws {
        #expect(throws: DocumentRefusal(code, at: place)) { try document.totals() }
    }
}
