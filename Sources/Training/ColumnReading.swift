import Insight

/// What the texts of a column are, taken together: numbers with a few slips among them, days, or
/// words.
struct ColumnReading {
    /// NaN where a cell is empty or no number.
    let values: [Double]
    /// Rows, from 1, whose text is no number.
    private let slips: [(row: Int, text: String)]
    private let filled: Int
    private let days: Int
    private let numbers: Int
    /// How many are numbers as people write them elsewhere, and the first one.
    private let foreign: Int
    private let firstForeign: (row: Int, text: String)?

    /// Of the cells with something in them, so many must be alike.
    private static let share = 0.95
    private static let mostShown = 3

    init(_ cells: [String]) {
        var values: [Double] = []
        values.reserveCapacity(cells.count)
        var slips: [(row: Int, text: String)] = []
        var (filled, days, numbers, foreign) = (0, 0, 0, 0)
        var first: (row: Int, text: String)?
        for (row, cell) in cells.enumerated() {
            let value = Array(cell.utf8).withUnsafeBufferPointer { Cell.number($0) }
            values.append(value ?? .nan)
            if value == nil { slips.append((row + 1, cell)) }
            if !cell.isEmpty { filled += 1 }
            if let value, !value.isNaN { numbers += 1 }
            guard value == nil else { continue }
            if WrittenDay.matches(cell) { days += 1 }
            if WrittenNumber.matches(cell) {
                foreign += 1
                first = first ?? (row + 1, cell)
            }
        }
        (self.values, self.slips) = (values, slips)
        (self.filled, self.days, self.numbers) = (filled, days, numbers)
        (self.foreign, firstForeign) = (foreign, first)
    }

    /// All are numbers, or all but a few of many different ones.
    var isNumeric: Bool {
        if slips.isEmpty { return true }
        guard Double(numbers) >= Self.share * Double(filled) else { return false }
        return Set(values.lazy.filter { !$0.isNaN }).count > 20
    }

    var isDays: Bool { days > 0 && Double(days) >= Self.share * Double(filled) }

    /// The first number in another notation, where the column is of numbers and of such.
    var foreignNumber: (row: Int, text: String)? {
        Double(numbers + foreign) >= Self.share * Double(filled) ? firstForeign : nil
    }

    /// Of the texts that are no numbers those without a digit, in their order: such a word means
    /// that there is nothing, where `12,5` may mean anything.
    var missingWords: [String] {
        Set(slips.lazy.map(\.text)).filter { !$0.contains(where: \.isNumber) }.sorted()
    }

    /// Which cells are no numbers.
    var doubt: String? {
        guard !slips.isEmpty else { return nil }
        let shown = slips.prefix(Self.mostShown).map { "\($0.text) in row \($0.row)" }
        let rest = slips.count - shown.count
        return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
            + (slips.count == 1 ? " is none" : " are none")
    }
}
