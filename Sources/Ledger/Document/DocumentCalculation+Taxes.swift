extension DocumentCalculation {
    /// One tax summed over the document.
    struct TaxSum {
        let index: Int
        var base: Int128 = 0
        var amount: Int128 = 0
    }

    /// Items whose taxes are worked out together: one treatment, or a single line.
    private struct Group {
        let treatment: [Int]
        var net: Int128
        var stated: Int128
        /// What each tax of the treatment comes to, so far.
        var amounts: [Int: Int128] = [:]
    }

    /// The taxes that are charged, in the document's order.
    func taxSums() -> [TaxSum] {
        var groups = document.taxRounding == .perLine ? lineGroups() : treatmentGroups()
        return document.taxes.indices.compactMap { index in
            guard items.contains(where: { $0.treatment.contains(index) }) else { return nil }
            return document.taxRounding == .perLine
                ? sumOfRoundedShares(of: index, in: &groups)
                : roundedSum(of: index, in: &groups)
        }
    }

    /// The taxes that the payer keeps back; they count on the net amount.
    func withholdingSums() -> [TaxSum] {
        document.taxes.indices.compactMap { index in
            let nets = items.filter { $0.withholding.contains(index) }.map { $0.net }
            if nets.isEmpty { return nil }
            let rate = document.taxes[index].rate
            let base = nets.reduce(0, +)
            let amount =
                document.taxRounding == .perLine
                ? nets.reduce(0) { $0 + share(of: $1, at: rate) } : share(of: base, at: rate)
            return TaxSum(index: index, base: base, amount: amount)
        }
    }

    /// Rounds once, on the running sum of the groups' bases: each group gets its share, which a
    /// later compound tax may need, and the last sum is the rounding of the whole base.
    private func roundedSum(of index: Int, in groups: inout [Group]) -> TaxSum {
        var sum = TaxSum(index: index)
        for place in groups.indices where groups[place].treatment.contains(index) {
            sum.base += base(of: index, in: groups[place])
            let amount = share(of: sum.base, at: document.taxes[index].rate)
            groups[place].amounts[index] = amount - sum.amount
            sum.amount = amount
        }
        return sum
    }

    private func sumOfRoundedShares(of index: Int, in groups: inout [Group]) -> TaxSum {
        var sum = TaxSum(index: index)
        for place in groups.indices where groups[place].treatment.contains(index) {
            let base = base(of: index, in: groups[place])
            let amount =
                restOfPrice(of: index, in: groups[place])
                ?? share(of: base, at: document.taxes[index].rate)
            groups[place].amounts[index] = amount
            sum.base += base
            sum.amount += amount
        }
        return sum
    }

    /// Where a line's price holds its taxes, its last tax is what is left of the price, so that
    /// the line comes to exactly its price.
    private func restOfPrice(of index: Int, in group: Group) -> Int128? {
        guard document.pricing == .inclusive,
            index == group.treatment.last(where: { document.taxes[$0].rate != .zero })
        else { return nil }
        return group.stated - group.net - group.amounts.values.reduce(0, +)
    }

    private func base(of index: Int, in group: Group) -> Int128 {
        guard document.taxes[index].isCompound else { return group.net }
        return group.net + group.amounts.values.reduce(0, +)
    }

    private func treatmentGroups() -> [Group] {
        treatments.map { treatment in
            let members = items.filter { $0.treatment == treatment }
            return Group(
                treatment: treatment, net: members.reduce(0) { $0 + $1.net },
                stated: members.reduce(0) { $0 + $1.stated })
        }
    }

    private func lineGroups() -> [Group] {
        items.map { Group(treatment: $0.treatment, net: $0.net, stated: $0.stated) }
    }
}
