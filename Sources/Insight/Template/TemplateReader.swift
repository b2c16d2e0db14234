/// Finds the values of a template's anchors on a paper.
struct TemplateReader {
    let places: FieldPlaces

    init(_ pages: [PageWords]) {
        places = FieldPlaces(pages)
    }

    /// The share of the template's words that the head of the paper carries.
    func share(of template: SupplierTemplate) -> Double {
        guard !template.words.isEmpty else { return 0 }
        let head = places.lines.prefix(Self.headLines).flatMap { $0.tokens.map { $0.key } }
        let known = template.words.count { word in
            head.contains { Self.isAlike($0, Array(word.utf8)) }
        }
        return Double(known) / Double(template.words.count)
    }

    /// Rows in which a supplier says who it is.
    static let headLines = 12

    func find(_ anchor: FieldAnchor) -> FieldPlace? {
        let keys = anchor.labelKeys
        guard !keys.isEmpty else { return nil }
        var found: [FieldPlace] = []
        for line in places.lines {
            guard line.tokens.count >= keys.count else { continue }
            for start in 0...(line.tokens.count - keys.count)
            where zip(line.tokens[start...], keys).allSatisfy({ Self.isAlike($0.key, $1) }) {
                let label = start..<start + keys.count
                let value = anchor.place == .right
                    ? right(of: label, in: line, anchor) : below(label, in: line, anchor)
                if let value, fits(value, anchor) {
                    if anchor.occurrence == .first { return value }
                    found.append(value)
                }
            }
        }
        return found.last
    }

    /// Directly after the label: nothing but marks and a rate may stand between them.
    private func right(
        of label: Range<Int>, in line: TextLine, _ anchor: FieldAnchor
    ) -> FieldPlace? {
        let values = places.values(of: anchor.field, in: line.index, monthFirst: anchor.monthFirst)
            .filter { line.start(of: $0.tokens.lowerBound) == label.upperBound }
        return values.first { fits($0, anchor) }
    }

    private static let rowsBelow = 3

    private func below(
        _ label: Range<Int>, in line: TextLine, _ anchor: FieldAnchor
    ) -> FieldPlace? {
        let words = line.tokens[label.lowerBound].word..<line.tokens[label.upperBound - 1].word + 1
        guard let box = line.box(of: words) else { return nil }
        for next in places.lines.dropFirst(line.index + 1).prefix(Self.rowsBelow) {
            guard next.page == line.page else { return nil }
            let values = places.values(
                of: anchor.field, in: next.index, monthFirst: anchor.monthFirst)
            let under = values.first { value in
                value.box.x < box.right && box.x < value.box.right && fits(value, anchor)
            }
            if let under { return under }
        }
        return nil
    }

    private func fits(_ value: FieldPlace, _ anchor: FieldAnchor) -> Bool {
        guard anchor.field == .number, let shape = anchor.shape else { return true }
        return NumberShape.of(value.value) == shape
    }

    /// The same word but for a letter in five.
    static func isAlike(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        let limit = right.count / 5
        return EditDistance.between(left[...], right, limit: limit) <= limit
    }
}

extension TextLine {
    /// Where the label of a value must end that begins at this token: before the rate in front of
    /// it, as in `VAT 16% 275.86`.
    func start(of token: Int) -> Int {
        var start = token
        while start > 0, words[tokens[start - 1].word].folded.contains(UInt8(ascii: "%")) {
            start -= 1
        }
        return start
    }
}

/// Letters and figures in runs: `CS-00417` is `A-9`.
enum NumberShape {
    static func of(_ number: String) -> String {
        var shape: [UInt8] = []
        for byte in Fold.upper(number) {
            let kind = Fold.isDigit(byte) ? UInt8(ascii: "9")
                : Fold.isLetter(byte) ? UInt8(ascii: "A") : byte
            if shape.last != kind || !Fold.isDigit(byte) && !Fold.isLetter(byte) {
                shape.append(kind)
            }
        }
        return String(decoding: shape, as: UTF8.self)
    }
}
