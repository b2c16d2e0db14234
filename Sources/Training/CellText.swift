/// A cell that shows what is meant, with its row from 1.
struct CellText: Equatable {
    let row: Int
    let text: String

    var shown: String { "\(text) in row \(row)" }
    var facts: [TableFinding.Fact] { [.text("text", text), .count("row", row)] }
}
