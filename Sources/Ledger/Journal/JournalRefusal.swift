/// Why lines do not make a journal entry.
public enum JournalRefusal: Error, Hashable, Sendable {
    case fewerThanTwoLines
    case zeroLine(index: Int)
    /// The smallest Int64 has no counterpart, and could never be reversed.
    case lineOutOfRange(index: Int)
    /// Debits and credits of this currency differ.
    case unbalanced(Currency)

    /// A stable, lowercase code.
    public var code: String {
        switch self {
        case .fewerThanTwoLines: "entry_fewer_than_two_lines"
        case .zeroLine: "entry_line_zero"
        case .lineOutOfRange: "entry_line_out_of_range"
        case .unbalanced: "entry_unbalanced"
        }
    }
}

extension JournalRefusal {
    /// One English sentence for whoever must mend the entry.
    public var message: String {
        switch self {
        case .fewerThanTwoLines: "an entry needs at least two lines"
        case .zeroLine(let index): "line \(index) is zero"
        case .lineOutOfRange(let index): "line \(index) is too large"
        case .unbalanced(let currency): "debits and credits in \(currency.code) differ"
        }
    }
}
