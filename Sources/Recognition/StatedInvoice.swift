import Insight
import Wire

/// What came of the electronic invoice that a file is, or that lies in a PDF. The reader process
/// parses it, under its limits; nothing of a server ever does.
public enum StatedInvoice: Sendable, Equatable {
    case paper(ExtractedPaper)
    /// It is none, or none that can be taken.
    case unusable(RecognitionFailure)

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        switch self {
        case .paper(let paper): paper.writeMembers(to: &writer)
        case .unusable(let failure):
            writer.key("code")
            writer.string(failure.code.rawValue)
            writer.key("message")
            writer.string(failure.message)
        }
        writer.endObject()
    }

    init?(_ value: JSONValue) {
        if let code = value["code"]?.string.flatMap(RecognitionFailure.Code.init(rawValue:)) {
            self = .unusable(RecognitionFailure(code, value["message"]?.string ?? ""))
        } else if let paper = ExtractedPaper(stated: value) {
            self = .paper(paper)
        } else {
            return nil
        }
    }
}

extension ExtractedPaper {
    /// What `writeMembers` wrote of an electronic invoice, whose values stand nowhere on a page.
    fileprivate init?(stated value: JSONValue) {
        guard let kind = value["kind"]?.string.flatMap(PaperKind.init(rawValue:)),
            let fields = value["fields"], let lines = value["lines"]?.array,
            let warnings = value["warnings"]?.array
        else { return nil }
        self.init(kind: kind)
        for name in FieldName.allCases {
            guard let text = fields[name.rawValue]?["value"]?.string else { continue }
            self[name] = ExtractedField(value: text, confidence: 1, source: .xml)
        }
        self.lines = lines.map { line in
            ExtractedLine(
                description: line["description"]?.string ?? "",
                quantity: line["quantity"]?.string, unitPrice: line["unit_price"]?.string,
                amount: line["amount"]?.string)
        }
        self.warnings = warnings.compactMap { warning in
            guard let code = warning["code"]?.string else { return nil }
            return ExtractionWarning(
                code: code, message: warning["message"]?.string ?? "",
                field: warning["field"]?.string.flatMap(FieldName.init(rawValue:)),
                proposal: warning["proposal"]?.string)
        }
    }
}
