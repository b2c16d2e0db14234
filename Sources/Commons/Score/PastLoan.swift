import Ledger

/// A line of a list of past loans: whose, decided on which day, and what became of it.
struct PastLoan {
    let line: Int
    let borrower: String
    let day: Day
    let isBad: Bool
}
