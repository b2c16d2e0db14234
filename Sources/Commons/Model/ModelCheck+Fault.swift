extension ModelCheck {
    /// What a check that is not met keeps from being done, in a sentence and as a code.
    var fault: FieldFault {
        let (code, words) = told
        return FieldFault(.body(""), words, code)
    }

    private var told: (FaultCode?, String) {
        let names = (finding?.names ?? []).joined(separator: ", ")
        switch finding?.code {
        case .impossible:
            return (.modelImpossible(names), "Its card says what cannot be: \(names).")
        case .noExpert:
            return (
                .modelNoExpert,
                "Its card says that it is an expert's, but it is no scorecard with a doubt."
            )
        case .rows:
            return (
                .modelNoFigures,
                "Its card does not say to how many rows it was fitted, and how well it tells "
                    + "their outcomes apart (rows, auc)."
            )
        case .noTable:
            return (
                .modelNoTable, "Its card names no table that it was fitted to (table_sha256)."
            )
        case .gap:
            let rows = Int(clamping: finding?.rows ?? 0)
            return (
                .modelGap(names, rows: rows),
                "What its features add does not come to its score: the largest gap over \(rows) "
                    + "rows is \(names)."
            )
        case .protected:
            return (
                .modelProtected(names),
                "It asks for what the law protects: \(names). Train it again without these columns."
            )
        case .doubtful:
            return (
                .modelDoubtful(names),
                "It may ask for what the law protects: \(names). Train it again without these "
                    + "columns, or, where they are about no person, with --not-protected and "
                    + "what they are about."
            )
        case .unknown:
            return (.modelBooks(names, rest: finding?.rest ?? 0), detail)
        default: return (nil, "\(name.rawValue): \(detail)")
        }
    }
}
