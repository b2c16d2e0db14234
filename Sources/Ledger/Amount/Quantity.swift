/// An exact quantity with up to six decimals: pieces, kilograms, hours.
public struct Quantity: Hashable, Comparable, Sendable {
    static let decimals = 6

    /// Millionths of the unit.
    public let millionths: Int64

    public init(millionths: Int64) { self.millionths = millionths }

    /// Reads `2`, `0.125` or `-3` strictly.
    public init(decimal: String) throws(DecimalError) {
        millionths = try DecimalText.parse(decimal, scale: Self.decimals)
    }

    /// Nil where the whole number is too large (beyond nine million million).
    public init?(whole: Int64) {
        let (product, overflow) = whole.multipliedReportingOverflow(
            by: PowerOfTen.int64(Self.decimals))
        if overflow { return nil }
        millionths = product
    }

    public static let zero = Quantity(millionths: 0)
    public static let one = Quantity(millionths: PowerOfTen.int64(decimals))

    /// The number without trailing zeros: `2`, `0.125`.
    public var decimal: String {
        DecimalText.write(millionths, scale: Self.decimals, minimum: 0)
    }

    public static func < (left: Quantity, right: Quantity) -> Bool {
        left.millionths < right.millionths
    }
}

extension Quantity: CustomStringConvertible {
    public var description: String { decimal }
}
