/// What was allocated to a document. Its state follows from these sums alone; nothing else says
/// whether a document is paid.
public struct Settlement: Hashable, Sendable {
    /// Whether the document was ever issued, and whether it was made void.
    public enum Life: Hashable, Sendable {
        case draft
        case issued
        case void
    }

    public let life: Life
    /// What the document asks for (`DocumentTotals.payable`).
    public let payable: Money
    /// Payments allocated to it, with what the payer kept back as tax.
    public let paid: Money
    /// Credit notes allocated to it.
    public let credited: Money
    public let writtenOff: Money
    /// What is still to be paid; against the sign of `payable` when too much was paid.
    public let open: Money

    /// Amounts are positive where they lower a positive `payable`.
    public init(
        _ life: Life, payable: Money, paid: Money, credited: Money, writtenOff: Money
    ) throws(MoneyError) {
        self.life = life
        self.payable = payable
        self.paid = paid
        self.credited = credited
        self.writtenOff = writtenOff
        open = try payable.subtracting(
            Money.sum([paid, credited, writtenOff], currency: payable.currency))
    }

    public var state: DocumentState {
        switch life {
        case .draft: return .draft
        case .void: return .void
        case .issued: break
        }
        if open.isZero {
            if !writtenOff.isZero { return .writtenOff }
            return !payable.isZero && credited == payable ? .credited : .paid
        }
        if open == payable { return .issued }
        return open.isNegative == payable.isNegative && !payable.isZero ? .partlyPaid : .overpaid
    }
}
