import Insight
import Wire

/// Features that only look as if the law protected them (`ProtectedDeclaration`).
extension ModelCard {
    private var reasons: [(name: String, reason: String)] {
        model.notProtected.sorted { $0.key < $1.key }.map { (name: $0.key, reason: $0.value) }
    }

    func writeDeclared(to writer: inout JSONWriter) {
        guard !reasons.isEmpty else { return }
        writer.key(ProtectedDeclaration.member)
        writer.beginObject()
        for (name, reason) in reasons {
            writer.key(named: name)
            writer.string(reason)
        }
        writer.endObject()
    }

    /// Markdown; empty without any.
    var declared: String {
        guard !reasons.isEmpty else { return "" }
        return "\n\n## Declared to be about no person\n\nThese look like what the law protects. "
            + "Whoever approves the model agrees that they are not:\n\n"
            + reasons.map { "- `\($0.name)`: \($0.reason)\n" }.joined()
    }
}
