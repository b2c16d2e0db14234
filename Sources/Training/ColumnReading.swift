import Insight

/// What the texts of a column are, taken together: numbers with words or slips among them, days, or
/// words.
struct ColumnReading {
    /// NaN where a cell is empty or no number. True and False are 1 and 0 where no other numbers
    /// are.
    private(set) var values: [Double]
    /// Two texts that are one number, `007` and `7`, where the first one is a code.
    private(set) var sameNumber: (String, String)?
    /// Rows, from 1, whose text is no number.
    private var slips: [CellText] = []
    /// Cells with something in them that does not say that it is missing.
    private let present: Int
    private var days = 0
    private var numbers: Int
    /// Numbers with what they are counted in: by unit how many, and the first one.
    private var units: [String: Int] = [:]
    private var firstMeasure: CellText?
    /// How many are numbers as people write them elsewhere, and the first one.
    private var foreign = 0
    private var firstForeign: CellText?

    /// Of the cells with something in them, so many must be alike.
    private static let share = 0.95
    /// So many may be words in place of a number, where the words are few.
    private static let mostWords = 0.2
    private static let fewWords = 3
    /// Up to so many different numbers may be codes among which a word is one more,
    private static let mostCodes = 20
    /// unless it is so rare.
    private static let rareWord = 0.01
    private static let mostShown = 3

    init(_ cells: [String]) {
        values = []
        values.reserveCapacity(cells.count)
        for (row, cell) in cells.enumerated() {
            let value = Array(cell.utf8).withUnsafeBufferPointer { Cell.number($0) }
            values.append(value ?? .nan)
            if value == nil { slips.append(CellText(row: row + 1, text: cell)) }
        }
        numbers = values.count { !$0.isNaN }
        present = numbers + slips.count
        if !slips.isEmpty, values.allSatisfy({ $0.isNaN || $0 == 0 || $0 == 1 }) { takeTruths() }
        for slip in slips {
            let text = slip.text
            if WrittenDay.matches(text) { days += 1 }
            if WrittenNumber.matches(text) {
                foreign += 1
                firstForeign = firstForeign ?? slip
            } else if let unit = WrittenMeasure.unit(text) {
                units[unit, default: 0] += 1
                firstMeasure = firstMeasure ?? slip
            }
        }
        sameNumber = Self.sameNumber(cells, values)
    }

    private mutating func takeTruths() {
        let count = slips.count
        slips.removeAll { slip in
            guard let truth = Cell.truth(slip.text) else { return false }
            values[slip.row - 1] = truth
            return true
        }
        numbers += count - slips.count
    }

    /// All are numbers; or all but few words that mean that there is nothing; or all but a few of
    /// many different ones.
    var isNumeric: Bool {
        if slips.isEmpty { return true }
        guard isMostlyNumbers else { return false }
        let different = Set(values.lazy.filter { !$0.isNaN }).count
        let isMany = different > Self.mostCodes
        if isMany, Double(slips.count) <= (1 - Self.share) * Double(present) { return true }
        let words = slips.filter { MissingWord.isWord($0.text) }
        guard Double(slips.count - words.count) <= (isMany ? 1 - Self.share : 0) * Double(present),
            Set(words.map { $0.text.lowercased() }).count <= Self.fewWords
        else { return false }
        let unknown = words.count { !MissingWord.matches($0.text) }
        return isMany || different > 1 && Double(unknown) <= Self.rareWord * Double(present)
    }

    var isMostlyNumbers: Bool {
        numbers > 0 && Double(numbers) >= (1 - Self.mostWords) * Double(present)
    }

    var isDays: Bool { days > 0 && Double(days) >= Self.share * Double(present) }

    /// The first number in another notation, where the column is of numbers and of such.
    var foreignNumber: CellText? {
        Double(numbers + foreign) >= Self.share * Double(present) ? firstForeign : nil
    }

    /// The first number that says what it is counted in, where the column is of such and of
    /// numbers: in units that people know, or in one.
    var measure: CellText? {
        let known = units.filter { WrittenMeasure.isKnown($0.key) }.values.reduce(0, +)
        let same = max(known, units.values.max() ?? 0)
        let isAll = Double(numbers + foreign + same) >= Self.share * Double(present)
        return isAll ? firstMeasure : nil
    }

    /// Of the texts that are no numbers those that are words, in their order: such a word means
    /// that there is nothing, where `12,5` may mean anything. One infinity stands for all.
    var missingWords: [String] {
        var words = Set(slips.lazy.map(\.text).filter(MissingWord.isWord))
        if words.contains(where: MissingWord.isInfinite) { words.formUnion(MissingWord.infinities) }
        return words.sorted()
    }

    /// Which cells are no numbers.
    var strays: StrayTexts? {
        slips.isEmpty
            ? nil : StrayTexts(count: slips.count, first: Array(slips.prefix(Self.mostShown)))
    }

    /// What is said where half and more are numbers and the rest makes them none.
    var mixture: TextMixture? {
        guard let strays, numbers * 2 >= present else { return nil }
        return TextMixture(share: Double(numbers) / Double(max(1, present)), strays: strays)
    }

    private static func sameNumber(_ cells: [String], _ values: [Double]) -> (String, String)? {
        func isCode(_ cell: String) -> Bool {
            cell.utf8.count > 1 && cell.utf8.first == UInt8(ascii: "0") && isDigits(cell)
        }
        func isDigits(_ cell: String) -> Bool {
            !cell.isEmpty && cell.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        }
        var codes: [Double: String] = [:]
        for (cell, value) in zip(cells, values) where isCode(cell) {
            codes[value] = codes[value] ?? cell
        }
        guard !codes.isEmpty else { return nil }
        for (cell, value) in zip(cells, values) where isDigits(cell) {
            if let code = codes[value], code != cell { return (code, cell) }
        }
        return nil
    }
}
