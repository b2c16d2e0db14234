import Ledger
import Wire

/// What somebody agrees to who lets a draft be issued: everything of it that can still change.
struct DraftMatter: Codable {
    let party: PartyName
    let supplierNumber: String?
    let day: Day
    let dueDay: Day?
    let currency: Currency
    let amounts: DocumentAmounts
    let note: String?
    let lines: [DocumentDetail.Line]
    let taxes: [DocumentDetail.TaxLine]
}

extension DocumentDetail.Line {
    init(_ stored: StoredLine) {
        self.init(
            description: stored.line.description, quantity: stored.line.quantity,
            unitPrice: stored.line.unitPrice,
            discount: stored.discount == .zero ? nil : stored.discount,
            taxes: stored.line.taxes, accountID: stored.line.account, net: stored.net)
    }
}

extension DocumentDetail.TaxLine {
    init(_ stored: StoredTax) {
        self.init(
            code: stored.tax.code, category: stored.tax.category, rate: stored.tax.rate,
            isCompound: stored.tax.isCompound, isWithholding: stored.tax.isWithholding,
            isRecoverable: stored.tax.isRecoverable, base: stored.base, amount: stored.amount)
    }
}

extension StoredDocument {
    func matter(in work: any Work) throws -> JSONValue {
        let lines = try lines(of: work.actor.organisation, in: work.transaction)
        let taxes = try taxes(of: work.actor.organisation, in: work.transaction)
        return try WireEncoder.value(
            DraftMatter(
                party: party, supplierNumber: supplierNumber, day: day, dueDay: dueDay,
                currency: currency, amounts: amounts, note: note,
                lines: lines.map(DocumentDetail.Line.init),
                taxes: taxes.map(DocumentDetail.TaxLine.init)))
    }
}
