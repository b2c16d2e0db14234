extension Document {
    /// Ten times the base: beyond that a rate is a slip of the pen.
    private static let largestRate = Rate(partsPerMillion: 10_000_000)
    /// Three compound rates are the most that exact arithmetic in Int128 holds.
    static let mostTaxesPerLine = 3

    func check() throws(DocumentRefusal) {
        if lines.isEmpty { throw DocumentRefusal(.noLines) }
        try checkTaxes()
        for (index, line) in lines.enumerated() { try check(line, at: .line(index)) }
        for (index, item) in adjustments.enumerated() {
            try check(item.adjustment, at: .adjustment(index))
            try checkCodes(item.taxes, at: .adjustment(index))
        }
        if let prepaid, prepaid.currency != currency { throw DocumentRefusal(.currencyMismatch) }
        switch payableRounding {
        case .none: break
        case .toMultiple(let increment):
            if increment <= 0 { throw DocumentRefusal(.payableRoundingNotPositive) }
        case .stated(let amount):
            if amount.currency != currency { throw DocumentRefusal(.currencyMismatch) }
        }
    }

    private func checkTaxes() throws(DocumentRefusal) {
        for (index, tax) in taxes.enumerated() {
            if taxes[..<index].contains(where: { $0.code == tax.code }) {
                throw DocumentRefusal(.taxRepeated, at: .tax(index))
            }
            guard Rate.zero <= tax.rate, tax.rate <= Self.largestRate else {
                throw DocumentRefusal(.taxRateOutOfRange, at: .tax(index))
            }
            if tax.category != .standard && tax.rate != .zero {
                throw DocumentRefusal(.taxRateNotZero, at: .tax(index))
            }
        }
    }

    private func check(_ line: DocumentLine, at place: DocumentRefusal.Place)
        throws(DocumentRefusal)
    {
        if line.quantity == .zero { throw DocumentRefusal(.lineQuantityZero, at: place) }
        if line.unitPrice.currency != currency {
            throw DocumentRefusal(.currencyMismatch, at: place)
        }
        if line.unitPrice.millionths < 0 { throw DocumentRefusal(.linePriceNegative, at: place) }
        if line.priceBase <= .zero { throw DocumentRefusal(.priceBaseNotPositive, at: place) }
        for adjustment in line.adjustments { try check(adjustment, at: place) }
        try checkCodes(line.taxes, at: place)
    }

    private func check(_ adjustment: Adjustment, at place: DocumentRefusal.Place)
        throws(DocumentRefusal)
    {
        switch adjustment.amount {
        case .fixed(let money):
            if money.currency != currency { throw DocumentRefusal(.currencyMismatch, at: place) }
        case .percent(let rate):
            guard Rate.zero <= rate, rate <= Self.largestRate else {
                throw DocumentRefusal(.adjustmentOutOfRange, at: place)
            }
        }
    }

    private func checkCodes(_ codes: [String], at place: DocumentRefusal.Place)
        throws(DocumentRefusal)
    {
        if codes.count > Self.mostTaxesPerLine { throw DocumentRefusal(.tooManyTaxes, at: place) }
        for (index, code) in codes.enumerated() {
            guard taxes.contains(where: { $0.code == code }) else {
                throw DocumentRefusal(.taxUnknown, at: place)
            }
            if codes[..<index].contains(code) { throw DocumentRefusal(.taxRepeated, at: place) }
        }
    }
}
