import Foundation
import Ledger
import Testing

/// The example invoices of the EN 16931 and Peppol projects, where they are on this machine:
/// below `$COMMONS_DATA`, or `../shared/data` beside the project.
@Suite struct PublishedInvoiceTests {
    private static let folder =
        (ProcessInfo.processInfo.environment["COMMONS_DATA"].map { URL(filePath: $0) }
        ?? URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/data").standardizedFileURL)
        .appending(path: "einvoices")

    private static let files: [URL] = ["en16931-ubl", "peppol-bis3/examples"].flatMap { below in
        let folder = folder.appending(path: below)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".xml") }.sorted().map { folder.appending(path: $0) }
    }

    @Test(.enabled(if: !files.isEmpty), arguments: files)
    func totalsAreThoseThatTheDocumentStates(file: URL) throws {
        let root = try #require(try XMLNode.read(file))
        guard root.name == "Invoice" || root.name == "CreditNote" else { return }
        let invoice = try UBLDocument(root)
        let totals = try invoice.document.totals()
        let stated = try #require(root.first("LegalMonetaryTotal"))
        let pairs: [(String, Money)] = [
            ("LineExtensionAmount", totals.lineTotal),
            ("AllowanceTotalAmount", totals.allowanceTotal),
            ("ChargeTotalAmount", totals.chargeTotal), ("TaxExclusiveAmount", totals.net),
            ("TaxInclusiveAmount", totals.total), ("PrepaidAmount", totals.prepaid),
            ("PayableRoundingAmount", totals.rounding), ("PayableAmount", totals.payable),
        ]
        for (name, money) in pairs {
            let text = stated.first(name)?.text ?? "0"
            #expect(try UBLDocument.money(text, money.currency) == money, "\(name)")
        }
        let subtotals = root.all("TaxTotal").flatMap { $0.all("TaxSubtotal") }
        for subtotal in subtotals {
            let code = UBLDocument.taxCode(subtotal.first("TaxCategory"))
            let tax = try #require(totals.taxes.first { $0.tax.code == code }, "\(code)")
            let base = subtotal.first("TaxableAmount")?.text ?? ""
            #expect(try UBLDocument.money(base, totals.net.currency) == tax.base, "\(code)")
            let amount = subtotal.first("TaxAmount")?.text ?? ""
            #expect(try UBLDocument.money(amount, totals.net.currency) == tax.amount, "\(code)")
        }
    }

    /// No rule of the standard binds quantity x price, and some examples take it lightly.
    @Test(.enabled(if: !files.isEmpty))
    func mostLinesAreTheirQuantityTimesTheirPrice() throws {
        var lines = 0
        var exact = 0
        for file in Self.files {
            guard let root = try XMLNode.read(file), root.name.hasSuffix("Invoice") else {
                continue
            }
            let invoice = try UBLDocument(root)
            lines += invoice.document.lines.count
            exact += invoice.exactLines
        }
        #expect(lines >= 40)
        #expect(exact * 10 >= lines * 8, "\(exact) of \(lines)")
    }
}
