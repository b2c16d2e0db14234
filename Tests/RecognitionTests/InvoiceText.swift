/// Small electronic invoices.
enum InvoiceText {
    static func crossIndustry(total: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <rsm:CrossIndustryInvoice xmlns:rsm="urn:a" xmlns:ram="urn:b" xmlns:udt="urn:c">
        <rsm:ExchangedDocument><ram:ID>F-9</ram:ID><ram:TypeCode>380</ram:TypeCode>
        <ram:IssueDateTime><udt:DateTimeString format="102">20260314</udt:DateTimeString>
        </ram:IssueDateTime></rsm:ExchangedDocument>
        <rsm:SupplyChainTradeTransaction>
        <ram:IncludedSupplyChainTradeLineItem><ram:SpecifiedTradeProduct><ram:Name>Maize</ram:Name>
        </ram:SpecifiedTradeProduct><ram:SpecifiedLineTradeDelivery><ram:BilledQuantity>2
        </ram:BilledQuantity></ram:SpecifiedLineTradeDelivery></ram:IncludedSupplyChainTradeLineItem>
        <ram:ApplicableHeaderTradeAgreement><ram:SellerTradeParty><ram:Name>Njeri &amp; Co</ram:Name>
        </ram:SellerTradeParty></ram:ApplicableHeaderTradeAgreement>
        <ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>KES</ram:InvoiceCurrencyCode>
        <ram:SpecifiedTradeSettlementHeaderMonetarySummation>
        <ram:TaxTotalAmount currencyID="KES">98.40</ram:TaxTotalAmount>
        <ram:GrandTotalAmount>\(total)</ram:GrandTotalAmount>
        </ram:SpecifiedTradeSettlementHeaderMonetarySummation>
        </ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction>
        </rsm:CrossIndustryInvoice>
        """
    }

    static let universal = """
        <?xml version="1.0" encoding="UTF-8"?>
        <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:c="urn:c">
        <c:ID>INV-0042</c:ID><c:IssueDate>2026-03-14</c:IssueDate><c:DueDate>2026-04-13</c:DueDate>
        <c:InvoiceTypeCode>380</c:InvoiceTypeCode><c:DocumentCurrencyCode>KES</c:DocumentCurrencyCode>
        <c:AccountingSupplierParty><c:Party><c:PartyName><c:Name>Njeri's</c:Name></c:PartyName>
        <c:PostalAddress><c:StreetName>Moi Avenue 12</c:StreetName><c:CityName>Nairobi</c:CityName>
        </c:PostalAddress>
        <c:PartyLegalEntity><c:RegistrationName>Njeri Trading Ltd</c:RegistrationName>
        </c:PartyLegalEntity></c:Party></c:AccountingSupplierParty>
        <c:AccountingCustomerParty><c:Party><c:PartyLegalEntity>
        <c:RegistrationName>Umoja SACCO</c:RegistrationName></c:PartyLegalEntity></c:Party>
        </c:AccountingCustomerParty>
        <c:TaxTotal><c:TaxAmount currencyID="USD">1.10</c:TaxAmount></c:TaxTotal>
        <c:TaxTotal><c:TaxAmount currencyID="KES">160.00</c:TaxAmount></c:TaxTotal>
        <c:LegalMonetaryTotal><c:TaxExclusiveAmount currencyID="KES">1000.00</c:TaxExclusiveAmount>
        <c:TaxInclusiveAmount currencyID="KES">1160.00</c:TaxInclusiveAmount></c:LegalMonetaryTotal>
        <c:InvoiceLine><c:InvoicedQuantity unitCode="KGM">4</c:InvoicedQuantity>
        <c:LineExtensionAmount currencyID="KES">1000.00</c:LineExtensionAmount>
        <c:Item><c:Name>Maize flour</c:Name></c:Item>
        <c:Price><c:PriceAmount currencyID="KES">250.00</c:PriceAmount></c:Price></c:InvoiceLine>
        </Invoice>
        """
}
