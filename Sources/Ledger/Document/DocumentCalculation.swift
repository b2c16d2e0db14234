/// Works out a checked document in Int128 minor units and narrows the results once.
struct DocumentCalculation {
    /// A line or adjustment of the document.
    struct Item {
        let place: DocumentRefusal.Place
        /// As priced, with or without its taxes; negative for allowances.
        let stated: Int128
        /// Indices of its taxes in the document's order, withholding ones apart.
        let treatment: [Int]
        let withholding: [Int]
        /// All its taxes; items with the same ones share their rounding.
        var taxes: [Int] { treatment + withholding }
        var net: Int128 = 0
    }

    let document: Document
    /// The lines in order, then the adjustments.
    private(set) var items: [Item] = []
    /// The different treatments of the items, sorted: sums by treatment do not depend on the
    /// order of the lines.
    var treatments: [[Int]] { Self.distinct(items.map { $0.treatment }) }

    init(_ document: Document) throws(DocumentRefusal) {
        self.document = document
        for (index, line) in document.lines.enumerated() {
            let place = DocumentRefusal.Place.line(index)
            items.append(try item(at: place, stated: stated(line, at: place), codes: line.taxes))
        }
        try checkMagnitude()
        for (index, adjustment) in document.adjustments.enumerated() {
            let place = DocumentRefusal.Place.adjustment(index)
            let amount = try stated(adjustment, at: place)
            items.append(try item(at: place, stated: amount, codes: adjustment.taxes))
        }
        try checkMagnitude()
    }

    mutating func run() throws(DocumentRefusal) -> DocumentTotals {
        setNets()
        let taxes = taxSums()
        let withholding = withholdingSums()
        let lineCount = document.lines.count
        let lineNets = items[..<lineCount].map { $0.net }
        let adjustmentNets = items[lineCount...].map { $0.net }
        let net = items.reduce(0) { $0 + $1.net }
        let tax = taxes.reduce(0) { $0 + $1.amount }
        let total = net + tax
        let prepaid = Int128(document.prepaid?.minorUnits ?? 0)
        let rounding = roundingAmount(total: total, prepaid: prepaid)
        let payable = total - prepaid + rounding
        let withheld = withholding.reduce(0) { $0 + $1.amount }
        return DocumentTotals(
            lineNets: try money(lineNets), adjustmentNets: try money(adjustmentNets),
            lineTotal: try money(lineNets.reduce(0, +)),
            allowanceTotal: try money(-sum(adjustmentNets, of: .allowance)),
            chargeTotal: try money(sum(adjustmentNets, of: .charge)),
            net: try money(net), taxes: try taxTotals(taxes), tax: try money(tax),
            total: try money(total), prepaid: try money(prepaid),
            rounding: try money(rounding), payable: try money(payable),
            withholding: try taxTotals(withholding), withheld: try money(withheld),
            due: try money(payable - withheld))
    }

    /// The net amount of each item: what is stated, or what is left of it without its taxes.
    private mutating func setNets() {
        guard document.pricing == .inclusive else {
            for index in items.indices { items[index].net = items[index].stated }
            return
        }
        for taxes in Self.distinct(items.map { $0.taxes }) {
            let factor = grossFactor(of: taxes.filter { !document.taxes[$0].isWithholding })
            // Rounding the running sum gives each line its share and the sum its exact rounding.
            var running: Int128 = 0
            var given: Int128 = 0
            for index in items.indices where items[index].taxes == taxes {
                if document.taxRounding == .perLine { (running, given) = (0, 0) }
                running += items[index].stated
                let net = document.rounding.quotient(
                    running * factor.one, dividedBy: factor.gross)
                items[index].net = net - given
                given = net
            }
        }
    }

    /// What one unit of net comes to with its taxes, as gross / one, exactly.
    private func grossFactor(of treatment: [Int]) -> (one: Int128, gross: Int128) {
        var one: Int128 = 1
        for _ in treatment { one *= Rate.partsInWhole }
        var gross = one
        for index in treatment {
            let tax = document.taxes[index]
            let base = tax.isCompound ? gross : one
            gross += base / Rate.partsInWhole * Int128(tax.rate.partsPerMillion)
        }
        return (one, gross)
    }

