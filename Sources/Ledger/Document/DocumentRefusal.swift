/// Why a document cannot stand, and which part of it is at fault.
public struct DocumentRefusal: Error, Hashable, Sendable {
    /// Stable codes; they never change their meaning.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        case noLines = "no_lines"
        case lineQuantityZero = "line_quantity_zero"
        case linePriceNegative = "line_price_negative"
        case priceBaseNotPositive = "price_base_not_positive"
        /// A percentage below zero or above ten times its base.
        case adjustmentOutOfRange = "adjustment_out_of_range"
        case currencyMismatch = "currency_mismatch"
        case taxUnknown = "tax_unknown"
        case taxRepeated = "tax_repeated"
        case taxRateOutOfRange = "tax_rate_out_of_range"
        /// Only the standard category has a rate.
        case taxRateNotZero = "tax_rate_not_zero"
        /// More than three taxes on one line.
        case tooManyTaxes = "too_many_taxes"
        case payableRoundingNotPositive = "payable_rounding_not_positive"
        case totalOverflow = "total_overflow"
    }

    public enum Place: Hashable, Sendable {
        case document
        case line(Int)
        case adjustment(Int)
        case tax(Int)
    }

    public let code: Code
    /// Zero-based.
    public let place: Place

    public init(_ code: Code, at place: Place = .document) {
        self.code = code
        self.place = place
    }

    /// A JSON pointer into the document: `/lines/2`; empty for the document itself.
    public var pointer: String {
        switch place {
        case .document: ""
        case .line(let index): "/lines/" + index.description
        case .adjustment(let index): "/adjustments/" + index.description
        case .tax(let index): "/taxes/" + index.description
        }
    }
}

extension DocumentRefusal {
    /// One English sentence for whoever must mend the document.
    public var message: String {
        switch code {
        case .noLines: "a document needs at least one line"
        case .lineQuantityZero: "the quantity is zero"
        case .linePriceNegative: "the price is negative; a negative quantity takes goods back"
        case .priceBaseNotPositive: "the quantity that the price stands for must be positive"
        case .adjustmentOutOfRange: "a percentage must lie between 0 and 1000"
        case .currencyMismatch: "the amount is not in the currency of the document"
        case .taxUnknown: "the tax is not one of the document's taxes"
        case .taxRepeated: "the tax is named twice"
        case .taxRateOutOfRange: "the rate must lie between 0 and 1000 percent"
        case .taxRateNotZero: "only a tax of the standard category has a rate"
        case .tooManyTaxes: "a line bears at most three taxes"
        case .payableRoundingNotPositive: "the smallest coin must be a positive amount"
        case .totalOverflow: "the amounts are too large to be added up"
        }
    }
}
