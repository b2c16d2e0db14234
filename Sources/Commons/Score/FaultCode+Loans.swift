import Wire

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
        FaultCode("list_too_long", most: Int64(most), [.count("line", line)])
    }

    static func lineEncoding(_ line: Int) -> FaultCode {
        FaultCode("line_encoding", [.count("line", line)])
    }

    static func lineFields(_ line: Int, _ fields: Int, of columns: Int) -> FaultCode {
        FaultCode(
            "line_fields",
            [.count("line", line), .count("fields", fields), .count("columns", columns)])
    }

    static func loanDay(_ line: Int, _ value: String) -> FaultCode {
        FaultCode("loan_day", [.count("line", line), .text("value", value)])
    }

    static func loanOutcome(_ line: Int, _ value: String) -> FaultCode {
        FaultCode("loan_outcome", [.count("line", line), .text("value", value)])
    }

    static func borrowerUnknown(_ line: Int, _ value: String) -> FaultCode {
        FaultCode("borrower_unknown", [.count("line", line), .text("value", value)])
    }

    static func borrowerShared(_ line: Int, _ value: String, by count: Int) -> FaultCode {
        FaultCode(
            "borrower_shared",
            [.count("line", line), .text("value", value), .count("count", count)])
    }

    static func loansDisagree(_ line: Int, with first: Int) -> FaultCode {
        FaultCode("loans_disagree", [.count("first", first), .count("line", line)])
    }

    static func loanUnknown(_ line: Int) -> FaultCode {
        FaultCode("loan_unknown", [.count("line", line)])
    }

    static func moreFaults(_ count: Int) -> FaultCode {
        FaultCode("more_faults", [.count("count", count)])
    }
}
