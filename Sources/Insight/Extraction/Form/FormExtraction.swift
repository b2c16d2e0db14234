/// What the cells of an invoice say, in each of its readings. Where they say it more surely than
/// the rules for receipts, it counts.
struct FormExtraction {
    /// One for each reading of the paper.
    private let forms: [Form]
    private let hints: ExtractionHints
    private let order: DayOrder

    init(_ views: [PaperView], pages: [PageWords], hints: ExtractionHints) {
        order = views.first?.order ?? DayOrder([], hints: hints)
        forms = views.map { Form($0.lines, pages: pages, notation: $0.amounts.notation) }
        self.hints = hints
    }

    func improve(_ paper: inout ExtractedPaper) {
        let isSheet = forms[0].isSheet
        if isSheet { doubt(&paper) }
        let findings = forms.map { find(in: $0, paper.kind) }
        for name in Self.fields {
            let isName = name == .supplier || name == .buyer
            let found = agreed(findings.map { $0[name] }, isName: isName)
            if name == .supplier, isSheet { dropFalseSupplier(&paper) }
            // On a sheet what is beside a label outweighs what the rules for receipts make of it.
            let known = paper[name].confidence
            let least = isSheet ? min(known, 0.45) : known > 0 ? known + 0.2 : 0
            guard let value = found.value, found.confidence > least else { continue }
            // One reading may take for the seller whom another one knows as the buyer.
            let buyer = letters(paper.buyer.value ?? "")
            if name == .supplier, FormParties.isSame(letters(value), buyer) { continue }
            let total = agreed(findings.map { $0.total })
            if Self.sums.contains(name), paper.total.value != total.value { continue }
            paper[name] = found
            if name == .supplier {
                paper.supplierAddress = agreed(
                    findings.map { $0.supplierAddress }, isName: true)
            }
        }
        // Of the readings of one paper, the one whose lines lack least.
        let articles = forms.map { FormTable(form: $0).lines() }
        if let best = articles.max(by: { Self.completeness($0) < Self.completeness($1) }),
            !best.isEmpty
        {
            paper.lines = best
        }
    }

    /// The total comes before what goes with it.
    private static let fields: [FieldName] = [
        .number, .date, .dueDate, .total, .tax, .subtotal, .buyer, .supplier,
    ]
    private static let sums: [FieldName] = [.tax, .subtotal]

    private func find(in form: Form, _ kind: PaperKind) -> ExtractedPaper {
        var totals = FormTotals(form, isPlain: kind == .unknown)
        // What is credited is said by the kind of the paper, not by a sign.
        if kind == .creditNote { totals.dropSigns() }
        let dates = FormDate(form: form, hints: hints, order: order)
        let parties = FormParties(form).find()
        var found = ExtractedPaper()
        found.number = FormNumber(form: form).find()
        found.date = dates.date()
        found.dueDate = dates.dueDate()
        found.total = totals.total
        found.tax = totals.tax
        found.subtotal = totals.net
        found.buyer = parties.buyer?.name ?? ExtractedField()
        found.supplier = parties.seller?.name ?? ExtractedField()
        found.supplierAddress = parties.seller?.address ?? ExtractedField()
        return found
    }

    /// The surest reading; more so where another one has the same letters.
    private func agreed(_ readings: [ExtractedField], isName: Bool = false) -> ExtractedField {
        guard var best = isName ? name(among: readings) : Self.surest(readings),
            let value = best.value
        else { return ExtractedField() }
        let letters = Fold.alphanumerics(Fold.upper(value))
        let others = readings.filter { $0.value != nil }.map {
            Fold.alphanumerics(Fold.upper($0.value ?? ""))
        }
        if others.count > 1, others.allSatisfy({ $0 == letters }) {
            best.confidence = min(best.confidence * 1.05, 0.98)
        } else if others.count > 1 {
            best.confidence *= 0.9
        }
        return best
    }

    private static func surest(_ readings: [ExtractedField]) -> ExtractedField? {
        readings.max { $0.confidence < $1.confidence }
    }

    /// Names have no words that a reader knows. The first reader is a network that has learned
    /// those of few languages and is too sure of others, so the later one counts for more; not
    /// where it has only the beginning of what the first one has, or a figure within a word.
    private func name(among readings: [ExtractedField]) -> ExtractedField? {
        guard let first = readings.first, let last = readings.last, readings.count > 1,
            let known = first.value, let other = last.value
        else { return Self.surest(readings) }
        let (whole, part) = (letters(known), letters(other))
        let isCut = part.count + 3 <= whole.count && whole.starts(with: part)
            && !whole.contains(where: Fold.isDigit)
        let isSpoilt = hasMixedWord(other) && !hasMixedWord(known)
        return !isCut && !isSpoilt && last.confidence + Self.trustInLater > first.confidence
            ? last : first
    }

    /// `S6hne`.
    private func hasMixedWord(_ name: String) -> Bool {
        Fold.upper(name).split { !Fold.isLetter($0) && !Fold.isDigit($0) }.contains { word in
            word.contains(where: Fold.isDigit) && word.contains(where: Fold.isLetter)
        }
    }

    private static let trustInLater = 0.1

    private func letters(_ text: String) -> [UInt8] { Fold.alphanumerics(Fold.upper(text)) }

    private static func completeness(_ lines: [ExtractedLine]) -> Int {
        lines.reduce(0) {
            $0 + 1 + ($1.quantity == nil ? 0 : 1) + ($1.unitPrice == nil ? 0 : 1)
        }
    }

    /// The rules for receipts take any number and any day; an invoice names several of both.
    private func doubt(_ paper: inout ExtractedPaper) {
        if paper.kind != .purchaseOrder { paper.number = ExtractedField() }
        paper.date.confidence = min(paper.date.confidence, 0.4)
        paper.supplier.confidence = min(paper.supplier.confidence, 0.4)
    }

    /// The rules for receipts take the first line that can be a name: on a sheet that may be the
    /// buyer's, or a heading.
    private func dropFalseSupplier(_ paper: inout ExtractedPaper) {
        guard let value = paper.supplier.value else { return }
        let name = Fold.alphanumerics(Fold.upper(value))
        let buyer = Fold.alphanumerics(Fold.upper(paper.buyer.value ?? ""))
        let isBuyer = buyer.count >= 3 && Phrase.contains(name, buyer)
        if isBuyer || FormLexicon.isLabel(name) {
            paper.supplier = ExtractedField()
            paper.supplierAddress = ExtractedField()
        }
    }
}