    private func roundingAmount(total: Int128, prepaid: Int128) -> Int128 {
        let wanted =
            document.pricing == .inclusive ? items.reduce(0) { $0 + $1.stated } : total
        switch document.payableRounding {
        case .none: return wanted - total
        case .stated(let amount): return Int128(amount.minorUnits)
        case .toMultiple(let increment):
            let count = document.rounding.quotient(
                wanted - prepaid, dividedBy: Int128(increment))
            return count * Int128(increment) - (total - prepaid)
        }
    }
}

extension DocumentCalculation {
    /// While all amounts together fit Int64, no sum of some of them can leave it, in any order.
    private func checkMagnitude() throws(DocumentRefusal) {
        let magnitude = items.reduce(Int128(0)) { $0 + Int128($1.stated.magnitude) }
        guard magnitude <= Int128(Int64.max) else { throw DocumentRefusal(.totalOverflow) }
    }

    private static func distinct(_ keys: [[Int]]) -> [[Int]] {
        var found: [[Int]] = []
        for key in keys where !found.contains(key) { found.append(key) }
        return found.sorted { $0.lexicographicallyPrecedes($1) }
    }

    private func item(
        at place: DocumentRefusal.Place, stated: Int128, codes: [String]
    ) throws(DocumentRefusal) -> Item {
        let indices = document.taxes.indices.filter { codes.contains(document.taxes[$0].code) }
        return Item(
            place: place, stated: stated,
            treatment: indices.filter { !document.taxes[$0].isWithholding },
            withholding: indices.filter { document.taxes[$0].isWithholding })
    }

    private func stated(_ line: DocumentLine, at place: DocumentRefusal.Place)
        throws(DocumentRefusal) -> Int128
    {
        let gross: Money
        do throws(MoneyError) {
            gross = try line.unitPrice.amount(
                for: line.quantity, per: line.priceBase, rounding: document.rounding)
        } catch {
            throw DocumentRefusal(.totalOverflow, at: place)
        }
        let base = Int128(gross.minorUnits)
        return line.adjustments.reduce(base) { $0 + amount(of: $1, on: base) }
    }

    /// A percentage of a document counts on the lines that bear the same taxes.
    private func stated(_ item: DocumentAdjustment, at place: DocumentRefusal.Place)
        throws(DocumentRefusal) -> Int128
    {
        let same = document.lines.indices.filter {
            Set(document.lines[$0].taxes) == Set(item.taxes)
        }
        return amount(of: item.adjustment, on: same.reduce(0) { $0 + items[$1].stated })
    }

    private func amount(of adjustment: Adjustment, on base: Int128) -> Int128 {
        let amount: Int128 =
            switch adjustment.amount {
            case .fixed(let money): Int128(money.minorUnits)
            case .percent(let rate): share(of: base, at: rate)
            }
        return adjustment.direction == .allowance ? -amount : amount
    }

    private func sum(_ nets: [Int128], of direction: Adjustment.Direction) -> Int128 {
        zip(document.adjustments, nets).reduce(0) { sum, pair in
            pair.0.adjustment.direction == direction ? sum + pair.1 : sum
        }
    }

    func share(of base: Int128, at rate: Rate) -> Int128 {
        document.rounding.quotient(
            base * Int128(rate.partsPerMillion), dividedBy: Rate.partsInWhole)
    }

    private func money(_ units: Int128) throws(DocumentRefusal) -> Money {
        do throws(MoneyError) {
            return try Money(narrowing: units, currency: document.currency)
        } catch {
            throw DocumentRefusal(.totalOverflow)
        }
    }

    private func money(_ units: [Int128]) throws(DocumentRefusal) -> [Money] {
        try units.map { unit throws(DocumentRefusal) in try money(unit) }
    }

    private func taxTotals(_ sums: [TaxSum]) throws(DocumentRefusal) -> [DocumentTotals.TaxTotal] {
        try sums.map { sum throws(DocumentRefusal) in
            DocumentTotals.TaxTotal(
                tax: document.taxes[sum.index], base: try money(sum.base),
                amount: try money(sum.amount))
        }
    }
}
