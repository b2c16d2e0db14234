/// What earlier credit notes leave of a document. A new one takes no more than this of any line or
/// tax, and where it takes a line, a tax or the whole to its end it takes exactly this: what was
/// rounded in pieces then comes to what was rounded at once.
public struct CreditRest: Hashable, Sendable {
    public struct Line: Hashable, Sendable {
        public var net: Money
        /// With the new note all of its quantity is taken back, and all at the line's own price.
        public let ends: Bool

        public init(net: Money, ends: Bool) {
            self.net = net
            self.ends = ends
        }
    }

    public struct Tax: Hashable, Sendable {
        public let code: String
        public let base: Money
        public let amount: Money
        /// All lines that bear it end.
        public let ends: Bool

        public init(code: String, base: Money, amount: Money, ends: Bool) {
            self.code = code
            self.base = base
            self.amount = amount
            self.ends = ends
        }
    }

    /// Of the document, in order.
    public let lines: [Line]
    public let taxes: [Tax]
    public let payable: Money
    /// The document has lines that take something back. More than is left is then more than
    /// rounding, and is not cut to what is left.
    public let isMixed: Bool

    public init(lines: [Line], taxes: [Tax], payable: Money, isMixed: Bool) {
        self.lines = lines
        self.taxes = taxes
        self.payable = payable
        self.isMixed = isMixed
    }

    private var ends: Bool { lines.allSatisfy { $0.ends } }
}

extension CreditRest {
    /// The totals of a credit note, as far as there is something left for them.
    ///
    /// - Parameters:
    ///   - totals: of the note by itself, as its document works them out.
    ///   - positions: for each line of the note, which line of the document it takes back.
    /// - Returns: nil where it would take more of a tax than is left.
    public func fitting(
        _ totals: DocumentTotals, positions: [Int], pricing: Document.Pricing
    ) throws(MoneyError) -> DocumentTotals? {
        let nets = try nets(totals.lineNets, positions)
        guard let taxes = fitting(totals.taxes),
            let withholding = fitting(totals.withholding)
        else { return nil }
        let currency = payable.currency
        let net = try Money.sum(nets, currency: currency)
        let tax = try Money.sum(taxes.map { $0.amount }, currency: currency)
        let total = try net.adding(tax)
        let asked = pricing == .inclusive ? totals.payable : total
        let payable = ends ? payable : isMixed ? asked : asked.within(payable)
        let withheld = try Money.sum(withholding.map { $0.amount }, currency: currency)
        return DocumentTotals(
            lineNets: nets, adjustmentNets: [], lineTotal: net, allowanceTotal: .zero(currency),
            chargeTotal: .zero(currency), net: net, taxes: taxes, tax: tax, total: total,
            prepaid: .zero(currency), rounding: try payable.subtracting(total),
            payable: payable, withholding: withholding, withheld: withheld,
            due: try payable.subtracting(withheld))
    }

    private func nets(_ own: [Money], _ positions: [Int]) throws(MoneyError) -> [Money] {
        var left = lines
        var nets: [Money] = []
        for (index, position) in positions.enumerated() {
            let line = left[position]
            let isLast = !positions[(index + 1)...].contains(position)
            let net = line.ends && isLast ? line.net : own[index].within(line.net)
            left[position].net = try line.net.subtracting(net)
            nets.append(net)
        }
        return nets
    }

    private func fitting(_ sums: [DocumentTotals.TaxTotal]) -> [DocumentTotals.TaxTotal]? {
        var fitting: [DocumentTotals.TaxTotal] = []
        for sum in sums {
            guard let rest = taxes.first(where: { $0.code == sum.tax.code }) else { return nil }
            if rest.ends {
                fitting.append(.init(tax: sum.tax, base: rest.base, amount: rest.amount))
                continue
            }
            let amount = sum.amount.within(rest.amount)
            if isMixed && amount != sum.amount { return nil }
            let base = isMixed ? sum.base : sum.base.within(rest.base)
            fitting.append(.init(tax: sum.tax, base: base, amount: amount))
        }
        return fitting
    }
}

extension Money {
    /// This amount, or the limit where this is further from zero or on its other side.
    fileprivate func within(_ limit: Money) -> Money {
        let units =
            limit.minorUnits >= 0
            ? min(max(minorUnits, 0), limit.minorUnits)
            : max(min(minorUnits, 0), limit.minorUnits)
        return Money(minorUnits: units, currency: currency)
    }
}
