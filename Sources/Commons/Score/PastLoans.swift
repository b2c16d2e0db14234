import Ledger
import Wire

/// A list of past loans as it was read, with what is wrong with its lines.
struct PastLoans {
    private(set) var loans: [PastLoan] = []
    /// Lines that are no loans, whose borrower is looked for all the same.
    private(set) var others: [(line: Int, borrower: String)] = []
    private(set) var faults = LoanFaults()
    private let today: Day

    static let mostLines = 20_000
    private static let columns = ["borrower", "day", OutcomeTable.target]
    private static let yes: Set = ["1", "true", "yes", "bad"]
    private static let no: Set = ["0", "false", "no", "good"]

    /// - Throws: `outcome_table_unreadable` where no line of it can be read.
    init(_ csv: [UInt8], until today: Day) throws(Refusal) {
        self.today = today
        var reader = CSVReader()
        reader.append(csv)
        guard reader.next(isLast: true) else {
            throw LoanFaults.fail(.listEmpty, "The file is empty.")
        }
        guard reader.isUTF8 else { throw Self.encoding(reader) }
        let header = reader.fields.map { reader.text($0).lowercased() }
        let places = try Self.places(in: header)
        while reader.next(isLast: true) {
            let line = reader.line
            guard reader.isUTF8 else {
                if reader.foreign != nil { throw Self.encoding(reader) }
                faults.append(
                    line, .lineEncoding(line), "Line \(line) \(reader.encodingAdvice).")
                continue
            }
            let count = reader.fields.count
            guard count == header.count else {
                faults.append(
                    line, .lineFields(line, count, of: header.count),
                    "Line \(line): it has \(count) fields, not \(header.count).")
                continue
            }
            guard loans.count + others.count < Self.mostLines else {
                faults.append(
                    line, .listTooLong(line, most: Self.mostLines),
                    "Line \(line): a list has at most \(Self.mostLines) loans; send it in parts.")
                return
            }
            take(places.map { reader.text(reader.fields[$0]) }, line)
        }
    }

    private static func places(in header: [String]) throws(Refusal) -> [Int] {
        var faults = LoanFaults()
        var places: [Int] = []
        let shown = header.prefix(mostShown).joined(separator: ", ")
        for name in columns {
            guard let place = header.firstIndex(of: name) else {
                faults.append(
                    1, .columnMissing(name, header: shown),
                    "There is no column \(name): \(columns.joined(separator: ", ")) are needed, "
                        + "and there are \(shown).")
                continue
            }
            if header.lastIndex(of: name) != place {
                faults.append(
                    1, .columnTwice(name),
                    "There are two columns \(name), and nobody can tell which one counts.")
            }
            places.append(place)
        }
        try faults.check()
        return places
    }

    private static let mostShown = 20

    private mutating func take(_ cells: [String], _ line: Int) {
        let shown = cells.map(LoanFaults.short)
        let day = Day(iso: cells[1]).flatMap { $0 <= today ? $0 : nil }
        if day == nil {
            faults.append(
                line, .loanDay(line, shown[1]),
                "Line \(line): \(shown[1]) is no day that has come; write 2026-03-31.")
        }
        let outcome = cells[2].lowercased()
        let isBad = Self.yes.contains(outcome)
        let isOutcome = isBad || Self.no.contains(outcome)
        if !isOutcome {
            faults.append(
                line, .loanOutcome(line, shown[2]),
                "Line \(line): bad is \(shown[2]); write 1 for a bad loan and 0 for a good one.")
        }
        if let day, isOutcome {
            loans.append(PastLoan(line: line, borrower: cells[0], day: day, isBad: isBad))
        } else {
            others.append((line, cells[0]))
        }
    }

    private static func encoding(_ reader: CSVReader) -> Refusal {
        LoanFaults.fail(
            .lineEncoding(reader.line), "Line \(reader.line) \(reader.encodingAdvice).")
    }
}
