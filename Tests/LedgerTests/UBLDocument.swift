import Ledger
import Testing

/// The figures of a UBL invoice or credit note as our document.
struct UBLDocument {
    let document: Document
    /// Lines whose stated amount is their quantity times their price, with their adjustments.
    let exactLines: Int

    init(_ root: XMLNode) throws {
        let code = root.first("DocumentCurrencyCode")?.text ?? "EUR"
        let currency = try #require(Currency(code: code))
        var exact = 0
        let nodes = root.all("InvoiceLine") + root.all("CreditNoteLine")
        let lines = try nodes.map { node in
            let stated = try Self.money(node.first("LineExtensionAmount")?.text ?? "", currency)
            let line = try Self.line(node, currency)
            if let line, try Self.amount(of: line, currency) == stated {
                exact += 1
                return line
            }
            return DocumentLine(
                description: "",
                quantity: stated.isNegative ? Quantity(millionths: -1_000_000) : .one,
                unitPrice: try UnitPrice(stated.isNegative ? stated.negated() : stated),
                taxes: [Self.taxCode(node.first("Item", "ClassifiedTaxCategory"))])
        }
        let adjustments = try root.all("AllowanceCharge").map { node in
            DocumentAdjustment(
                try Self.adjustment(node, currency),
                taxes: [Self.taxCode(node.first("TaxCategory"))])
        }
        let totals = root.first("LegalMonetaryTotal")
        document = Document(
            kind: root.name == "Invoice" ? .invoice : .creditNote, currency: currency,
            lines: lines, adjustments: adjustments,
            taxes: try Self.taxes(root),
            prepaid: try totals?.first("PrepaidAmount").map {
                try Self.money($0.text, currency)
            },
            payableRounding: try totals?.first("PayableRoundingAmount").map {
                .stated(try Self.money($0.text, currency))
            } ?? .none)
        exactLines = exact
    }

    /// `S 25`: category and rate tell a tax of the breakdown (BG-23).
    static func taxCode(_ category: XMLNode?) -> String {
        (category?.first("ID")?.text ?? "") + " " + rate(category).percent
    }

    /// Amounts may be written with fewer or more zeros than the currency has.
    static func money(_ text: String, _ currency: Currency) throws -> Money {
        let price = try UnitPrice(decimal: canonical(text), currency: currency)
        return try price.amount(for: .one, rounding: .halfUp)
    }

    private static func canonical(_ text: String) -> String {
        var text = text.hasPrefix(".") ? "0" + text : text
        if text.contains(".") { while text.hasSuffix("0") { text.removeLast() } }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }

    private static func rate(_ category: XMLNode?) -> Rate {
        let text = category?.first("Percent")?.text ?? "0"
        return (try? Rate(percent: canonical(text))) ?? .zero
    }

    private static func taxes(_ root: XMLNode) throws -> [Tax] {
        var taxes: [Tax] = []
        let categories =
            root.all("TaxTotal").flatMap { $0.all("TaxSubtotal") }.map { $0.first("TaxCategory") }
            + (root.all("InvoiceLine") + root.all("CreditNoteLine")).map {
                $0.first("Item", "ClassifiedTaxCategory")
            }
        for category in categories where !taxes.contains(where: { $0.code == taxCode(category) }) {
            let known = TaxCategory.allCases.first { $0.code == category?.first("ID")?.text }
            taxes.append(
                Tax(
                    code: taxCode(category), category: known ?? .standard, rate: rate(category)))
        }
        return taxes
    }

    private static func line(_ node: XMLNode, _ currency: Currency) throws -> DocumentLine? {
        let quantity = node.first("InvoicedQuantity") ?? node.first("CreditedQuantity")
        guard let count = quantity?.text, let price = node.first("Price", "PriceAmount")?.text
        else { return nil }
        let base = node.first("Price", "BaseQuantity")?.text ?? "1"
        return DocumentLine(
            description: "", quantity: try Quantity(decimal: canonical(count)),
            unitPrice: try UnitPrice(decimal: canonical(price), currency: currency),
            priceBase: try Quantity(decimal: canonical(base)),
            adjustments: try node.all("AllowanceCharge").map { try adjustment($0, currency) },
            taxes: [taxCode(node.first("Item", "ClassifiedTaxCategory"))])
    }

    private static func adjustment(_ node: XMLNode, _ currency: Currency) throws -> Adjustment {
        let isCharge = node.first("ChargeIndicator")?.text == "true"
        let amount = try money(node.first("Amount")?.text ?? "", currency)
        return Adjustment(isCharge ? .charge : .allowance, .fixed(amount))
    }

    private static func amount(of line: DocumentLine, _ currency: Currency) throws -> Money? {
        let bare = DocumentLine(
            description: "", quantity: line.quantity, unitPrice: line.unitPrice,
            priceBase: line.priceBase, adjustments: line.adjustments)
        return try? Document(kind: .invoice, currency: currency, lines: [bare]).totals().net
    }
}
