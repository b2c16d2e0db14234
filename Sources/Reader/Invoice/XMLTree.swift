import Foundation
import FoundationXML

/// Reads small XML strictly: no document type, so no entities of its own and nothing external;
/// limits on depth and on the number of elements.
final class XMLTree: NSObject, XMLParserDelegate {
    private static let depthLimit = 64
    private static let elementLimit = 200_000

    private var open: [XMLElement] = []
    private var root: XMLElement?
    private var count = 0
    private var refusal: RecognitionFailure?

    static func read(_ bytes: [UInt8]) throws(RecognitionFailure) -> XMLElement {
        try refuseDeclarations(bytes)
        let tree = XMLTree()
        let parser = XMLParser(data: Data(bytes))
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

    /// Only encodings in which `<!DOCTYPE` is spelt in ASCII are taken, so that the search for it
    /// cannot be led astray.
    private static func refuseDeclarations(_ bytes: [UInt8]) throws(RecognitionFailure) {
        let head = String(decoding: bytes.prefix(200), as: UTF8.self).lowercased()
        if head.contains("encoding=") {
            let known = ["utf-8", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252"]
            guard known.contains(where: { head.contains("\"\($0)\"") || head.contains("'\($0)'") })
            else {
                throw RecognitionFailure(.xmlUnsupported, "The XML must be in UTF-8.")
            }
        }
        let data = Data(bytes)
        for forbidden in ["<!DOCTYPE", "<!ENTITY"]
        where data.range(of: Data(forbidden.utf8)) != nil {
            throw RecognitionFailure(
                .xmlUnsupported, "The XML declares \(forbidden.dropFirst(2)), which is refused.")
        }
    }

    func parser(
        _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String]
    ) {
        count += 1
        if open.count >= Self.depthLimit || count > Self.elementLimit {
            refusal = RecognitionFailure(
                .xmlTooDeep, "The XML nests deeper, or is longer, than any invoice.")
            parser.abortParsing()
            return
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
