/// Where one paper ends and another begins among the pages of one file: two invoices that were
/// scanned into one PDF are two, and their fields must not be mixed.
public enum PaperBoundary {
    /// Values read with less than this tell no paper from another.
    private static let surelyRead = 0.5

    /// How many of the pages, from the first on, belong to the first paper.
    ///
    /// Another one begins with a page that has a total and a day of its own, after a first page
    /// that has them too, under another number; or, where no two numbers are to be seen, under a
    /// heading of its own with another day or from another seller. A paper that goes on over many
    /// pages repeats its number and shows its total once, at its end.
    public static func pagesOfFirstPaper(
        _ pages: [PageWords], hints: ExtractionHints = ExtractionHints()
    ) -> Int {
        guard pages.count > 1, let first = pages.first.map({ marks(of: $0, hints) }),
            first.total != nil
        else { return pages.count }
        for (index, page) in pages.enumerated().dropFirst() {
            if begins(marks(of: page, hints), after: first) { return index }
        }
        return pages.count
    }

    private struct Marks {
        var number: NumberKey?
        var date: String?
        var total: String?
        var supplier: SupplierKey?
    }

    private static func marks(of page: PageWords, _ hints: ExtractionHints) -> Marks {
        let paper = FieldExtraction.extract(from: [page], hints: hints)
        func sure(_ name: FieldName) -> String? {
            paper[name].confidence >= surelyRead ? paper[name].value : nil
        }
        return Marks(
            number: sure(.number).flatMap { NumberKey($0) }, date: sure(.date),
            total: sure(.total), supplier: sure(.supplier).flatMap { SupplierKey($0) })
    }

    private static func begins(_ page: Marks, after first: Marks) -> Bool {
        guard page.total != nil, let date = page.date else { return false }
        if let number = page.number, let before = first.number { return number != before }
        guard let supplier = page.supplier, let before = first.supplier else { return false }
        return !supplier.isAlike(before) || first.date.map { $0 != date } ?? false
    }
}
