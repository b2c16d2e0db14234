import Ledger
import Wire

/// A line of a list of past loans: whose, decided on which day, and what became of it.
struct PastLoan {
    let line: Int
    let borrower: String
    let day: Day
    let isBad: Bool

    static let mostLines = 20_000
    private static let columns = ["borrower", "day", OutcomeTable.target]
    private static let yes: Set = ["1", "true", "yes", "bad"]
    private static let no: Set = ["0", "false", "no", "good"]

    /// - Throws: `outcome_table_unreadable` with the line at fault.
    static func list(_ csv: [UInt8], until today: Day) throws(Refusal) -> [PastLoan] {
        var reader = CSVReader()
        reader.append(csv)
        guard reader.next(isLast: true) else {
            throw Refusal(.outcomeTableUnreadable, "The file is empty.")
        }
        guard reader.isUTF8 else { throw Self.encoding(reader) }
        let header = reader.fields.map { reader.text($0).lowercased() }
        var places: [Int] = []
        for name in columns {
            guard let place = header.firstIndex(of: name) else {
                throw Refusal(
                    .outcomeTableUnreadable,
                    "There is no column \(name): \(columns.joined(separator: ", ")) are needed, "
                        + "and there are \(header.joined(separator: ", ")).")
            }
            guard header.lastIndex(of: name) == place else {
                throw Refusal(
                    .outcomeTableUnreadable,
                    "There are two columns \(name), and nobody can tell which one counts.")
            }
            places.append(place)
        }
        var loans: [PastLoan] = []
        while reader.next(isLast: true) {
            guard reader.isUTF8 else { throw Self.encoding(reader) }
            guard reader.fields.count == header.count else {
                throw fault(reader, "it has \(reader.fields.count) fields, not \(header.count)")
            }
            guard loans.count < mostLines else {
                throw fault(reader, "a list has at most \(mostLines) loans; send it in parts")
            }
            loans.append(
                try loan(places.map { reader.text(reader.fields[$0]) }, reader, until: today))
        }
        return loans
    }

    private static func loan(
        _ cells: [String], _ reader: CSVReader, until today: Day
    ) throws(Refusal) -> PastLoan {
        guard let day = Day(iso: cells[1]), day <= today else {
            throw fault(reader, "\(cells[1]) is no day that has come; write 2026-03-31")
        }
        let outcome = cells[2].lowercased()
        guard yes.contains(outcome) || no.contains(outcome) else {
            throw fault(reader, "bad is \(cells[2]); write 1 for a bad loan and 0 for a good one")
        }
        return PastLoan(
            line: reader.line, borrower: cells[0], day: day, isBad: yes.contains(outcome))
    }

    private static func encoding(_ reader: CSVReader) -> Refusal {
        Refusal(.outcomeTableUnreadable, "Line \(reader.line) \(reader.encodingAdvice).")
    }

    private static func fault(_ reader: CSVReader, _ what: String) -> Refusal {
        Refusal(.outcomeTableUnreadable, "Line \(reader.line): \(what).")
    }
}
