import Ledger
import Testing

@Suite struct DocumentTotalsTests {
    /// base | rate | tax: hand calculations, negative half cents among them (BR-CO-17).
    @Test(arguments: [
        ("1000", "25", "250.00"), ("-6491.34", "25", "-1622.84"), ("2141.05", "14", "299.75"),
        ("2141.19", "2.1", "44.96"), ("-1710.50", "19", "-325.00"), ("1710.50", "19", "325.00"),
        ("-321.50", "19", "-61.09"), ("-7612.50", "19", "-1446.38"), ("0.02", "25", "0.01"),
        ("-0.02", "25", "-0.01"), ("0.01", "25", "0.00"),
    ])
    func taxIsItsBaseTimesItsRateRoundedOnce(base: String, rate: String, tax: String) throws {
        let isBack = base.hasPrefix("-")
        let line = try DocumentFixture.line(
            isBack ? "-1" : "1", at: isBack ? String(base.dropFirst()) : base,
            taxes: ["VAT" + rate])
        let totals = try Document(
            kind: .invoice, currency: .eur, lines: [line], taxes: [DocumentFixture.vat(rate)]
        ).totals()
        #expect(totals.taxes[0].base == totals.net)
        #expect(totals.tax.decimal == tax)
        #expect(totals.rounding.isZero)
    }

    @Test func anInvoiceWithDiscountsChargesAndTwoRates() throws {
        let f = DocumentFixture.self
        let document = Document(
            kind: .invoice, currency: .eur,
            lines: [
                try f.line("3", at: "33.333333", taxes: ["VAT25"]),
                try f.line(
                    "10", at: "12.50",
                    adjustments: [
                        Adjustment(.allowance, .percent(try Rate(percent: "10"))),
                        Adjustment(.charge, .fixed(try f.money("2.00"))),
                    ], taxes: ["VAT10"]),
            ],
            adjustments: [
                DocumentAdjustment(
                    Adjustment(.allowance, .percent(try Rate(percent: "5"))), taxes: ["VAT25"]),
                DocumentAdjustment(
                    Adjustment(.charge, .fixed(try f.money("7.50"))), taxes: ["VAT10"]),
            ],
            taxes: [try f.vat("25"), try f.vat("10")], prepaid: try f.money("50.00"))
        let totals = try document.totals()
        #expect(totals.lineNets.map { $0.decimal } == ["100.00", "114.50"])
        #expect(totals.lineTotal.decimal == "214.50")
        #expect(totals.allowanceTotal.decimal == "5.00")
        #expect(totals.chargeTotal.decimal == "7.50")
        #expect(totals.net.decimal == "217.00")
        #expect(totals.taxes.map { $0.base.decimal } == ["95.00", "122.00"])
        #expect(totals.taxes.map { $0.amount.decimal } == ["23.75", "12.20"])
        #expect(totals.total.decimal == "252.95")
        #expect(totals.payable.decimal == "202.95")
    }

    @Test func roundingPerLineAndPerCategoryDifferByWhatTheyRound() throws {
        let f = DocumentFixture.self
        let lines = try (0..<3).map { _ in try f.line("1", at: "0.10", taxes: ["VAT16"]) }
        let totals = { (rounding: Document.TaxRounding) throws in
            try Document(
                kind: .invoice, currency: .eur, lines: lines, taxes: [f.vat("16")],
                taxRounding: rounding
            ).totals()
        }
        #expect(try totals(.perCategory).tax.decimal == "0.05")
        #expect(try totals(.perLine).tax.decimal == "0.06")
    }

    @Test func aCompoundTaxCountsOnTheTaxesBeforeIt() throws {
        let f = DocumentFixture.self
        let document = Document(
            kind: .invoice, currency: .kes,
            lines: [
                try f.line("1", at: "1000", .kes, taxes: ["LEVY", "VAT"]),
                try f.line("1", at: "500", .kes, taxes: ["VAT"]),
            ],
            taxes: [
                Tax(code: "LEVY", rate: try Rate(percent: "2")),
                Tax(code: "VAT", rate: try Rate(percent: "16"), isCompound: true),
            ])
        let totals = try document.totals()
        #expect(totals.taxes.map { $0.base.decimal } == ["1000.00", "1520.00"])
        #expect(totals.taxes.map { $0.amount.decimal } == ["20.00", "243.20"])
        #expect(totals.total.decimal == "1763.20")
    }

