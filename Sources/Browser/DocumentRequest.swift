import Ledger
import Wire

/// A document as the API's requests have it: `kind` (receipt unless given), `currency`,
/// `pricing`, `tax_rounding`, `taxes[] {code, category, rate, is_compound, is_withholding}` and
/// `lines[] {description, quantity, unit_price, discount, taxes[]}`; rates in percent.
struct DocumentRequest {
    let document: Document

    init(_ request: JSONRequest) throws(CallRefusal) {
        let currency = try request.required("currency").currency()
        var lines: [DocumentLine] = []
        for line in try request.required("lines").elements() {
            lines.append(try Self.line(line, currency: currency))
        }
        var taxes: [Tax] = []
        if let listed = request["taxes"] {
            for tax in try listed.elements() { taxes.append(try Self.tax(tax)) }
        }
        document = Document(
            kind: try Self.choice(request["kind"], or: .receipt) { DocumentKind(rawValue: $0) },
            currency: currency, lines: lines, taxes: taxes,
            pricing: try Self.choice(request["pricing"], or: .exclusive) {
                Document.Pricing(rawValue: $0)
            },
            taxRounding: try Self.choice(request["tax_rounding"], or: .perCategory) {
                Document.TaxRounding(rawValue: $0)
            })
    }

    private static func line(_ line: JSONRequest, currency: Currency) throws(CallRefusal)
        -> DocumentLine
    {
        let price = try line.required("unit_price")
        var adjustments: [Adjustment] = []
        if let discount = line["discount"] {
            adjustments.append(Adjustment(.allowance, .percent(try rate(discount))))
        }
        var taxes: [String] = []
        if let codes = line["taxes"] {
            for code in try codes.elements() { taxes.append(try code.text()) }
        }
        return DocumentLine(
            description: try line["description"]?.text() ?? "",
            quantity: try line["quantity"].map(quantity) ?? .one,
            unitPrice: try unitPrice(price, currency: currency),
            adjustments: adjustments, taxes: taxes)
    }

    private static func tax(_ tax: JSONRequest) throws(CallRefusal) -> Tax {
        Tax(
            code: try tax.required("code").text(),
            category: try choice(tax["category"], or: .standard) { TaxCategory(rawValue: $0) },
            rate: try rate(tax.required("rate")),
            isCompound: try tax["is_compound"]?.bool() ?? false,
            isWithholding: try tax["is_withholding"]?.bool() ?? false)
    }

    private static func choice<Choice>(
        _ request: JSONRequest?, or standard: Choice, _ read: (String) -> Choice?
    ) throws(CallRefusal) -> Choice {
        guard let request else { return standard }
        guard let choice = read(try request.text()) else {
            throw CallRefusal("unknown_choice", "not one of its values", at: request.pointer)
        }
        return choice
    }

    private static func quantity(_ request: JSONRequest) throws(CallRefusal) -> Quantity {
        try decimal(request) { text throws(DecimalError) in try Quantity(decimal: text) }
    }

    private static func rate(_ request: JSONRequest) throws(CallRefusal) -> Rate {
        try decimal(request) { text throws(DecimalError) in try Rate(percent: text) }
    }

    private static func unitPrice(_ request: JSONRequest, currency: Currency)
        throws(CallRefusal) -> UnitPrice
    {
        let priced = try request.required("currency").currency()
        return try decimal(request.required("amount")) { text throws(DecimalError) in
            try UnitPrice(decimal: text, currency: priced)
        }
    }

    private static func decimal<Value>(
        _ request: JSONRequest, _ read: (String) throws(DecimalError) -> Value
    ) throws(CallRefusal) -> Value {
        let text = try request.text()
        do throws(DecimalError) {
            return try read(text)
        } catch {
            throw CallRefusal(error.code, "not a decimal number", at: request.pointer)
        }
    }
}
