import Insight

/// UN/CEFACT Cross Industry Invoice: Factur-X, ZUGFeRD 1 and 2, XRechnung and Order-X.
enum CrossIndustryInvoice {
    static func paper(_ root: XMLElement) -> ExtractedPaper {
        var paper = ExtractedPaper(kind: .invoice)
        let document = root.first("ExchangedDocument|HeaderExchangedDocument")
        let trade = root.first(
            "SupplyChainTradeTransaction|SpecifiedSupplyChainTradeTransaction")
        let agreement = trade?.first(
            "ApplicableHeaderTradeAgreement|ApplicableSupplyChainTradeAgreement")
        let settlement = trade?.first(
            "ApplicableHeaderTradeSettlement|ApplicableSupplyChainTradeSettlement")
        let totals = settlement?.first(
            "SpecifiedTradeSettlementHeaderMonetarySummation"
                + "|SpecifiedTradeSettlementMonetarySummation")
        let seller = agreement?.first("SellerTradeParty")
        let currency = settlement?.first("InvoiceCurrencyCode|OrderCurrencyCode")?.value
        let field = ElectronicInvoice.field

        let code = document?.first("TypeCode")?.value
        paper.kind = kind(root, code)
        paper.warnings += [DocumentTypeCode.warning(code, paper.kind)].compactMap { $0 }
        paper.supplier = field(seller?.first("Name")?.value)
        paper.supplierAddress = field(seller?.first("PostalTradeAddress").flatMap(address))
        paper.buyer = field(agreement?.first("BuyerTradeParty", "Name")?.value)
        paper.number = field(document?.first("ID")?.value)
        paper.date = field(day(document?.first("IssueDateTime", "DateTimeString")))
        paper.dueDate = field(
            day(
                settlement?.first(
                    "SpecifiedTradePaymentTerms", "DueDateDateTime", "DateTimeString")))
        paper.currency = field(currency)
        paper.subtotal = field(ElectronicInvoice.amount(totals?.first("TaxBasisTotalAmount")))
        paper.tax = field(ElectronicInvoice.amount(tax(totals, currency)))
        paper.total = field(ElectronicInvoice.amount(totals?.first("GrandTotalAmount")))
        paper.lines = (trade?.all("IncludedSupplyChainTradeLineItem") ?? []).map(line)
        return paper
    }

    private static func kind(_ root: XMLElement, _ code: String?) -> PaperKind {
        root.name == "SCRDMCCBDACIOMessageStructure" ? .purchaseOrder : DocumentTypeCode.kind(code)
    }

    private static func tax(_ totals: XMLElement?, _ currency: String?) -> XMLElement? {
        let amounts = totals?.all("TaxTotalAmount") ?? []
        return amounts.first { $0.attributes["currencyID"] == currency } ?? amounts.first
    }

    private static func address(_ address: XMLElement) -> String? {
        let names = [
            "LineOne", "LineTwo", "LineThree", "PostcodeCode", "CityName",
            "CountrySubDivisionName", "CountryID",
        ]
        let parts = names.compactMap { address.first($0)?.value }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// UNTDID 2379 format 102, `20181231`; anything else is not a day.
    private static func day(_ element: XMLElement?) -> String? {
        guard let text = element?.value, text.utf8.count == 8,
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return "\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))"
    }

    private static func line(_ line: XMLElement) -> ExtractedLine {
        let agreement = line.first(
            "SpecifiedLineTradeAgreement|SpecifiedSupplyChainTradeAgreement")
        let delivery = line.first(
            "SpecifiedLineTradeDelivery|SpecifiedSupplyChainTradeDelivery")
        let totals = line.first(
            "SpecifiedLineTradeSettlement|SpecifiedSupplyChainTradeSettlement",
            "SpecifiedTradeSettlementLineMonetarySummation"
                + "|SpecifiedTradeSettlementMonetarySummation")
        return ExtractedLine(
            description: line.first("SpecifiedTradeProduct", "Name")?.value ?? "",
            quantity: ElectronicInvoice.amount(
                delivery?.first("BilledQuantity|RequestedQuantity")),
            unitPrice: ElectronicInvoice.amount(
                agreement?.first("NetPriceProductTradePrice", "ChargeAmount")),
            amount: ElectronicInvoice.amount(totals?.first("LineTotalAmount")))
    }
}
