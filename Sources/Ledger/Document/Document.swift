/// The figures of an invoice, bill, purchase order, receipt or credit note, as they were agreed.
/// Everything else that stands on it follows from them: see `totals()`.
///
/// A credit note has positive lines: its kind, not its sign, says that it takes back.
public struct Document: Hashable, Sendable {
    /// Whether prices and adjustments hold their taxes already.
    public enum Pricing: String, Hashable, Sendable {
        case exclusive
        case inclusive
    }

    /// Where tax is rounded to the minor unit.
    public enum TaxRounding: String, Hashable, Sendable {
        /// Once for each tax, on the sum of its lines. EN 16931 asks for this (BR-CO-17).
        case perCategory = "per_category"
        /// On each line, as many tills do.
        case perLine = "per_line"
    }

    /// How the payable amount is made even (BT-114).
    public enum PayableRounding: Hashable, Sendable {
        case none
        /// To a multiple of so many minor units (positive): the smallest coin.
        case toMultiple(of: Int64)
        /// The rounding amount that a received document states.
        case stated(Money)
    }

    public let kind: DocumentKind
    public let currency: Currency
    public let lines: [DocumentLine]
    public let adjustments: [DocumentAdjustment]
    /// All taxes that lines and adjustments name, in the order in which compound ones build up.
    public let taxes: [Tax]
    public let pricing: Pricing
    public let taxRounding: TaxRounding
    public let rounding: Rounding
    /// What was paid before the document was made (BT-113).
    public let prepaid: Money?
    public let payableRounding: PayableRounding

    public init(
        kind: DocumentKind, currency: Currency, lines: [DocumentLine],
        adjustments: [DocumentAdjustment] = [], taxes: [Tax] = [],
        pricing: Pricing = .exclusive, taxRounding: TaxRounding = .perCategory,
        rounding: Rounding = .halfUp, prepaid: Money? = nil,
        payableRounding: PayableRounding = .none
    ) {
        self.kind = kind
        self.currency = currency
        self.lines = lines
        self.adjustments = adjustments
        self.taxes = taxes
        self.pricing = pricing
        self.taxRounding = taxRounding
        self.rounding = rounding
        self.prepaid = prepaid
        self.payableRounding = payableRounding
    }

    /// Checks the document and works out its totals (EN 16931, BR-CO-10 to BR-CO-17).
    public func totals() throws(DocumentRefusal) -> DocumentTotals {
        try check()
        var calculation = try DocumentCalculation(self)
        return try calculation.run()
    }
}
