/// One element of a small document: local name, own text, children. Attributes that matter to
/// e-invoices are few, so they stay in a dictionary.
struct XMLElement: Sendable {
    var name: String
    var attributes: [String: String]
    var text = ""
    var children: [XMLElement] = []

    /// All children with this local name.
    func all(_ name: String) -> [XMLElement] {
        children.filter { $0.name == name }
    }

    /// The first element down a path of local names. A step may offer alternatives, `A|B`.
    func first(_ path: String...) -> XMLElement? {
        var found = [self]
        for step in path {
            let names = step.split(separator: "|").map(String.init)
            found = names.flatMap { name in found.flatMap { $0.all(name) } }
        }
        return found.first
    }

    /// The text without white space around it; nil when there is none.
    var value: String? {
        let words = text.split { $0.isWhitespace }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }
}
