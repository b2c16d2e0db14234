import Ledger

extension AcceptPaper {
    /// Tills round what is paid to coins; less than so many minor units is such a rounding.
    private static let coin: Int64 = 100

    /// The subtotal is what the total is without its tax or, where prices hold their tax, the total
    /// itself. Where no tax is claimed, it may be anything within the total.
    ///
    /// - Throws: `currency_mismatch`, `totals_impossible`.
    func checkSubtotal() throws {
        guard let subtotal else { return }
        guard subtotal.currency == total.currency else {
            throw Refusal(
                .currencyMismatch, "The total is in \(total.currency.code).", at: "/subtotal")
        }
        if subtotal.isNegative {
            throw Refusal(.totalsImpossible, "A subtotal is not negative.", at: "/subtotal")
        }
        let over = try BooksMoney.sum(
            [subtotal, BooksMoney.opposite(total)], total.currency).minorUnits
        guard let tax, tax.currency == total.currency else {
            guard over < Self.coin else {
                throw Refusal(
                    .totalsImpossible, "\(subtotal.decimal) is more than the total, "
                        + "\(total.decimal).", at: "/subtotal")
            }
            return
        }
        let off = try BooksMoney.sum(
            [subtotal, tax, BooksMoney.opposite(total)], total.currency).minorUnits
        guard Self.isRounding(off) || Self.isRounding(over) else {
            throw Refusal(
                .totalsImpossible, "\(subtotal.decimal) and \(tax.decimal) of tax do not come to "
                    + "\(total.decimal); leave the subtotal out where it is before charges or "
                    + "discounts.", at: "/subtotal")
        }
    }

    private static func isRounding(_ difference: Int64) -> Bool {
        difference > -coin && difference < coin
    }
}
