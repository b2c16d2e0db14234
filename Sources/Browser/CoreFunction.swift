import Wire

/// The functions that the WebAssembly core offers a page, by the names it exports them under.
///
/// Each takes bytes and gives JSON: what it computed, or `{"error":{"code","message","pointer"}}`.
/// The same functions run natively, where the shared vectors hold both to the same answers.
public enum CoreFunction: String, CaseIterable, Sendable {
    case moneyFormat = "money_format"
    case moneyParse = "money_parse"
    case proofConclude = "proof_conclude"
    case proofInspect = "proof_inspect"
    case readWords = "read_words"
    case sha256 = "sha256"
    case totals = "totals"

    public func answer(to input: [UInt8]) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        do throws(CallRefusal) {
            switch self {
            case .moneyFormat: try writeFormattedMoney(for: JSONRequest(input), to: &writer)
            case .moneyParse: try writeParsedMoney(for: JSONRequest(input), to: &writer)
            case .proofConclude: try ProofConclusion(JSONRequest(input)).write(to: &writer)
            case .proofInspect: ProofInspection(input).write(to: &writer)
            case .readWords: try writeReading(for: JSONRequest(input), to: &writer)
            case .sha256:
                writer.key("sha256")
                writer.string(Wire.sha256(input).hex)
            case .totals: try writeTotals(for: JSONRequest(input), to: &writer)
            }
        } catch {
            error.write(to: &writer)
        }
        writer.endObject()
        return writer.bytes
    }
}
