/// What a document comes to. The business terms of EN 16931 stand beside the amounts; for every
/// document `net = lineTotal - allowanceTotal + chargeTotal`, `total = net + tax`,
/// `payable = total - prepaid + rounding`, `due = payable - withheld`.
public struct DocumentTotals: Hashable, Sendable {
    /// One tax of the document (BG-23).
    public struct TaxTotal: Hashable, Sendable {
        public let tax: Tax
        /// BT-116.
        public let base: Money
        /// BT-117.
        public let amount: Money
    }

    /// The net amount of each line, in order (BT-131).
    public let lineNets: [Money]
    /// The net amount of each adjustment, in order; allowances count negative (BT-92, BT-99).
    public let adjustmentNets: [Money]
    /// BT-106.
    public let lineTotal: Money
    /// BT-107.
    public let allowanceTotal: Money
    /// BT-108.
    public let chargeTotal: Money
    /// Without tax (BT-109).
    public let net: Money
    /// Taxes that some line bears, in the document's order; without withholding.
    public let taxes: [TaxTotal]
    /// BT-110.
    public let tax: Money
    /// With tax (BT-112).
    public let total: Money
    /// BT-113.
    public let prepaid: Money
    /// What makes the payable amount even, or equal to the sum of prices that hold their tax
    /// (BT-114).
    public let rounding: Money
    /// BT-115.
    public let payable: Money
    /// Taxes that the payer keeps back.
    public let withholding: [TaxTotal]
    public let withheld: Money
    /// What changes hands.
    public let due: Money
}
