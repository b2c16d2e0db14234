import Ledger
import Storage

/// Columns as the core's own values.
extension Row {
    public func id<Entity>(_ column: Int) throws -> ID<Entity> {
        guard let id = ID<Entity>(try text(column)) else {
            throw StorageFault.column(column, wanted: "a UUID")
        }
        return id
    }

    public func instant(_ column: Int) throws -> Instant {
        Instant(microseconds: try integer(column))
    }

    public func instantIfAny(_ column: Int) throws -> Instant? {
        try integerIfAny(column).map { Instant(microseconds: $0) }
    }

    public func day(_ column: Int) throws -> Day {
        guard let day = Day(iso: try text(column)) else {
            throw StorageFault.column(column, wanted: "a day")
        }
        return day
    }

    public func currency(_ column: Int) throws -> Currency {
        guard let currency = Currency(code: try text(column)) else {
            throw StorageFault.column(column, wanted: "a currency")
        }
        return currency
    }

    /// Minor units in one column, the currency in another.
    public func money(_ column: Int, currency: Int) throws -> Money {
        Money(minorUnits: try integer(column), currency: try self.currency(currency))
    }

    /// An enumeration kept as its text.
    public func choice<Choice: RawRepresentable<String>>(
        _ column: Int, _ type: Choice.Type = Choice.self
    ) throws -> Choice {
        guard let choice = Choice(rawValue: try text(column)) else {
            throw StorageFault.column(column, wanted: "one of \(Choice.self)")
        }
        return choice
    }
}

extension Value {
    public static func id<Entity>(_ id: ID<Entity>) -> Value { .text(id.text) }
    public static func instant(_ instant: Instant) -> Value { .integer(instant.microseconds) }
    public static func day(_ day: Day) -> Value { .text(day.iso) }
}

extension Row {
    public func idIfAny<Entity>(_ column: Int) throws -> ID<Entity>? {
        isNull(column) ? nil : try id(column)
    }
}
