/// What is wrong with a list of past loans, line by line: all of it is told at once.
struct LoanFaults {
    private var found: [(line: Int, fault: FieldFault)] = []

    /// So many are told; how many more there are is said.
    static let most = 20

    /// What a cell says, as far as a sentence has room for it.
    static func short(_ cell: String) -> String {
        cell.count > 60 ? String(cell.prefix(60)) + "…" : cell
    }

    mutating func append(_ line: Int, _ code: FaultCode, _ detail: String) {
        found.append((line, FieldFault(.body(""), detail, code)))
    }

    /// - Throws: `outcome_table_unreadable` where anything is wrong, in the order of the lines.
    func check() throws(Refusal) {
        guard !found.isEmpty else { return }
        let sorted = found.enumerated().sorted {
            ($0.element.line, $0.offset) < ($1.element.line, $1.offset)
        }.map(\.element.fault)
        var faults = Array(sorted.prefix(Self.most))
        let rest = sorted.count - faults.count
        if rest > 0 {
            faults.append(
                FieldFault(.body(""), "There are \(rest) more faults.", .moreFaults(rest)))
        }
        throw Refusal(.outcomeTableUnreadable, faults)
    }

    /// - Throws: `outcome_table_unreadable` with this alone: nothing behind it can be read.
    static func fail(_ code: FaultCode, _ detail: String) -> Refusal {
        Refusal(.outcomeTableUnreadable, [FieldFault(.body(""), detail, code)])
    }
}
