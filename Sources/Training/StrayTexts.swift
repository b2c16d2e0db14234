import Wire

/// The texts among a column's numbers: how many, and the first of them.
struct StrayTexts: Equatable {
    let count: Int
    let first: [CellText]

    var shown: String {
        let rest = count - first.count
        return first.map(\.shown).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }

    var facts: [Fact] {
        [.count("cells", count)] + (first.first?.facts ?? [])
    }
}
