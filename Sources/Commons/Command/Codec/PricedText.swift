import Ledger
import Wire

/// The wire form of money and of unit prices: `{"amount":"12.50","currency":"KES"}`.
enum PricedText {
    static func read(_ input: WireInput) throws(LeafFault) -> (amount: String, Currency) {
        guard case .json(.object(let members)) = input else {
            throw LeafFault("must be an object with amount and currency")
        }
        var amount: String?
        var currency: Currency?
        for (name, value) in members {
            switch name {
            case "amount":
                guard let text = value.string else {
                    throw LeafFault(
                        "must be a decimal text such as \"12.50\"", at: "/amount", .notADecimal)
                }
                amount = text
            case "currency":
                do throws(LeafFault) {
                    currency = try Currency.read(.json(value))
                } catch {
                    throw LeafFault(error.detail, at: "/currency", error.code)
                }
            default: throw LeafFault("is not a field of an amount", at: "/" + name)
            }
        }
        guard let amount else { throw LeafFault("is required", at: "/amount", .required) }
        guard let currency else { throw LeafFault("is required", at: "/currency", .required) }
        return (amount, currency)
    }

    static func fault(_ error: DecimalError) -> LeafFault {
        LeafFault(error.advice, at: "/amount", error.faultCode)
    }

    static func write(_ amount: String, _ currency: Currency, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("amount")
        writer.string(amount)
        writer.key("currency")
        writer.string(currency.code)
        writer.endObject()
    }

    static func reference(_ name: String) -> JSONValue {
        .object([("$ref", .string("#/components/schemas/" + name))])
    }

    /// The components that `reference` points to.
    static let components: [(String, JSONValue)] = [
        ("Currency", .object([
            ("type", .string("string")), ("description", .string("A code of ISO 4217.")),
            ("enum", .array(Currency.all.map { .string($0.code) })),
        ])),
        ("Money", schema(
            "An exact amount of money, with no more decimals than its currency has.",
            amount: DecimalPattern.of(4), byDecimals)),
        ("UnitPrice", schema("The price of one unit.", amount: DecimalPattern.of(6))),
    ]

    /// How many decimals an amount may have, by the currencies that have so many.
    private static let byDecimals: JSONValue = .array(
        Set(Currency.all.map(\.exponent)).sorted().map { exponent in
            let codes = Currency.all.filter { $0.exponent == exponent }.map(\.code)
            return .object([
                ("properties", .object([
                    ("amount", .object([("pattern", .string(DecimalPattern.of(exponent)))])),
                    ("currency", .object([("enum", .array(codes.map { .string($0) }))])),
                ]))
            ])
        })

    private static func schema(
        _ meaning: String, amount pattern: String, _ anyOf: JSONValue? = nil
    ) -> JSONValue {
        .object([
            ("type", .string("object")), ("description", .string(meaning)),
            ("properties", .object([
                ("amount", .object([
                    ("type", .string("string")), ("pattern", .string(pattern)),
                    ("examples", .array([.string("1250.00")])),
                ])),
                ("currency", Currency.schema),
            ])),
            ("required", .array([.string("amount"), .string("currency")])),
            ("additionalProperties", .bool(false)),
        ] + (anyOf.map { [("anyOf", $0)] } ?? []))
    }
}

/// Regular expressions for decimal texts.
enum DecimalPattern {
    /// Eighteen digits in all, which 64 bits always hold.
    static func of(_ decimals: Int) -> String {
        let whole = "^-?(0|[1-9][0-9]{0,\(17 - decimals)})"
        return decimals == 0 ? whole + "$" : whole + "(\\.[0-9]{1,\(decimals)})?$"
    }
}

extension DecimalError {
    /// What is wrong and what would be right.
    var advice: String {
        switch self {
        case .malformed: "must be a plain decimal number such as \"12.50\""
        case .tooManyDecimals(let limit):
            limit == 0 ? "must be a whole number" : "must have at most \(limit) decimals"
        case .overflow: "is too large"
        }
    }

    var faultCode: FaultCode {
        switch self {
        case .malformed: .notADecimal
        case .tooManyDecimals(let limit): .tooManyDecimals(most: limit)
        case .overflow: .numberTooLarge
        }
    }
}
