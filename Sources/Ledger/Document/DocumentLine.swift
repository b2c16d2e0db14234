/// One line of a document: what, how much of it, at which price.
public struct DocumentLine: Hashable, Sendable {
    public let description: String
    /// Not zero; negative where something is taken back.
    public let quantity: Quantity
    /// Not negative.
    public let unitPrice: UnitPrice
    /// How many units the price stands for (BT-149): 100 where it is a price per hundred.
    public let priceBase: Quantity
    public let adjustments: [Adjustment]
    /// Codes of the document's taxes.
    public let taxes: [String]
    /// Where the line is booked; nil for the usual account of the document's kind.
    public let account: ID<Account>?

    public init(
        description: String, quantity: Quantity, unitPrice: UnitPrice, priceBase: Quantity = .one,
        adjustments: [Adjustment] = [], taxes: [String] = [], account: ID<Account>? = nil
    ) {
        self.description = description
        self.quantity = quantity
        self.unitPrice = unitPrice
        self.priceBase = priceBase
        self.adjustments = adjustments
        self.taxes = taxes
        self.account = account
    }
}
