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
