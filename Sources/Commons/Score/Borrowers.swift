import Ledger

/// Whom a list of loans may name: those whom one may score.
struct Borrowers {
    private var byID: [String: ScoreEntity] = [:]
    private var byName: [String: [ScoreEntity]] = [:]

    init(_ entities: [ScoreEntity]) {
        for entity in entities {
            byID[entity.id.text] = entity
            byName[entity.name.lowercased(), default: []].append(entity)
        }
    }

    /// Nil where it is said in `faults` that nobody is meant, or several.
    private func find(_ borrower: String, _ line: Int, _ faults: inout LoanFaults) -> ScoreEntity? {
        let key = borrower.lowercased()
        if let one = byID[key] { return one }
        let named = byName[key] ?? []
        if named.count == 1 { return named[0] }
        let shown = LoanFaults.short(borrower)
        if named.isEmpty {
            faults.append(
                line, .borrowerUnknown(line, shown),
                "Line \(line): nobody whom you may score is called \(shown).")
        } else {
            faults.append(
                line, .borrowerShared(line, shown, by: named.count),
                "Line \(line): \(named.count) are called \(shown); give the id.")
        }
        return nil
    }

    /// Whose each loan is, each borrower and day once; what was left out is said in `notes`.
    ///
    /// - Throws: `outcome_table_unreadable` with all that is wrong with the list: also where nobody
    ///   is meant, or where two lines give one loan two outcomes.
    func found(
        _ list: PastLoans, notes: inout [String]
    ) throws(Refusal) -> [(loan: PastLoan, entity: ScoreEntity)] {
        var faults = list.faults
        var known: [String: PastLoan] = [:]
        var found: [(loan: PastLoan, entity: ScoreEntity)] = []
        for loan in list.loans {
            guard let entity = find(loan.borrower, loan.line, &faults) else { continue }
            let key = "\(entity.id.text) \(loan.day.iso)"
            guard let first = known[key] else {
                known[key] = loan
                found.append((loan, entity))
                continue
            }
            guard first.isBad == loan.isBad else {
                faults.append(
                    loan.line, .loansDisagree(loan.line, with: first.line),
                    "Lines \(first.line) and \(loan.line) are of one borrower and day, and one "
                        + "says that the loan was bad and the other that it was good.")
                continue
            }
            notes.append("line \(loan.line) repeats line \(first.line) and was left out")
        }
        for (line, borrower) in list.others { _ = find(borrower, line, &faults) }
        try faults.check()
        return found
    }
}
