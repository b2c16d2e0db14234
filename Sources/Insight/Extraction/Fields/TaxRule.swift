/// Subtotal and tax: what their labels say, surer where the sums agree with the total.
struct TaxRule {
    let lines: [TextLine]
    let roles: AmountRoles
    /// The total in thousandths, when it is known.
    let total: Int64?

    func subtotal() -> ExtractedField {
        best(places(of: .subtotal)) { value in
            guard let total else { return false }
            return value == total || fits(value, beside: .tax, total)
        }
    }

    func tax() -> ExtractedField {
        let found = taxes()
        return together(found) ?? best(found, fits: isTax)
    }

    private func isTax(_ value: Int64) -> Bool {
        total.map { fits(value, beside: .subtotal, $0) } ?? false
    }

    /// The two make the total, give or take what is rounded or given off.
    private func fits(_ value: Int64, beside label: MoneyLabel, _ total: Int64) -> Bool {
        let extras: [Int64] =
            [0] + roles.values(.rounding, .discount, .service).flatMap { [$0, -$0] }
        return roles.values(label).contains { other in
            extras.contains { value + other + $0 == total }
        }
    }

    private func places(of label: MoneyLabel) -> [AmountRoles.Place] {
        roles.places.filter { place in
            place.label?.label == label && place.amount.thousandths >= 0
                && (place.amount.decimals > 0 || roles.isWhole)
        }
    }

    /// One for each row: before a tax stands its base, `VAT 16% ON 12,400.00   1,984.00`, and
    /// behind it what both make.
    private func taxes() -> [AmountRoles.Place] {
        var found: [AmountRoles.Place] = []
        for place in places(of: .tax) {
            let amount = place.amount
            let isBase = roles.places.contains { other in
                other.amount.line == amount.line && other.amount.page == amount.page
                    && other.amount.words.lowerBound > amount.words.lowerBound
                    && other.amount.decimals == amount.decimals
                    && other.amount.thousandths < amount.thousandths
            }
            if isBase || found.last?.amount.line == amount.line { continue }
            if let total, amount.thousandths > total { continue }
            found.append(place)
        }
        return found
    }

    private func best(
        _ places: [AmountRoles.Place], fits: (Int64) -> Bool
    ) -> ExtractedField {
        var found = ExtractedField()
        for place in places {
            let amount = place.amount
            let confidence = Self.confidence(place, isProven: fits(amount.thousandths))
            guard confidence > found.confidence else { continue }
            found = ExtractedField(
                value: amount.text, confidence: confidence, box: amount.box, page: amount.page)
        }
        return found
    }

    private static func confidence(_ place: AmountRoles.Place, isProven: Bool) -> Double {
        var confidence = isProven ? 0.9 : 0.55
        confidence *= 0.3 + 0.7 * place.amount.confidence
        if place.inSummary { confidence *= 0.7 }
        if place.amount.corrected { confidence *= 0.7 }
        return confidence
    }

    /// More rates than a tax has are something else.
    private static let mostRates = 5

    /// `TVA 5,5% 0,32` and `TVA 20% 1,48`: a paper's tax is what all its rates make.
    private func together(_ found: [AmountRoles.Place]) -> ExtractedField? {
        var rates: [Int64: AmountRoles.Place] = [:]
        for place in found where !place.inSummary {
            let named = lines[place.amount.line].rates
            guard named.count == 1, let rate = named.first else { continue }
            let known = rates[rate]
            // Twice at one rate may be a tax and its base, or two parts of the paper.
            if let known, known.amount.thousandths != place.amount.thousandths { return nil }
            rates[rate] = known ?? place
        }
        let parts = rates.values.sorted { $0.amount.line < $1.amount.line }
        guard (2...Self.mostRates).contains(parts.count), let first = parts.first,
            parts.allSatisfy({
                $0.amount.decimals == first.amount.decimals && $0.amount.page == first.amount.page
            })
        else { return nil }
        let sum = parts.reduce(Int64(0)) { $0 + $1.amount.thousandths }
        if !isTax(sum), found.contains(where: { isTax($0.amount.thousandths) }) { return nil }
        // A row that adds them up says the sum itself.
        let whole = found.first { place in
            place.amount.thousandths == sum && lines[place.amount.line].rates.isEmpty
        }
        let isProven = whole != nil || isTax(sum)
        if let total, sum > total { return nil }
        let sure = parts.map { Self.confidence($0, isProven: isProven) }.min() ?? 0
        return ExtractedField(
            value: whole?.amount.text ?? AmountReader.text(sum, decimals: first.amount.decimals),
            confidence: sure,
            box: whole?.amount.box
                ?? parts.dropFirst().reduce(first.amount.box) { $0.union($1.amount.box) },
            page: first.amount.page)
    }
}
