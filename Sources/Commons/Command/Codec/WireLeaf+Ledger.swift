import Ledger
import Wire

private func text(of format: String, example: String) -> JSONValue {
    .object([
        ("type", .string("string")), ("format", .string(format)),
        ("examples", .array([.string(example)])),
    ])
}

private func text(matching pattern: String, example: String) -> JSONValue {
    .object([
        ("type", .string("string")), ("pattern", .string(pattern)),
        ("examples", .array([.string(example)])),
    ])
}

extension ID: WireLeaf, Codable {
    public static func read(_ input: WireInput) throws(LeafFault) -> ID {
        guard let text = input.text, let id = ID(text) else {
            throw LeafFault("must be a UUID in lower case, such as \(Self.placeholder.text)")
        }
        return id
    }

    public func write(to writer: inout JSONWriter) { writer.string(text) }
    public static var schema: JSONValue {
        .object([
            ("type", .string("string")), ("format", .string("uuid")),
            ("pattern", .string(
                "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")),
            ("examples", .array([.string(Self.placeholder.text)])),
        ])
    }
    public static var placeholder: ID { ID(0x0198_c0de_0000_7000_8000_0000_0000_0001) }
}

extension Day: WireLeaf, Codable {
    public static func read(_ input: WireInput) throws(LeafFault) -> Day {
        guard let text = input.text, let day = Day(iso: text) else {
            throw LeafFault("must be a day, such as 2026-11-23", .notADay)
        }
        return day
    }

    public func write(to writer: inout JSONWriter) { writer.string(iso) }
    public static var schema: JSONValue { text(of: "date", example: "2026-11-23") }
    public static var placeholder: Day { Instant(microseconds: 0).day }
}

extension Instant: WireLeaf, Codable {
    public static func read(_ input: WireInput) throws(LeafFault) -> Instant {
        guard let text = input.text, let instant = Instant(rfc3339: text) else {
            throw LeafFault("must be a moment (RFC 3339), such as 2026-11-23T10:15:00Z")
        }
        return instant
    }

    public func write(to writer: inout JSONWriter) { writer.string(rfc3339) }
    public static var schema: JSONValue { text(of: "date-time", example: "2026-11-23T10:15:00Z") }
    public static var placeholder: Instant { Instant(microseconds: 0) }
}

extension Currency: WireLeaf, Codable {
    public static func read(_ input: WireInput) throws(LeafFault) -> Currency {
        guard let text = input.text, let currency = Currency(code: text) else {
            throw LeafFault("must be a currency code of ISO 4217, such as KES", .notACurrency)
        }
        return currency
    }

    public func write(to writer: inout JSONWriter) { writer.string(code) }
    public static var schema: JSONValue { PricedText.reference("Currency") }
    public static var placeholder: Currency { .kes }
}

extension Money: WireLeaf, Codable {
    public static func read(_ input: WireInput) throws(LeafFault) -> Money {
        let (amount, currency) = try PricedText.read(input)
        do throws(MoneyError) {
            return try Money(decimal: amount, currency: currency)
        } catch {
            switch error {
            case .malformed(let error): throw PricedText.fault(error)
            case .overflow, .currencyMismatch: throw PricedText.fault(.overflow)
            }
        }
    }

    public func write(to writer: inout JSONWriter) {
        PricedText.write(decimal, currency, to: &writer)
    }
    public static var schema: JSONValue { PricedText.reference("Money") }
    public static var placeholder: Money { .zero(.kes) }
}

extension UnitPrice: WireLeaf, Codable {
    public static func read(_ input: WireInput) throws(LeafFault) -> UnitPrice {
        let (amount, currency) = try PricedText.read(input)
        do throws(DecimalError) {
            return try UnitPrice(decimal: amount, currency: currency)
        } catch {
            throw PricedText.fault(error)
        }
    }

    public func write(to writer: inout JSONWriter) {
        PricedText.write(decimal, currency, to: &writer)
    }
    public static var schema: JSONValue { PricedText.reference("UnitPrice") }
    public static var placeholder: UnitPrice { UnitPrice(millionths: 0, currency: .kes) }
}

extension Quantity: WireLeaf, Codable {
    public static func read(_ input: WireInput) throws(LeafFault) -> Quantity {
        guard let text = input.text else {
            throw LeafFault("must be a decimal text such as \"2.5\"", .notADecimal)
        }
        do throws(DecimalError) {
            return try Quantity(decimal: text)
        } catch {
            throw LeafFault(error.advice, error.faultCode)
        }
    }

    public func write(to writer: inout JSONWriter) { writer.string(decimal) }
    public static var schema: JSONValue { text(matching: DecimalPattern.of(6), example: "2.5") }
    public static var placeholder: Quantity { .one }
}

/// Percent on the wire: `"16"`.
extension Rate: WireLeaf, Codable {
    public static func read(_ input: WireInput) throws(LeafFault) -> Rate {
        guard let text = input.text else {
            throw LeafFault("must be a percentage such as \"16\"", .notADecimal)
        }
        do throws(DecimalError) {
            return try Rate(percent: text)
        } catch {
            throw LeafFault(error.advice, error.faultCode)
        }
    }

    public func write(to writer: inout JSONWriter) { writer.string(percent) }
    public static var schema: JSONValue { text(matching: DecimalPattern.of(4), example: "16") }
    public static var placeholder: Rate { .zero }
}
