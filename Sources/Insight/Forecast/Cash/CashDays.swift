import Ledger

/// Days where the books are kept.
public struct CashDays: Sendable {
    /// The day of a moment.
    public var day: @Sendable (Instant) -> Day
    /// The last moment of a day.
    public var end: @Sendable (Day) -> Instant

    public init(
        day: @escaping @Sendable (Instant) -> Day, end: @escaping @Sendable (Day) -> Instant
    ) {
        self.day = day
        self.end = end
    }

    public static let utc = CashDays(
        day: { $0.day }, end: { Instant($0.adding(days: 1)) })
}
