import Wire

/// Why a model cannot be approved, or not go live.
extension FaultCode {
    static func modelImpossible(_ reason: String) -> FaultCode {
        FaultCode("model_impossible", [.text("reason", reason)])
    }

    static let modelNoExpert = FaultCode("model_no_expert")
    static let modelNoFigures = FaultCode("model_no_figures")
    static let modelNoTable = FaultCode("model_no_table")

    static func modelGap(_ gap: String, rows: Int) -> FaultCode {
        FaultCode("model_gap", [.text("gap", gap), .count("rows", rows)])
    }

    static func modelProtected(_ names: String) -> FaultCode {
        FaultCode("model_protected", [.text("names", names)])
    }

    static func modelDoubtful(_ names: String) -> FaultCode {
        FaultCode("model_doubtful", [.text("names", names)])
    }

    static func modelBooks(_ names: String, rest: Int) -> FaultCode {
        FaultCode("model_books", [.text("names", names), .count("rest", rest)])
    }
}
