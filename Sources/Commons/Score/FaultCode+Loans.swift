/// What can be wrong with a list of past loans.
extension FaultCode {
    static let listEmpty = FaultCode("list_empty")

    static func columnMissing(_ column: String, header: String) -> FaultCode {
        FaultCode("column_missing", [.text("column", column), .text("header", header)])
    }

    static func columnTwice(_ column: String) -> FaultCode {
        FaultCode("column_twice", [.text("column", column)])
    }

    static func listTooLong(_ line: Int, most: Int) -> FaultCode {
        FaultCode("list_too_long", most: Int64(most), [.number("line", line)])
    }

    static func lineEncoding(_ line: Int) -> FaultCode {
        FaultCode("line_encoding", [.number("line", line)])
    }

    static func lineFields(_ line: Int, _ fields: Int, of columns: Int) -> FaultCode {
        FaultCode(
            "line_fields",
            [.number("line", line), .number("fields", fields), .number("columns", columns)])
    }

    static func loanDay(_ line: Int, _ value: String) -> FaultCode {
        FaultCode("loan_day", [.number("line", line), .text("value", value)])
    }

    static func loanOutcome(_ line: Int, _ value: String) -> FaultCode {
        FaultCode("loan_outcome", [.number("line", line), .text("value", value)])
    }

    static func borrowerUnknown(_ line: Int, _ value: String) -> FaultCode {
        FaultCode("borrower_unknown", [.number("line", line), .text("value", value)])
    }

    static func borrowerShared(_ line: Int, _ value: String, by count: Int) -> FaultCode {
        FaultCode(
            "borrower_shared",
            [.number("line", line), .text("value", value), .number("count", count)])
    }

    static func loansDisagree(_ line: Int, with first: Int) -> FaultCode {
        FaultCode("loans_disagree", [.number("first", first), .number("line", line)])
    }

    static func loanUnknown(_ line: Int) -> FaultCode {
        FaultCode("loan_unknown", [.number("line", line)])
    }

    static func moreFaults(_ count: Int) -> FaultCode {
        FaultCode("more_faults", [.number("count", count)])
    }
}
