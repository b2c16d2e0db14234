/// A seller that no heading and no sender's line names.
extension FormParties {
    func unlabelledSeller(apartFrom buyer: Party?) -> Party? {
        let other = Fold.alphanumerics(Fold.upper(buyer?.name.value ?? ""))
        var best: (cell: Form.Cell, chance: Double)?
        for block in blocks where block.cells[0].line.page == 1 {
            guard let first = firstName(of: block), first.line.digitCount == 0,
                other.isEmpty || !Phrase.contains(first.key, other),
                !Self.isSame(first.key, other),
                let chance = chanceOfSeller(block, first)
            else { continue }
            if chance > best?.chance ?? 0.4 { best = (first, chance) }
        }
        let named = imprint.candidates(isName).filter {
            !Self.isSame($0.line.letters(of: $0.name), other)
        }.max { $0.chance < $1.chance }
        if let named, named.chance > best?.chance ?? 0.4 {
            let address = named.address.isEmpty
                ? ExtractedField() : field([(named.line, named.address)], 0.6)
            var name = field([(named.line, named.name)], named.chance)
            name.value = name.value.map(NameRepair.form(of:))
            return Party(name: name, address: address)
        }
        return best.flatMap { lines(from: $0.cell, $0.chance) }
    }

    /// An address in the head or in the last lines, or a letterhead.
    private func chanceOfSeller(_ block: FormBlock, _ first: Form.Cell) -> Double? {
        let depth = form.depth(first)
        let isLow = depth > FormImprint.foot && block.postal != nil
        guard depth < 0.4 || isLow else { return nil }
        let hasForm = block.cells.prefix(3).contains {
            Self.endsInLegalForm($0.line, $0.line.words.indices)
        }
        // A letterhead is larger than the rest.
        let isLarge = first.line.height * 4 > form.height * 5 && depth < 0.2
        guard block.postal != nil || hasForm || isLarge else { return nil }
        var chance = 0.35 - (isLow ? 0 : 0.15 * depth)
        if hasForm { chance += 0.2 }
        // A few large letters and nothing else may be a sign.
        if isLarge { chance += hasForm || first.letters > 6 ? 0.2 : 0.12 }
        if block.postal != nil { chance += 0.1 }
        if hasContact(block) { chance += 0.1 }
        if recurs(first, below: 0) { chance += 0.1 }
        return chance + imprint.hostShare(first.key)
    }
}
