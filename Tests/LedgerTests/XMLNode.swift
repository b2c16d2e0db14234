import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// An XML element with its text and children; names without their prefix.
final class XMLNode {
    let name: String
    var text = ""
    var children: [XMLNode] = []

    init(name: String) { self.name = name }

    func all(_ name: String) -> [XMLNode] { children.filter { $0.name == name } }

    func first(_ path: String...) -> XMLNode? {
        path.reduce(Optional(self)) { node, name in node?.children.first { $0.name == name } }
    }

    static func read(_ file: URL) throws -> XMLNode? {
        let builder = Builder()
        let parser = XMLParser(data: try Data(contentsOf: file))
        parser.delegate = builder
        return parser.parse() ? builder.root.children.first : nil
    }

    private final class Builder: NSObject, XMLParserDelegate {
        let root = XMLNode(name: "")
        private lazy var path = [root]

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
            qualifiedName: String?, attributes: [String: String]
        ) {
            let node = XMLNode(name: String(name.split(separator: ":").last ?? ""))
            path.last?.children.append(node)
            path.append(node)
        }

        func parser(
            _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
            qualifiedName: String?
        ) {
            let node = path.removeLast()
            node.text = node.text.trimmingCharacters(in: .whitespacesAndNewlines)
        }

        func parser(_ parser: XMLParser, foundCharacters text: String) { path.last?.text += text }
    }
}
