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

    /// - Throws: `outcome_table_unreadable`.
    func find(_ loan: PastLoan) throws(Refusal) -> ScoreEntity {
        let key = loan.borrower.lowercased()
        if let one = byID[key] { return one }
        let named = byName[key] ?? []
        if named.count == 1 { return named[0] }
        let what =
            named.isEmpty
            ? "nobody whom you may score is called \(loan.borrower)"
            : "\(named.count) are called \(loan.borrower); give the id"
        throw Refusal(.outcomeTableUnreadable, "Line \(loan.line): \(what).")
    }

    /// Whose each loan is, each borrower and day once; what was left out is said in `notes`.
    ///
    /// - Throws: `outcome_table_unreadable` where nobody is meant, or where two lines give one loan
    ///   two outcomes.
    func found(
        _ loans: [PastLoan], notes: inout [String]
    ) throws(Refusal) -> [(loan: PastLoan, entity: ScoreEntity)] {
        var known: [String: PastLoan] = [:]
        var found: [(loan: PastLoan, entity: ScoreEntity)] = []
        for loan in loans {
            let entity = try find(loan)
            let key = "\(entity.id.text) \(loan.day.iso)"
            guard let first = known[key] else {
                known[key] = loan
                found.append((loan, entity))
                continue
            }
            guard first.isBad == loan.isBad else {
                throw Refusal(
                    .outcomeTableUnreadable,
                    "Lines \(first.line) and \(loan.line) are of one borrower and day, and one "
                        + "says that the loan was bad and the other that it was good.")
            }
            notes.append("line \(loan.line) repeats line \(first.line) and was left out")
        }
        return found
    }
}
