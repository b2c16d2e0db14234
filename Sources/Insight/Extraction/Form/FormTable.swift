/// The table of articles: a row of headings, and under it rows whose cells answer to them.
struct FormTable {
    private enum Column {
        case description
        case quantity
        case price
        case amount
        /// Position, code, unit, tax, discount.
        case other
    }

    let form: Form

    func lines() -> [ExtractedLine] {
        var found: [ExtractedLine] = []
        var row = 0
        while row < form.rows.count {
            guard let heads = heads(ofRow: row) else {
                row += 1
                continue
            }
            row = read(from: heads.next, heads.columns, into: &found)
        }
        return found
    }

    // MARK: Headings

    private typealias Head = (column: Column, box: Box)

    /// Headings may stand in two or three rows of one band: the row that names the amount counts,
    /// with what stands at most two heights above and below it.
    private func heads(ofRow row: Int) -> (columns: [Head], next: Int)? {
        guard let first = form.rows[row].first.map({ form.cells[$0] }) else { return nil }
        var heads: [Head] = []
        var next = row
        while next < form.rows.count, let cell = form.rows[next].first.map({ form.cells[$0] }),
            cell.line.page == first.line.page,
            cell.box.y - first.box.y <= 3 * form.height, next - row < 4
        {
            let found = form.rows[next].compactMap { index -> Head? in
                let cell = form.cells[index]
                guard cell.parts.numbers.isEmpty, let column = Self.column(cell.line)
                else { return nil }
                return (column, cell.box)
            }
            if found.isEmpty { break }
            heads += found
            next += 1
        }
        // What stands further off belongs to what is above the table.
        guard let value = heads.last(where: { $0.column == .amount }) else { return nil }
        heads = heads.filter { abs($0.box.centreY - value.box.centreY) <= 2 * form.height }
        let kinds = heads.map { $0.column }
        guard kinds.contains(.quantity) || kinds.contains(.price) || kinds.contains(.description)
        else { return nil }
        return (heads, next)
    }

    private static func column(_ line: TextLine) -> Column? {
        var best: (column: Column, tokens: Range<Int>)?
        for (column, lexicon) in lexicons {
            for start in line.tokens.indices.prefix(3) {
                guard let match = line.phrase(at: start, of: lexicon) else { continue }
                if match.tokens.count > best?.tokens.count ?? 0 { best = (column, match.tokens) }
            }
        }
        return best?.column
    }

    private static let lexicons: [(Column, FormLexicon)] = [
        (.other, TableLexicon.other), (.price, TableLexicon.price),
        (.quantity, TableLexicon.quantity), (.amount, TableLexicon.amount),
        (.description, TableLexicon.description),
    ]

    // MARK: Rows

    /// - Returns: the row after the table.
    private func read(
        from start: Int, _ heads: [Head], into found: inout [ExtractedLine]
    ) -> Int {
        var pending: [TextLine] = []
        var bottom: Int?
        for row in start..<form.rows.count {
            let cells = form.rows[row].map { form.cells[$0] }
            guard let first = cells.first, first.line.page == pageOfTable(start) else { return row }
            if isSum(cells) || heads.count > 2 && self.heads(ofRow: row) != nil { return row }
            if let bottom, first.box.y - bottom > 9 * form.height { return row }
            if let item = item(cells, heads, above: pending) {
                found.append(item)
                pending = []
                bottom = cells.map { $0.box.bottom }.max()
            } else {
                pending += cells.map { $0.line }.filter {
                    nearest($0.box, heads) == .description && $0.letterCount >= 3
                }
            }
        }
        return form.rows.count
    }

    private func pageOfTable(_ row: Int) -> Int? {
        form.rows.indices.contains(row)
            ? form.rows[row].first.map { form.cells[$0].line.page } : nil
    }

    /// A row that names a sum and gives it.
    private func isSum(_ cells: [Form.Cell]) -> Bool {
        guard cells.count <= 3, let label = cells.first else { return false }
        let words = cells.flatMap { $0.parts.words }
        let hasNumber = cells.contains { !$0.parts.numbers.isEmpty }
        guard hasNumber, let kind = FormMoney.naming(words) else { return false }
        return kind != .other || label.letters > 3 && cells.count == 2
    }

    private func item(
        _ cells: [Form.Cell], _ heads: [Head], above pending: [TextLine]
    ) -> ExtractedLine? {
        var item = ExtractedLine(description: "")
        var texts: [String] = []
        var box: Box?
        for cell in cells {
            let line = cell.line
            switch nearest(line.box, heads) {
            case .amount:
                let numbers = FormAmounts.parts(of: line, form.notation, isColumn: true).numbers
                item.amount = numbers.last?.text ?? item.amount
            case .price:
                let numbers = FormAmounts.parts(of: line, form.notation, isColumn: true).numbers
                item.unitPrice = numbers.first?.text ?? item.unitPrice
            case .quantity: item.quantity = item.quantity ?? Self.number(line)?.text
            case .description: texts.append(line.text)
            case .other: continue
            }
            box = box?.union(line.box) ?? line.box
        }
        guard item.amount != nil else { return nil }
        if texts.isEmpty, let last = pending.last { texts = [last.text] }
        item.description = texts.joined(separator: " ")
        guard item.description.contains(where: { $0.isLetter }) else { return nil }
        Self.reconcile(&item)
        item.box = box
        item.page = cells[0].line.page
        return item
    }

    /// Where quantity times price is not the amount, the price may have lost or gained a mark: a
    /// point that parts thousands, a ruled line read as 1. A quantity of one figure that nobody
    /// found follows from the others.
    private static func reconcile(_ item: inout ExtractedLine) {
        guard let amount = thousandths(item.amount), let text = item.unitPrice,
            let price = thousandths(text), price > 0, amount > 0
        else { return }
        guard let quantity = thousandths(item.quantity) else {
            let times = amount / price
            if (1...9).contains(times), times * price == amount { item.quantity = "\(times)" }
            return
        }
        func fits(_ price: Int64) -> Bool {
            let (product, isTooLarge) = quantity.multipliedReportingOverflow(by: price)
            return !isTooLarge && abs(product / 1000 - amount) <= max(5, quantity / 200)
        }
        if fits(price) { return }
        let parted = text.filter { $0 != "." }
        let unruled = String(text.dropFirst())
        for other in [parted, unruled] where text.first == "1" || other == parted {
            if let value = thousandths(other), fits(value) { item.unitPrice = other }
        }
    }

    private static func thousandths(_ text: String?) -> Int64? {
        text.flatMap { AmountReader.number(Array($0.utf8)) }?.thousandths
    }

    /// The heading over a cell: the one that it overlaps most, else the one with the nearest edge.
    private func nearest(_ box: Box, _ heads: [Head]) -> Column {
        func overlap(_ head: Head) -> Int {
            min(box.right, head.box.right) - max(box.x, head.box.x)
        }
        let best = heads.max { overlap($0) < overlap($1) }
        return best?.column ?? .other
    }

    private static func number(_ line: TextLine) -> AmountReader.Number? {
        for word in line.words {
            if let number = AmountReader.number(word.folded) { return number }
        }
        return nil
    }
}
