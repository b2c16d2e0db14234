import Ledger
import Testing

/// What holds for every document, on some thousands of random ones.
@Suite struct DocumentPropertyTests {
    @Test func totalsSatisfyEN16931() throws {
        var random = SeededGenerator(seed: 21)
        for _ in 0..<4_000 {
            let document = try DocumentFixture.random(using: &random)
            let t = try document.totals()
            let sum = { (amounts: [Money]) throws in
                try Money.sum(amounts, currency: document.currency)
            }
            #expect(try t.lineTotal == sum(t.lineNets), "BR-CO-10")
            let nets = { (direction: Adjustment.Direction) in
                zip(document.adjustments, t.adjustmentNets)
                    .filter { $0.0.adjustment.direction == direction }.map { $0.1 }
            }
            #expect(try t.allowanceTotal == sum(nets(.allowance)).negated(), "BR-CO-11")
            #expect(try t.chargeTotal == sum(nets(.charge)), "BR-CO-12")
            let net = try t.lineTotal.subtracting(t.allowanceTotal).adding(t.chargeTotal)
            #expect(t.net == net, "BR-CO-13")
            #expect(try t.tax == sum(t.taxes.map { $0.amount }), "BR-CO-14")
            #expect(try t.total == t.net.adding(t.tax), "BR-CO-15")
            let payable = try t.total.subtracting(t.prepaid).adding(t.rounding)
            #expect(t.payable == payable, "BR-CO-16")
            if document.taxRounding == .perCategory {
                for tax in t.taxes {
                    let amount = try tax.base.multiplied(
                        by: tax.tax.rate, rounding: document.rounding)
                    #expect(tax.amount == amount, "BR-CO-17")
                }
            }
            #expect(try t.due == t.payable.subtracting(t.withheld))
        }
    }

    @Test func theBaseOfATaxIsTheNetOfTheLinesThatBearIt() throws {
        var random = SeededGenerator(seed: 22)
        for _ in 0..<1_000 {
            let document = try DocumentFixture.random(using: &random)
            let totals = try document.totals()
            let bearers =
                document.lines.map { $0.taxes } + document.adjustments.map { $0.taxes }
            let nets = totals.lineNets + totals.adjustmentNets
            for tax in totals.taxes + totals.withholding where !tax.tax.isCompound {
                let borne = zip(bearers, nets).filter { $0.0.contains(tax.tax.code) }.map { $0.1 }
                #expect(try Money.sum(borne, currency: document.currency) == tax.base)
            }
        }
    }

    @Test func pricesThatHoldTheirTaxAreConserved() throws {
        var random = SeededGenerator(seed: 23)
        for _ in 0..<2_000 {
            let lines = try (0..<Int.random(in: 1...6, using: &random)).map { _ in
                let price = Money(
                    minorUnits: Int64.random(in: 1...99_999, using: &random), currency: .kes)
                return DocumentLine(
                    description: "", quantity: .one, unitPrice: try UnitPrice(price),
                    taxes: [["VAT16"], ["VAT8"], []].randomElement(using: &random) ?? [])
            }
            for rounding in [Document.TaxRounding.perCategory, .perLine] {
                let totals = try Document(
                    kind: .receipt, currency: .kes, lines: lines,
                    taxes: [DocumentFixture.vat("16"), DocumentFixture.vat("8")],
                    pricing: .inclusive, taxRounding: rounding
                ).totals()
                let prices = try lines.map { try $0.unitPrice.amount(for: .one, rounding: .down) }
                #expect(try totals.payable == Money.sum(prices, currency: .kes))
                let slack = rounding == .perLine ? 0 : 2
                #expect(abs(totals.rounding.minorUnits) <= slack)
            }
        }
    }

    @Test func theOrderOfTheLinesDoesNotMatter() throws {
        var random = SeededGenerator(seed: 24)
        for _ in 0..<1_000 {
            let document = try DocumentFixture.random(using: &random)
            let shuffled = Document(
                kind: document.kind, currency: document.currency,
                lines: document.lines.shuffled(using: &random),
                adjustments: document.adjustments, taxes: document.taxes,
                pricing: document.pricing, taxRounding: document.taxRounding,
                rounding: document.rounding, prepaid: document.prepaid,
                payableRounding: document.payableRounding)
            let (first, second) = (try document.totals(), try shuffled.totals())
            #expect(first.taxes == second.taxes)
            #expect(first.withholding == second.withholding)
            #expect(first.payable == second.payable)
            #expect(first.net == second.net)
        }
    }

    @Test func aDocumentTakenBackIsTheMirrorImage() throws {
        var random = SeededGenerator(seed: 25)
        for _ in 0..<500 {
            let prices = (0..<3).map { _ in Int64.random(in: 1...9_999_999, using: &random) }
            let totals = { (sign: Int64) throws in
                try Document(
                    kind: .invoice, currency: .eur,
                    lines: prices.map {
                        DocumentLine(
                            description: "", quantity: Quantity(millionths: sign * 1_500_000),
                            unitPrice: UnitPrice(millionths: $0, currency: .eur), taxes: ["VAT19"])
                    }, taxes: [DocumentFixture.vat("19")]
                ).totals()
            }
            #expect(try totals(-1).payable == totals(1).payable.negated())
            #expect(try totals(-1).tax == totals(1).tax.negated())
        }
    }
}
