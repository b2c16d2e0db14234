/// What the caller knows beforehand. Nothing here invents a value; it only decides between
/// readings that the paper leaves open.
public struct ExtractionHints: Equatable, Sendable {
    /// ISO 3166 alpha-2 code of the organisation, which settles day-month order.
    public var country: String?
    /// ISO 4217 code to assume when the paper names no currency; nil leaves it null.
    public var currency: String?
    /// ISO 8601 day on which the paper was captured: no paper is dated after it.
    public var today: String?

    public init(country: String? = nil, currency: String? = nil, today: String? = nil) {
        self.country = country
        self.currency = currency
        self.today = today
    }

    /// Whether 3/4 is the fourth of March where the paper comes from.
    var writesMonthFirst: Bool { country.map { ["US", "PH"].contains($0) } ?? false }
}
