/// Cells under each other with one left edge and one size of print, such as an address.
struct FormBlock {
    let cells: [Form.Cell]

    /// The place of the line with the postal code or box, which makes the block an address.
    var postal: Int? { cells.firstIndex { PostalLine.stands(in: $0.line) } }

    static func all(of form: Form, apartFrom sender: Form.Cell?) -> [FormBlock] {
        var blocks: [FormBlock] = []
        var taken = [Bool](repeating: false, count: form.cells.count)
        if let sender { taken[sender.line.index] = true }
        for cell in form.cells where !taken[cell.line.index] {
            var chain = [cell]
            taken[cell.line.index] = true
            var pitch = 1_000_000
            while chain.count < 12, let last = chain.last, let next = follower(of: last, form),
                !taken[next.line.index], next.box.y - last.box.y <= pitch * 3 / 2
            {
                taken[next.line.index] = true
                chain.append(next)
                pitch = min(pitch, next.box.y - last.box.y)
            }
            blocks.append(FormBlock(cells: chain))
        }
        return blocks
    }

    private static func follower(of cell: Form.Cell, _ form: Form) -> Form.Cell? {
        guard let next = form.below(cell, reach: 3) else { return nil }
        let height = max(cell.line.height, 1)
        // A town may be set apart from its street by an empty line.
        let reach = PostalLine.stands(in: next.line) ? 9 : 7
        let isNear = next.box.y - cell.box.y <= height * reach / 2
        let isAligned = abs(next.box.x - cell.box.x) <= height
        let isAlike = next.line.height * 2 <= height * 3 && height * 2 <= next.line.height * 3
        return isNear && isAligned && isAlike ? next : nil
    }
}

/// A line of an address that ends it: a postal code with its town, or a post-office box.
enum PostalLine {
    static func stands(in line: TextLine) -> Bool { stands(in: line.tokens.map { $0.key }) }

    static func stands(in keys: [[UInt8]]) -> Bool {
        let joined = keys.flatMap { $0 }
        if isBox(keys) { return joined.contains(where: Fold.isDigit) }
        guard keys.count <= 7 else { return false }
        if isBritish(keys.suffix(2)) { return true }
        for (place, key) in keys.enumerated() where (4...6).contains(key.count) {
            guard key.allSatisfy(Fold.isDigit) else { continue }
            // `80333 Berlin`, `D-80333 Berlin`, `Nairobi 00100`.
            let leads = place == 0 || place == 1 && keys[0].count <= 3
            let town = place + 1 < keys.count && isTown(keys[place + 1])
            let ends = key.count == 5 && place == keys.count - 1 && place > 0 && place <= 3
                && keys[..<place].allSatisfy(isTown)
            if leads && town || ends { return true }
        }
        return false
    }

    /// `P.O. Box 88`, `BP 3345`, `S.L.P 70`.
    private static func isBox(_ keys: [[UInt8]]) -> Bool {
        let joined = keys.prefix(3).flatMap { $0 }
        return joined.starts(with: Array("POBOX".utf8)) || keys.first == Array("BP".utf8)
            || keys.first == Array("SLP".utf8)
            || keys.prefix(3).elementsEqual(Phrase.list("S L P"))
    }

    /// From one of the words of a row on: a box has more of them than a postal code.
    static func begins(at place: Int, of keys: [[UInt8]]) -> Bool {
        let rest = Array(keys[place...])
        return stands(in: Array(rest.prefix(isBox(rest) ? 5 : 3)))
    }

    /// `LS1 4AP`.
    private static func isBritish(_ keys: ArraySlice<[UInt8]>) -> Bool {
        guard keys.count == 2, let outward = keys.first, let inward = keys.last,
            (2...4).contains(outward.count), inward.count == 3
        else { return false }
        let area = outward.prefix { Fold.isLetter($0) }.count
        return (1...2).contains(area) && Fold.isDigit(outward[area % outward.count])
            && AmountReader.digit(inward[0]) != nil
            && inward.dropFirst().allSatisfy(Fold.isLetter)
    }

    private static func isTown(_ key: [UInt8]) -> Bool {
        key.count >= 2 && key.allSatisfy(Fold.isLetter)
    }
}

/// The small line above an address window: the sender's name, street and town in one row.
struct SenderLine {
    let cell: Form.Cell
    /// Words of the cell that are the name.
    let name: Range<Int>
    let address: Range<Int>

    /// - Parameter height: of most print; a sender's line is smaller.
    init?(_ row: [Form.Cell], height: Int) {
        for cell in row {
            guard let line = SenderLine(cell) else { continue }
            self = line
            return
        }
        // Where its marks were not read, its parts are cells of small print.
        guard row.count >= 3, let first = row.first, first.letters >= 3, first.line.digitCount == 0,
            row.allSatisfy({ $0.line.height * 10 <= height * 9 }),
            row.dropFirst().contains(where: { PostalLine.stands(in: $0.line) })
        else { return nil }
        cell = first
        name = first.line.words.indices
        address = name.upperBound..<name.upperBound
    }

    init?(_ cell: Form.Cell) {
        let words = cell.line.words
        var parts: [Range<Int>] = []
        var start = 0
        for (place, word) in words.enumerated() {
            let isMark = Fold.alphanumerics(word.folded).isEmpty
                && word.folded != [UInt8(ascii: "&")]
            let ends = word.folded.last == UInt8(ascii: ",")
                || word.folded.last == UInt8(ascii: "|")
            // A mark that was read as one word with what follows it: `Firm -8 Street`.
            if !isMark, word.folded.first == UInt8(ascii: "-"), start < place {
                parts.append(start..<place)
                start = place
            }
            guard isMark || ends else { continue }
            let end = isMark ? place : place + 1
            if start < end { parts.append(start..<end) }
            start = place + 1
        }
        if start < words.count { parts.append(start..<words.count) }
        if parts.count < 3 {
            // Its marks were read as letters: the legal form ends the name.
            guard let end = words.indices.dropLast(3).first(where: {
                FormParties.endsInLegalForm(cell.line, 0..<$0 + 1)
            }) else { return nil }
            parts = [0..<end + 1, end + 1..<words.count]
        }
        guard parts[0].count <= 7 else { return nil }
        let isPostal = parts.dropFirst().contains { part in
            let keys = Self.keys(of: words[part])
            return keys.indices.contains { PostalLine.begins(at: $0, of: keys) }
        }
        let letters = Self.keys(of: words[parts[0]]).flatMap { $0 }.count(where: Fold.isLetter)
        guard isPostal, letters >= 3 else { return nil }
        self.cell = cell
        name = parts[0]
        address = parts[1].lowerBound..<words.count
    }

    private static func keys(of words: ArraySlice<PrintedWord>) -> [[UInt8]] {
        words.flatMap { word in
            word.folded.split { !Fold.isLetter($0) && !Fold.isDigit($0) }.map { Array($0) }
        }
    }
}
