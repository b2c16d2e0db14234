/// A tax that lines of a document name by its code.
public struct Tax: Hashable, Sendable {
    /// Unique within the document: `VAT16`.
    public let code: String
    public let category: TaxCategory
    public let rate: Rate
    /// Its base includes the taxes that stand before it in the document and apply to the line.
    public let isCompound: Bool
    /// The payer keeps it back and hands it to the state: it lowers what is due, not the total.
    public let isWithholding: Bool
    /// A buyer may claim it back; otherwise it is part of the cost.
    public let isRecoverable: Bool

    public init(
        code: String, category: TaxCategory = .standard, rate: Rate, isCompound: Bool = false,
        isWithholding: Bool = false, isRecoverable: Bool = true
    ) {
        self.code = code
        self.category = category
        self.rate = rate
        self.isCompound = isCompound
        self.isWithholding = isWithholding
        self.isRecoverable = isRecoverable
    }
}
