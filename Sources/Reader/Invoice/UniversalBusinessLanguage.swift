import Insight

/// UBL 2.1 invoices, credit notes and orders.
enum UniversalBusinessLanguage {
    static func paper(_ root: XMLElement) -> ExtractedPaper {
        let code = root.first("InvoiceTypeCode|OrderTypeCode")?.value
        var paper = ExtractedPaper(kind: kind(of: root, code))
        paper.warnings += [DocumentTypeCode.warning(code, paper.kind)].compactMap { $0 }
        let seller = root.first("AccountingSupplierParty|SellerSupplierParty", "Party")
        let buyer = root.first("AccountingCustomerParty|BuyerCustomerParty", "Party")
        let currency = root.first("DocumentCurrencyCode")?.value
        let totals = root.first("LegalMonetaryTotal|AnticipatedMonetaryTotal")
        let field = ElectronicInvoice.field
        paper.supplier = field(seller.flatMap(name))
        paper.supplierAddress = field(seller?.first("PostalAddress").flatMap(address))
        paper.buyer = field(buyer.flatMap(name))
        paper.number = field(root.first("ID")?.value)
        paper.date = field(day(root.first("IssueDate")))
        paper.dueDate = field(
            day(root.first("DueDate") ?? root.first("PaymentMeans", "PaymentDueDate")))
        paper.currency = field(currency)
        paper.subtotal = field(ElectronicInvoice.amount(totals?.first("TaxExclusiveAmount")))
        paper.tax = field(ElectronicInvoice.amount(tax(root, currency)))
        paper.total = field(
            ElectronicInvoice.amount(totals?.first("TaxInclusiveAmount|PayableAmount")))
        paper.lines = lines(root)
        return paper
    }

    private static func kind(of root: XMLElement, _ code: String?) -> PaperKind {
        switch root.name {
        case "CreditNote": .creditNote
        case "Order": .purchaseOrder
        default: DocumentTypeCode.kind(code)
        }
    }

    /// BT-27, the registered name, before BT-28, the trading name.
    private static func name(_ party: XMLElement) -> String? {
        party.first("PartyLegalEntity", "RegistrationName")?.value
            ?? party.first("PartyName", "Name")?.value
    }

    private static func address(_ address: XMLElement) -> String? {
        let parts = [
            address.first("StreetName")?.value, address.first("AdditionalStreetName")?.value,
            address.first("AddressLine", "Line")?.value, address.first("PostalZone")?.value,
            address.first("CityName")?.value, address.first("CountrySubentity")?.value,
            address.first("Country", "IdentificationCode")?.value,
        ].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// An xs:date may carry a time zone, which a day of ours does not.
    private static func day(_ element: XMLElement?) -> String? {
        element?.value.map { String($0.prefix(10)) }
    }

    /// BT-110 is the total in the document's currency; BT-111 may stand beside it in another.
    private static func tax(_ root: XMLElement, _ currency: String?) -> XMLElement? {
        let amounts = root.all("TaxTotal").compactMap { $0.first("TaxAmount") }
        return amounts.first { $0.attributes["currencyID"] == currency } ?? amounts.first
    }

    private static func lines(_ root: XMLElement) -> [ExtractedLine] {
        let wrapped = root.all("OrderLine").flatMap { $0.all("LineItem") }
        return (root.all("InvoiceLine") + root.all("CreditNoteLine") + wrapped).map { line in
            ExtractedLine(
                description: line.first("Item", "Name")?.value
                    ?? line.first("Item", "Description")?.value ?? "",
                quantity: ElectronicInvoice.amount(
                    line.first("InvoicedQuantity|CreditedQuantity|Quantity")),
                unitPrice: ElectronicInvoice.amount(line.first("Price", "PriceAmount")),
                amount: ElectronicInvoice.amount(line.first("LineExtensionAmount")))
        }
    }
}
