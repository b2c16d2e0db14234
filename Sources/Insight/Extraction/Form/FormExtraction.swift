/// What the cells of an invoice say. Where they say more surely than the rules for receipts, it
/// counts.
struct FormExtraction {
    let form: Form
    let hints: ExtractionHints

    func improve(_ paper: inout ExtractedPaper) {
        var totals = FormTotals(form)
        // What is credited is said by the kind of the paper, not by a sign.
        if paper.kind == .creditNote { totals.dropSigns() }
        let dates = FormDate(form: form, hints: hints)
        let parties = FormParties(form).find()
        if form.isSheet { doubt(&paper) }
        take(FormNumber(form: form).find(), as: .number, in: &paper)
        take(dates.date(), as: .date, in: &paper)
        take(dates.dueDate(), as: .dueDate, in: &paper)
        take(totals.total, as: .total, in: &paper)
        if paper.total.value == totals.total.value {
            take(totals.tax, as: .tax, in: &paper)
            take(totals.net, as: .subtotal, in: &paper)
        }
        let articles = FormTable(form: form).lines()
        if !articles.isEmpty { paper.lines = articles }
        if let buyer = parties.buyer { take(buyer.name, as: .buyer, in: &paper) }
        if let seller = parties.seller, take(seller.name, as: .supplier, in: &paper) {
            paper.supplierAddress = seller.address
        }
    }

    /// The rules for receipts take any number and any day; an invoice names several of both.
    private func doubt(_ paper: inout ExtractedPaper) {
        if paper.kind != .purchaseOrder { paper.number = ExtractedField() }
        paper.date.confidence = min(paper.date.confidence, 0.4)
    }

    @discardableResult
    private func take(
        _ found: ExtractedField, as name: FieldName, in paper: inout ExtractedPaper
    ) -> Bool {
        // On a sheet what is beside a label outweighs what the rules for receipts make of it.
        let known = paper[name].confidence
        let least = form.isSheet ? min(known, 0.45) : known > 0 ? known + 0.2 : 0
        guard found.value != nil, found.confidence > least else { return false }
        paper[name] = found
        return true
    }
}
