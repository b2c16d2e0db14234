extension AmountRoles {
    /// Where a page leans, its column of amounts may stand a row above or below the labels. That
    /// what was paid less the change is the total, so and not as they stand, tells.
    mutating func straighten(_ lines: [TextLine], _ amounts: Amounts) {
        guard let rows = Self.payment(lines, amounts) else { return }
        func value(_ row: Int, _ shift: Int) -> Int64? {
            amounts.byLine.indices.contains(row + shift)
                ? amounts.byLine[row + shift].last { $0.decimals == 2 }?.thousandths : nil
        }
        func fits(_ shift: Int) -> Bool {
            guard let total = value(rows.total, shift), let cash = value(rows.cash, shift),
                let change = value(rows.change, shift)
            else { return false }
            return total > 0 && change >= 0 && cash - change == total
        }
        guard !fits(0), let shift = [-1, 1].first(where: fits) else { return }
        for index in places.indices {
            let row = places[index].amount.line - shift
            guard (rows.total...rows.change).contains(row) else { continue }
            places[index].label = amounts.labels[row].last
        }
    }

    /// The rows that name the total, what was paid for it, and the change.
    private static func payment(
        _ lines: [TextLine], _ amounts: Amounts
    ) -> (total: Int, cash: Int, change: Int)? {
        func names(_ row: Int, _ labels: [MoneyLabel]) -> Bool {
            amounts.labels[row].last.map { labels.contains($0.label) } ?? false
        }
        guard let total = lines.indices.first(where: { names($0, [.total, .grandTotal]) }),
            let cash = lines.indices.dropFirst(total + 1).first(where: { names($0, [.cash]) }),
            let change = lines.indices.dropFirst(cash + 1).first(where: { names($0, [.change]) }),
            change - total <= 8
        else { return nil }
        let last = lines.indices[total..<cash].last { names($0, [.total, .grandTotal]) }
        return (last ?? total, cash, change)
    }
}
