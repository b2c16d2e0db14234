import Wire

/// A cell that shows what is meant, with its row from 1.
struct CellText: Equatable {
    let row: Int
    let text: String

    var shown: String { "\(text) in row \(row)" }
    var facts: [Fact] { [.text("text", text), .count("row", row)] }
}
