import Ledger

/// What speaks against a value however well its label and the sums fit: where it stands on the
/// picture, what the paper calls itself, a year that hardly can be.
struct PaperDoubts {
    let view: PaperView
    let pages: [PageWords]
    let hints: ExtractionHints

    func settle(_ paper: inout ExtractedPaper) {
        doubtEdges(&paper)
        doubtTitle(&paper)
        doubtYear(&paper)
        doubtGround(&paper)
    }

    /// Below this nothing is taken for read.
    private static let doubtful = 0.45

    // MARK: The edge of the picture

    /// Print that ends where the picture ends may go on beyond it: `12,703.00` is `12,70` there,
    /// and all amounts of a column are cut alike, so that sums prove nothing.
    private func doubtEdges(_ paper: inout ExtractedPaper) {
        var first: FieldName?
        for name in [FieldName.total, .subtotal, .tax, .date, .number]
        where isCut(paper[name]) || isUnlikeCountry(name, paper[name]) {
            paper[name].confidence = min(paper[name].confidence, Self.doubtful)
            first = first ?? name
        }
        guard let first else { return }
        paper.warnings.append(
            ExtractionWarning(
                code: "edge_cut",
                message: "Figures end at the edge of the picture; some may be cut off.",
                field: first))
    }

    private func isCut(_ field: ExtractedField) -> Bool {
        guard let box = field.box, field.value != nil,
            let page = pages.first(where: { $0.number == field.page }),
            page.source == .recognition
        else { return false }
        return page.width - box.right < max(2, box.height * Self.margin / 100)
    }

    /// Hundredths of the height of print. Papers that are whole have half a height and more.
    private static let margin = 35

    private func isUnlikeCountry(_ name: FieldName, _ field: ExtractedField) -> Bool {
        guard name == .total || name == .subtotal || name == .tax,
            view.amounts.notation.isContradicted
        else { return false }
        return field.value?.contains(".") ?? false
    }

    // MARK: What it calls itself

    private func doubtTitle(_ paper: inout ExtractedPaper) {
        if PaperTitle.isVoided(view.lines) {
            paper.total.confidence = min(paper.total.confidence, Self.doubtful)
            paper.warnings.append(
                ExtractionWarning(
                    code: "paper_void", message: "The paper says that it was cancelled."))
        }
        guard paper.kind != .creditNote, let title = PaperTitle.find(view.lines, view.amounts),
            // Invoices name the order and the delivery that they are for, and statements.
            paper.kind != .invoice || title.mayBeInvoice
        else { return }
        if title.isUnpriced {
            paper.total.confidence = min(paper.total.confidence, Self.doubtful)
        }
        if paper.kind != .purchaseOrder { paper.kind = .unknown }
        paper.warnings.append(
            ExtractionWarning(
                code: "not_a_bill",
                message: "It calls itself \(title.name), which is neither bill nor receipt."))
    }

    // MARK: Years

    /// Print that has lost a figure reads as older: `2002` for `2026`.
    private func doubtYear(_ paper: inout ExtractedPaper) {
        guard let today = hints.today.flatMap({ Day(iso: $0) }),
            let day = paper.date.value.flatMap({ Day(iso: $0) })
        else { return }
        if today.daysSinceEpoch - day.daysSinceEpoch > Self.unlikelyAge {
            paper.date.confidence = min(paper.date.confidence, Self.doubtful)
        }
    }

    /// Days.
    private static let unlikelyAge: Int32 = 20 * 365

    // MARK: What a total rests on

    /// The most for a total that does not stand there as it is shown.
    private static let reckoned = 0.9

    private func doubtGround(_ paper: inout ExtractedPaper) {
        guard let value = paper.total.value,
            let total = AmountReader.number(Fold.upper(value))?.thousandths
        else { return }
        if view.roles.reckoned.contains(total) {
            paper.total.confidence = min(paper.total.confidence, Self.reckoned)
            paper.warnings.append(
                ExtractionWarning(
                    code: "total_reckoned",
                    message: "The total's figures are hard to read; \(value) is what its parts add "
                        + "up to.",
                    field: .total))
        }
        // A recipe sums up, too, and has neither day nor currency.
        if paper.kind == .unknown, paper.currency.value == nil, paper.date.value == nil,
            paper.total.confidence > 0.5
        {
            let isNamed = view.roles.places.contains { place in
                place.amount.thousandths == total && place.label?.label == .grandTotal
            }
            if !isNamed { paper.total.confidence = 0.5 }
        }
        // A subtotal that nothing follows: the paper goes on where the picture ends.
        let labels = view.roles.places.compactMap { $0.label?.label }
        let own = view.roles.places.filter { $0.amount.thousandths == total }
            .compactMap { $0.label?.label }
        let sums: [MoneyLabel] = [.total, .grandTotal, .cash, .change]
        if !own.isEmpty, own.allSatisfy({ $0 == .subtotal }),
            !labels.contains(where: { sums.contains($0) })
        {
            paper.total.confidence = min(paper.total.confidence, Self.doubtful)
        }
    }
}
