/// A discount (allowance) or a charge, on a line or on a document.
public struct Adjustment: Hashable, Sendable {
    public enum Direction: String, Hashable, Sendable {
        case allowance
        case charge
    }

    public enum Amount: Hashable, Sendable {
        /// Negative only where a correction takes an earlier adjustment back.
        case fixed(Money)
        /// Of the line before its adjustments; on a document, of the lines with the same taxes.
        case percent(Rate)
    }

    public let direction: Direction
    public let amount: Amount
    public let reason: String

    public init(_ direction: Direction, _ amount: Amount, reason: String = "") {
        self.direction = direction
        self.amount = amount
        self.reason = reason
    }
}

/// An adjustment of the whole document, which bears taxes as a line does (BT-95, BT-102).
public struct DocumentAdjustment: Hashable, Sendable {
    public let adjustment: Adjustment
    /// Codes of the document's taxes.
    public let taxes: [String]

    public init(_ adjustment: Adjustment, taxes: [String] = []) {
        self.adjustment = adjustment
        self.taxes = taxes
    }
}
