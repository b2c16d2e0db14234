/// An exact rate in parts per million: 16 % is 160,000. Taxes, discounts, shares.
public struct Rate: Hashable, Comparable, Sendable {
    static let partsInWhole: Int128 = 1_000_000
    private static let percentDecimals = 4
    private static let fractionDecimals = 6

    public let partsPerMillion: Int64

    public init(partsPerMillion: Int64) { self.partsPerMillion = partsPerMillion }

    /// Reads `16`, `2.1` or `-0.0025`: percent with at most four decimals.
    public init(percent: String) throws(DecimalError) {
        partsPerMillion = try DecimalText.parse(percent, scale: Self.percentDecimals)
    }

    /// Reads `0.16`: a fraction with at most six decimals.
    public init(fraction: String) throws(DecimalError) {
        partsPerMillion = try DecimalText.parse(fraction, scale: Self.fractionDecimals)
    }

    public static let zero = Rate(partsPerMillion: 0)

    /// Percent without trailing zeros: `16`, `2.1`.
    public var percent: String {
        DecimalText.write(partsPerMillion, scale: Self.percentDecimals, minimum: 0)
    }

    /// A fraction without trailing zeros: `0.16`.
    public var fraction: String {
        DecimalText.write(partsPerMillion, scale: Self.fractionDecimals, minimum: 0)
    }

    public static func < (left: Rate, right: Rate) -> Bool {
        left.partsPerMillion < right.partsPerMillion
    }
}

extension Rate: CustomStringConvertible {
    public var description: String { percent + " %" }
}
