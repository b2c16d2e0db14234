/// An amount in whole minor units (cents, say) of one currency. Every operation is checked.
public struct Money: Hashable, Sendable {
    public let minorUnits: Int64
    public let currency: Currency

    public init(minorUnits: Int64, currency: Currency) {
        self.minorUnits = minorUnits
        self.currency = currency
    }

    /// Reads `-1250.00` strictly: a minus sign or none, digits, and no more decimals than the
    /// currency has. No grouping, no exponent, no plus sign.
    public init(decimal: String, currency: Currency) throws(MoneyError) {
        do throws(DecimalError) {
            minorUnits = try DecimalText.parse(decimal, scale: currency.exponent)
        } catch {
            throw error == .overflow ? .overflow : .malformed(error)
        }
        self.currency = currency
    }

    public static func zero(_ currency: Currency) -> Money {
        Money(minorUnits: 0, currency: currency)
    }

    /// The amount in major units with all decimals of the currency: `1250.00`, `-0.05`, `300`.
    public var decimal: String {
        DecimalText.write(minorUnits, scale: currency.exponent, minimum: currency.exponent)
    }

    public var isZero: Bool { minorUnits == 0 }
    public var isNegative: Bool { minorUnits < 0 }
    public var isPositive: Bool { minorUnits > 0 }

    public func adding(_ other: Money) throws(MoneyError) -> Money {
        try checkCurrency(of: other)
        return try checked(minorUnits.addingReportingOverflow(other.minorUnits))
    }

    public func subtracting(_ other: Money) throws(MoneyError) -> Money {
        try checkCurrency(of: other)
        return try checked(minorUnits.subtractingReportingOverflow(other.minorUnits))
    }

    public func negated() throws(MoneyError) -> Money {
        try checked(Int64(0).subtractingReportingOverflow(minorUnits))
    }

    public func multiplied(by factor: Int64) throws(MoneyError) -> Money {
        try checked(minorUnits.multipliedReportingOverflow(by: factor))
    }

    /// The share of this amount that the rate names, rounded once.
    public func multiplied(by rate: Rate, rounding: Rounding) throws(MoneyError) -> Money {
        let product = Int128(minorUnits) * Int128(rate.partsPerMillion)
        return try Money(
            narrowing: rounding.quotient(product, dividedBy: Rate.partsInWhole),
            currency: currency)
    }

    /// The nearest multiple of `increment` minor units, as cash needs where small coins are gone.
    public func rounded(toMultipleOf increment: Int64, rounding: Rounding) throws(MoneyError)
        -> Money
    {
        precondition(increment > 0, "an increment is positive")
        let count = rounding.quotient(Int128(minorUnits), dividedBy: Int128(increment))
        return try Money(narrowing: count * Int128(increment), currency: currency)
    }

    /// Whether this amount is less than another of the same currency.
    public func isLess(than other: Money) throws(MoneyError) -> Bool {
        try checkCurrency(of: other)
        return minorUnits < other.minorUnits
    }

    /// The sum of amounts that all have the given currency; zero of it when there are none.
    /// The order does not matter: only a sum beyond Int64 overflows, never one on the way.
    public static func sum(_ amounts: some Sequence<Money>, currency: Currency)
        throws(MoneyError) -> Money
    {
        var total: Int128 = 0
        for amount in amounts {
            guard amount.currency == currency else {
                throw .currencyMismatch(expected: currency, found: amount.currency)
            }
            total += Int128(amount.minorUnits)
        }
        return try Money(narrowing: total, currency: currency)
    }

    /// Narrows a wide intermediate result.
    public init(narrowing wide: Int128, currency: Currency) throws(MoneyError) {
        guard let narrow = Int64(exactly: wide) else { throw .overflow }
        self.init(minorUnits: narrow, currency: currency)
    }

    private func checkCurrency(of other: Money) throws(MoneyError) {
        guard other.currency == currency else {
            throw .currencyMismatch(expected: currency, found: other.currency)
        }
    }

    private func checked(_ result: (partialValue: Int64, overflow: Bool)) throws(MoneyError)
        -> Money
    {
        if result.overflow { throw .overflow }
        return Money(minorUnits: result.partialValue, currency: currency)
    }
}

extension Money: CustomStringConvertible {
    /// `1250.00 KES`, for logs and tests; screens format by their language.
    public var description: String { decimal + " " + currency.code }
}
