extension AmountRoles {
    /// A tip, or cash that the till hands out, is paid beside what the goods cost: where a total
    /// stands above it, what both make is a payment.
    mutating func settleExtras() {
        let sums: [MoneyLabel] = [.grandTotal, .total]
        for place in places where place.label?.label == .extra && !place.inSummary {
            let extra = place.amount.thousandths
            let totals = places.filter { other in
                !other.inSummary && other.label.map { sums.contains($0.label) } ?? false
            }.map { $0.amount.thousandths }
            for total in totals where extra > 0 && paid.remove(total + extra) != nil {
                paid.insert(total)
            }
            for index in places.indices where places[index].amount.line > place.amount.line {
                guard totals.contains(places[index].amount.thousandths - extra),
                    places[index].label.map({ sums.contains($0.label) }) ?? false
                else { continue }
                places[index].label?.label = .cash
            }
        }
    }

    /// What the goods cost stays the total, however much of it had been paid before: what is left
    /// then is no other total, and cash less change is that rest.
    mutating func settleDeposits(_ amounts: Amounts) {
        let sums: [MoneyLabel] = [.grandTotal, .total]
        let rests: [MoneyLabel] = [.grandTotal, .total, .change]
        for place in places where !place.inSummary {
            guard let label = place.label?.label, label == .deposit || label == .cash else {
                continue
            }
            let deposit = abs(place.amount.thousandths)
            guard deposit > 0, amounts.isPrice(place.amount) else { continue }
            let whole = places.filter { other in
                other.amount.line < place.amount.line && !other.inSummary
                    && other.label.map { sums.contains($0.label) } ?? false
                    && other.amount.thousandths > deposit
            }
            for total in Set(whole.map { $0.amount.thousandths }) {
                var isLeft = false
                for index in places.indices
                where places[index].amount.line > place.amount.line && !places[index].inSummary {
                    guard places[index].amount.thousandths == total - deposit,
                        let named = places[index].label?.label, rests.contains(named),
                        label == .deposit || named != .change
                    else { continue }
                    places[index].label?.label = .change
                    isLeft = true
                }
                guard isLeft else { continue }
                paid.remove(total - deposit)
                paid.insert(total)
            }
        }
    }
}
