/// Total, tax and net of an invoice: what its labels say, surer where the sums agree.
struct FormTotals {
    private let form: Form
    private let amounts: FormAmounts
    /// The paper says nowhere that something is owed or was paid.
    private let isPlain: Bool
    /// What it comes to with all taxes.
    private(set) var total = ExtractedField()
    private(set) var tax = ExtractedField()
    private(set) var net = ExtractedField()

    init(_ form: Form, isPlain: Bool = false) {
        self.form = form
        self.isPlain = isPlain
        amounts = FormAmounts(form)
        guard let best = best() else { return }
        total = Self.field(best.place, best.chance)
        settle(best.place.value)
    }

    mutating func dropSigns() {
        total.value = Self.unsigned(total.value)
        tax.value = Self.unsigned(tax.value)
        net.value = Self.unsigned(net.value)
    }

    private static func unsigned(_ text: String?) -> String? {
        text.map { $0.utf8.first == UInt8(ascii: "-") ? String($0.dropFirst()) : $0 }
    }

    private func best() -> (place: FormAmounts.Place, chance: Double)? {
        var best: (place: FormAmounts.Place, chance: Double)?
        for place in amounts.values([.gross, .total, .due]) {
            let chance = chance(of: place)
            // Of equal ones the later: it is the sum of the paper, not of a page or a part.
            if chance >= best?.chance ?? 0 { best = (place, chance) }
        }
        return best
    }

    private func chance(of place: FormAmounts.Place) -> Double {
        var chance = switch place.kind {
        case .gross: 0.8
        case .total: 0.66
        default: 0.55
        }
        if place.isUnder { chance -= 0.1 }
        // `Total jackpot`, and what is left in an account.
        if isPlain, place.namesOther || place.kind == .due { chance -= 0.3 }
        if isSum(place.value) { chance += 0.16 }
        let paid = amounts.values([.paid]).filter { $0.value != 0 }
        let isPaidInPart = amounts.values([.due]).contains { due in
            paid.contains { place.value - $0.value == due.value }
        }
        if isPaidInPart { chance += 0.1 }
        let same = amounts.values([.gross, .total, .due]).count { $0.value == place.value }
        if same > 1 { chance += 0.06 }
        return min(chance, 0.98) * (0.5 + 0.5 * place.confidence)
    }

    /// Whether some net amount and its taxes make this value.
    private func isSum(_ value: Int64) -> Bool {
        amounts.values([.net]).contains { net in
            value != net.value && taxes.contains { abs(net.value + $0 - value) <= 10 }
        }
    }

    /// Single taxes, and all of them together, once each.
    private var taxes: [Int64] {
        let found = amounts.values([.tax])
        var rows: [Int] = []
        var sum: Int64 = 0
        for place in found where !rows.contains(place.row) {
            rows.append(place.row)
            sum += place.value
        }
        return found.map { $0.value } + [sum]
    }

    private mutating func settle(_ total: Int64) {
        let nets = amounts.values([.net])
        let taxes = amounts.values([.tax])
        for net in nets {
            let rest = total - signed(net, total)
            guard let place = taxes.last(where: { abs(signed($0, total) - rest) <= 10 }) else {
                continue
            }
            guard rest != 0 || taxes.count == 1 else { continue }
            self.net = Self.field(net, 0.92 * (0.5 + 0.5 * net.confidence), of: total)
            tax = Self.field(place, 0.92 * (0.5 + 0.5 * place.confidence), of: total)
            return
        }
        if settleTogether(total, nets, taxes) || settleByDifference(total, nets) { return }
        if let only = nets.last, nets.allSatisfy({ $0.value == only.value }) {
            net = Self.field(only, 0.6 * only.confidence)
        }
        if let only = taxes.last, taxes.allSatisfy({ $0.value == only.value }) {
            tax = Self.field(only, 0.6 * only.confidence)
        }
    }

    /// Taxes at several rates, a row each, of which no row says what they make.
    private mutating func settleTogether(
        _ total: Int64, _ nets: [FormAmounts.Place], _ taxes: [FormAmounts.Place]
    ) -> Bool {
        var rows: [FormAmounts.Place] = []
        for place in taxes where !rows.contains(where: { $0.row == place.row }) {
            rows.append(place)
        }
        let sum = rows.reduce(Int64(0)) { $0 + $1.value }
        guard rows.count >= 2, let first = rows.first, rows.allSatisfy({ $0.page == first.page }),
            let net = nets.first(where: { abs(signed($0, total) + sum - total) <= 10 }),
            total > 0, sum > 0
        else { return false }
        self.net = Self.field(net, 0.88 * (0.5 + 0.5 * net.confidence))
        let sure = rows.map { $0.confidence }.min() ?? 0
        let decimals = first.text.split(separator: ".").dropFirst().first?.utf8.count ?? 0
        tax = ExtractedField(
            value: AmountReader.text(sum, decimals: decimals),
            confidence: 0.85 * (0.5 + 0.5 * sure),
            box: rows.dropFirst().reduce(first.box) { $0.union($1.box) }, page: first.page)
        return true
    }

    /// A tax that no label stands beside, as in a row of its base, rate and amount: what is missing
    /// between net and total is printed, and its row or the one above speaks of a tax.
    private mutating func settleByDifference(
        _ total: Int64, _ nets: [FormAmounts.Place]
    ) -> Bool {
        for net in nets {
            let rest = total - signed(net, total)
            // No country taxes sales at more than 27 in a hundred: more is another part of the sum.
            guard rest != 0, abs(rest) * 10 <= abs(net.value) * 3,
                let place = printed(abs(rest))
            else { continue }
            self.net = Self.field(net, 0.88 * (0.5 + 0.5 * net.confidence), of: total)
            tax = Self.field(place, 0.85 * (0.5 + 0.5 * place.confidence), of: total)
            return true
        }
        return false
    }

    /// The last place of an amount, whatever its sign, where a tax is spoken of.
    private func printed(_ value: Int64) -> FormAmounts.Place? {
        for cell in form.cells.reversed() {
            guard let number = cell.parts.numbers.last(where: { abs($0.value) == value }),
                speaksOfTax(row: cell.row)
                    || isWordless(row: cell.row) && speaksOfTax(row: cell.row - 1)
            else { continue }
            return FormAmounts.Place(number, .tax, in: cell)
        }
        return nil
    }

    private func isWordless(row: Int) -> Bool {
        form.rows[row].allSatisfy { form.cells[$0].parts.words.isEmpty }
    }

    private func speaksOfTax(row: Int) -> Bool {
        guard form.rows.indices.contains(row) else { return false }
        return form.rows[row].contains { place in
            let words = form.cells[place].parts.words
            return FormMoney.Marks.taxMarks.stand(in: words, words.flatMap { $0 })
        }
    }

    /// What makes up a sum below zero is below zero too, though its minus may not have been read.
    private func signed(_ place: FormAmounts.Place, _ total: Int64) -> Int64 {
        total < 0 ? -abs(place.value) : place.value
    }

    private static func field(
        _ place: FormAmounts.Place, _ chance: Double, of total: Int64 = 0
    ) -> ExtractedField {
        let text = total < 0 && place.value > 0 ? "-" + place.text : place.text
        return ExtractedField(value: text, confidence: chance, box: place.box, page: place.page)
    }
}
