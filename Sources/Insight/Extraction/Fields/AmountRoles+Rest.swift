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

    /// What a sum comes to in coins is what is to be paid: where the paper names the rounding and
    /// then shows what it makes, the sum before it is no total, and the one behind it is.
    mutating func settleRoundings() {
        let sums: [MoneyLabel] = [.grandTotal, .total, .subtotal]
        let rounded: [MoneyLabel] = sums + [.cash]
        for place in places where place.label?.label == .rounding && !place.inSummary {
            let rounding = abs(place.amount.thousandths)
            guard rounding > 0, rounding < Self.mostRounded else { continue }
            for (before, after) in pairs(around: place.amount.line, sums, rounded)
            where abs(value(after) - value(before)) == rounding && value(after) % Self.coins == 0
                && value(before) % Self.coins != 0
            {
                places[before].label?.label = .subtotal
                if places[after].label?.label == .subtotal { places[after].label?.label = .total }
            }
        }
    }

    private func value(_ index: Int) -> Int64 { places[index].amount.thousandths }

    /// Places above a row that have one of the first labels, each with those below it that have
    /// one of the second.
    private func pairs(
        around row: Int, _ above: [MoneyLabel], _ below: [MoneyLabel]
    ) -> [(Int, Int)] {
        func named(_ index: Int, _ labels: [MoneyLabel]) -> Bool {
            !places[index].inSummary
                && places[index].label.map { labels.contains($0.label) } ?? false
        }
        let upper = places.indices.filter { places[$0].amount.line < row && named($0, above) }
        let lower = places.indices.filter { places[$0].amount.line > row && named($0, below) }
        return upper.flatMap { one in lower.map { (one, $0) } }
    }

    /// Thousandths: nothing is rounded to more than a unit of the currency.
    private static let mostRounded: Int64 = 1000
    /// Thousandths. The least of what is left when a sum is rounded to coins.
    static let coins: Int64 = 50

    /// What is sold at each rate, with the taxes where they are not in it, makes the total.
    mutating func settleRates() {
        var byRate: [[UInt8]: [Int64]] = [:]
        for place in places where place.label?.label == .rateTotal && !place.inSummary {
            let value = place.amount.signed
            guard let rate = place.label?.rate, byRate[rate]?.contains(value) != true,
                byRate[rate, default: []].count < Self.mostOfAKind
            else { continue }
            byRate[rate, default: []].append(value)
        }
        guard (2...Self.mostOfAKind).contains(byRate.count) else { return }
        var reached: Set<Int64> = [0]
        for values in byRate.values {
            reached = Set(reached.flatMap { sum in values.map { sum + $0 } })
        }
        let taxes = places.filter { $0.label?.label == .tax && !$0.inSummary }
            .prefix(Self.mostOfAKind).map { $0.amount.signed }
        for sum in reached {
            for tax in [0] + taxes where sum + tax > 0 { rateSums.insert(sum + tax) }
        }
        sums.formUnion(rateSums)
    }
}
