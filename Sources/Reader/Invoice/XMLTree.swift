import Foundation
import FoundationXML
import Recognition

/// Reads small XML strictly: no document type, so no entities of its own and nothing external;
/// limits on length, depth and the number of elements and attributes (`XMLText`).
final class XMLTree: NSObject, XMLParserDelegate {
    private static let depthLimit = 64
    private static let elementLimit = 200_000

    private var open: [XMLElement] = []
    private var root: XMLElement?
    private var count = 0
    private var refusal: RecognitionFailure?

    static func read(_ bytes: [UInt8]) throws(RecognitionFailure) -> XMLElement {
        let text = try XMLText(bytes)
        let tree = XMLTree()
        let parser = XMLParser(data: Data(text.bytes))
        parser.shouldProcessNamespaces = true
        parser.shouldResolveExternalEntities = false
        parser.delegate = tree
        let complete = parser.parse()
        if let refusal = tree.refusal { throw refusal }
        guard complete, let root = tree.root else {
            throw RecognitionFailure(
                .fileDamaged, "The XML is not well formed near line \(parser.lineNumber).")
        }
        return root
    }

    private func refuse(_ failure: RecognitionFailure, _ parser: XMLParser) {
        refusal = failure
        parser.abortParsing()
    }

    // The bytes were looked through for declarations; the parser's own word for one counts too.
    func parser(
        _ parser: XMLParser, foundInternalEntityDeclarationWithName name: String, value: String?
    ) { refuse(.declarations, parser) }

    func parser(
        _ parser: XMLParser, foundExternalEntityDeclarationWithName name: String,
        publicID: String?, systemID: String?
    ) { refuse(.declarations, parser) }

    func parser(
        _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String]
    ) {
        count += 1
        if open.count >= Self.depthLimit || count > Self.elementLimit {
            return refuse(.endlessXML, parser)
        }
        let local = elementName.split(separator: ":").last.map(String.init) ?? elementName
        open.append(XMLElement(name: local, attributes: attributes))
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        guard !open.isEmpty else { return }
        open[open.count - 1].text += string
    }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        guard !open.isEmpty else { return }
        open[open.count - 1].text += String(decoding: block, as: UTF8.self)
    }

    func parser(
        _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?,
        qualifiedName: String?
    ) {
        guard let ended = open.popLast() else { return }
        if open.isEmpty {
            root = ended
        } else {
            open[open.count - 1].children.append(ended)
        }
    }
}
