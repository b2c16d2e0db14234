/// Subtotal and tax: what their labels say, surer where the sums agree with the total.
struct TaxRule {
    let roles: AmountRoles
    /// The total in thousandths, when it is known.
    let total: Int64?

    func subtotal() -> ExtractedField {
        best(.subtotal) { value in
            guard let total else { return false }
            return value == total || fits(value, beside: .tax, total)
        }
    }

    func tax() -> ExtractedField {
        best(.tax) { value in
            guard let total else { return false }
            return fits(value, beside: .subtotal, total)
        }
    }

    /// The two make the total, give or take what is rounded or given off.
    private func fits(_ value: Int64, beside label: MoneyLabel, _ total: Int64) -> Bool {
        let extras: [Int64] =
            [0] + roles.values(.rounding, .discount, .service).flatMap { [$0, -$0] }
        return roles.values(label).contains { other in
            extras.contains { value + other + $0 == total }
        }
    }

    private func best(_ label: MoneyLabel, fits: (Int64) -> Bool) -> ExtractedField {
        var found = ExtractedField()
        for place in roles.places where place.label?.label == label {
            guard place.amount.decimals > 0 || roles.isWhole else { continue }
            let amount = place.amount
            guard amount.thousandths >= 0 else { continue }
            // `VAT 16% ON 12,400.00   1,984.00`: before the tax stands its base.
            let isBase = label == .tax && roles.places.contains { other in
                other.amount.line == amount.line && other.amount.page == amount.page
                    && other.amount.words.lowerBound > amount.words.lowerBound
                    && other.amount.decimals == amount.decimals
                    && other.amount.thousandths < amount.thousandths
            }
            if isBase { continue }
            if let total, amount.thousandths > total && label == .tax { continue }
            var confidence = fits(amount.thousandths) ? 0.9 : 0.55
            confidence *= 0.3 + 0.7 * amount.confidence
            if place.inSummary { confidence *= 0.7 }
            if amount.corrected { confidence *= 0.7 }
            guard confidence > found.confidence else { continue }
            found = ExtractedField(
                value: amount.text, confidence: confidence, box: amount.box, page: amount.page)
        }
        return found
    }
}
