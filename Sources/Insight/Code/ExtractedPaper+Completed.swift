extension ExtractedPaper {
    /// This electronic invoice with what it leaves out as the page beside it shows it.
    ///
    /// - Parameter read: what was read from the visible pages.
    public func completed(by read: ExtractedPaper) -> ExtractedPaper {
        var paper = self
        paper.warn(whereVisible: read)
        // Amounts of another total than the one that is stated would be those of another sum.
        let isSameSum = total.value.map { Self.agree(.total, read.total.value, $0) } ?? true
        for name in FieldName.allCases where self[name].value == nil {
            if !isSameSum, [.subtotal, .tax, .currency].contains(name) { continue }
            paper[name] = read[name]
        }
        if lines.isEmpty, isSameSum { paper.lines = read.lines }
        let missing = Self.expected.filter { self[$0].value == nil }
        if !missing.isEmpty {
            let names = missing.map { $0.words }.joined(separator: ", ")
            paper.warnings.append(
                ExtractionWarning(
                    code: "xml_incomplete",
                    message: "The electronic invoice inside the PDF does not state: \(names). What "
                        + "the page shows stands there."))
        }
        paper.warnings += read.warnings.filter { warning in
            switch warning.code {
            case "total_missing": paper.total.value == nil
            case "date_missing": paper.date.value == nil
            case "lines_differ": total.value == nil
            default: false
            }
        }
        return paper
    }

    /// What every invoice states (EN 16931, BT-1, -2, -5, -27 and -112).
    private static let expected: [FieldName] = [.number, .date, .supplier, .currency, .total]
}

extension FieldName {
    fileprivate var words: String {
        switch self {
        case .supplier: "seller"
        case .date: "day"
        default: rawValue
        }
    }
}
