/// The exact price of one unit, with up to six decimals whatever the currency has: electricity
/// is sold at 0.0088 a unit.
public struct UnitPrice: Hashable, Sendable {
    static let decimals = 6

    /// Millionths of the major unit.
    public let millionths: Int64
    public let currency: Currency

    public init(millionths: Int64, currency: Currency) {
        self.millionths = millionths
        self.currency = currency
    }

    /// Reads `12.5` or `0.0088` strictly.
    public init(decimal: String, currency: Currency) throws(DecimalError) {
        millionths = try DecimalText.parse(decimal, scale: Self.decimals)
        self.currency = currency
    }

    public init(_ money: Money) throws(MoneyError) {
        let factor = PowerOfTen.int64(Self.decimals - money.currency.exponent)
        let (product, overflow) = money.minorUnits.multipliedReportingOverflow(by: factor)
        if overflow { throw .overflow }
        self.init(millionths: product, currency: money.currency)
    }

    /// The price with the decimals of the currency and those beyond that are not zero.
    public var decimal: String {
        DecimalText.write(millionths, scale: Self.decimals, minimum: currency.exponent)
    }

    /// Quantity x price, where the price stands for `base` units (positive), rounded once.
    public func amount(
        for quantity: Quantity, per base: Quantity = .one, rounding: Rounding
    ) throws(MoneyError) -> Money {
        precondition(base.millionths > 0, "a price stands for a positive quantity")
        let product = Int128(millionths) * Int128(quantity.millionths)
        let scale = PowerOfTen.int128(Self.decimals - currency.exponent)
        return try Money(
            narrowing: rounding.quotient(
                product, dividedBy: Int128(base.millionths) * scale),
            currency: currency)
    }
}

extension UnitPrice: CustomStringConvertible {
    public var description: String { decimal + " " + currency.code }
}