    @Test func withholdingLowersWhatIsDueAndNotTheTotal() throws {
        let f = DocumentFixture.self
        let document = Document(
            kind: .invoice, currency: .kes,
            lines: [try f.line("1", at: "10000", .kes, taxes: ["VAT16", "WHT2"])],
            taxes: [
                try f.vat("16"),
                Tax(code: "WHT2", rate: try Rate(percent: "2"), isWithholding: true),
            ])
        let totals = try document.totals()
        #expect(totals.payable.decimal == "11600.00")
        #expect(totals.withheld.decimal == "200.00")
        #expect(totals.due.decimal == "11400.00")
    }

    @Test func zeroExemptAndOutOfScopeAreToldApart() throws {
        let f = DocumentFixture.self
        let categories = [TaxCategory.zero, .exempt, .outOfScope, .reverseCharge]
        let document = Document(
            kind: .invoice, currency: .kes,
            lines: try categories.map { try f.line("1", at: "100", .kes, taxes: [$0.rawValue]) },
            taxes: categories.map { Tax(code: $0.rawValue, category: $0, rate: .zero) })
        let totals = try document.totals()
        #expect(totals.taxes.map { $0.tax.category.code } == ["Z", "E", "O", "AE"])
        #expect(totals.taxes.allSatisfy { $0.base.decimal == "100.00" && $0.amount.isZero })
        #expect(totals.total.decimal == "400.00")
    }

    /// gross | rate | net | tax | rounding: 0.03 at 19 % is no net with its tax, whatever the net.
    @Test(arguments: [
        ("116.00", "16", "100.00", "16.00", "0.00"), ("100.00", "19", "84.03", "15.97", "0.00"),
        ("0.03", "19", "0.03", "0.01", "-0.01"), ("1.00", "6", "0.94", "0.06", "0.00"),
    ])
    func pricesThatHoldTheirTaxAreWhatIsPaid(
        gross: String, rate: String, net: String, tax: String, rounding: String
    ) throws {
        let f = DocumentFixture.self
        let totals = try Document(
            kind: .receipt, currency: .eur, lines: [f.line("1", at: gross, taxes: ["VAT" + rate])],
            taxes: [f.vat(rate)], pricing: .inclusive
        ).totals()
        #expect(totals.net.decimal == net)
        #expect(totals.tax.decimal == tax)
        #expect(totals.rounding.decimal == rounding)
        #expect(totals.payable.decimal == gross)
    }

    @Test func aTillThatRoundsPerLineNeedsNoRoundingAmount() throws {
        let f = DocumentFixture.self
        let totals = try Document(
            kind: .receipt, currency: .myr,
            lines: try ["0.03", "9.99", "2.50"].map {
                try f.line("1", at: $0, .myr, taxes: ["VAT6"])
            },
            taxes: [f.vat("6")], pricing: .inclusive, taxRounding: .perLine
        ).totals()
        #expect(totals.rounding.isZero)
        #expect(totals.payable.decimal == "12.52")
    }

    @Test func thePayableAmountIsMadeEvenByANamedAmount() throws {
        let f = DocumentFixture.self
        let totals = { (rounding: Document.PayableRounding) throws in
            try Document(
                kind: .receipt, currency: .myr, lines: [f.line("1", at: "10.02", .myr)],
                payableRounding: rounding
            ).totals()
        }
        #expect(try totals(.toMultiple(of: 5)).rounding.decimal == "-0.02")
        #expect(try totals(.toMultiple(of: 5)).payable.decimal == "10.00")
        #expect(try totals(.stated(f.money("0.08", .myr))).payable.decimal == "10.10")
    }
}
