import Recognition

/// XML made safe for a parser: UTF-8 whatever it came in, without declarations, and without tags
/// that a parser takes quadratic time for. All of it is decided in one walk over the bytes, before
/// any parser sees them.
struct XMLText {
    /// UTF-8, behind a declaration of our own: no parser can be led to another encoding.
    private(set) var bytes = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>".utf8)

    static let sizeLimit = 20 << 20
    /// Of one element. The root of an invoice declares a dozen names, its elements have one or two.
    private static let attributeLimit = 100
    private static let longestDeclaration = 1_000

    init(_ content: [UInt8]) throws(RecognitionFailure) {
        guard content.count <= Self.sizeLimit else { throw .endlessXML }
        let body = try Self.unicode(content)
        try Self.check(body)
        bytes += body
    }

    /// Without its byte order mark and its declaration.
    private static func unicode(_ content: [UInt8]) throws(RecognitionFailure) -> [UInt8] {
        if content.starts(with: [0xEF, 0xBB, 0xBF]) {
            return try utf8(try undeclared(content.dropFirst(3)).body)
        }
        if content.starts(with: [0xFF, 0xFE]) || content.starts(with: [0xFE, 0xFF]) {
            return try undeclared(try utf16(content)[...]).body
        }
        let (encoding, body) = try undeclared(content[...])
        switch encoding {
        case nil, "utf-8", "utf8", "us-ascii": return try utf8(body)
        case "iso-8859-1": return latin(body, [:])
        case "iso-8859-15": return latin(body, [0xA4: "\u{20AC}"])
        case "windows-1252": return latin(body, windowsMarks)
        default: throw .otherEncoding
        }
    }

    /// The encoding that the declaration names, in small letters, and what follows it.
    private static func undeclared(
        _ content: ArraySlice<UInt8>
    ) throws(RecognitionFailure) -> (encoding: String?, body: [UInt8]) {
        let text = content.drop { isSpace($0) }
        guard text.starts(with: Array("<?xml".utf8)), let next = text.dropFirst(5).first,
            isSpace(next)
        else { return (nil, Array(text)) }
        let start = text.prefix(longestDeclaration)
        guard let mark = start.firstIndex(of: UInt8(ascii: ">")) else { throw .otherEncoding }
        let declaration = String(decoding: start[..<mark], as: UTF8.self).lowercased()
        let body = Array(text[(mark + 1)...])
        guard let name = declaration.firstRange(of: "encoding") else { return (nil, body) }
        let parts = declaration[name.upperBound...].split(
            omittingEmptySubsequences: false, whereSeparator: { $0 == "\"" || $0 == "'" })
        guard parts.count >= 3, parts[0].contains("=") else { throw .otherEncoding }
        return (String(parts[1]), body)
    }

    private static func utf8(_ body: [UInt8]) throws(RecognitionFailure) -> [UInt8] {
        guard String(validating: body, as: UTF8.self) != nil else { throw .otherEncoding }
        return body
    }

    private static func utf16(_ content: [UInt8]) throws(RecognitionFailure) -> [UInt8] {
        let isBig = content[0] == 0xFE
        guard content.count.isMultiple(of: 2) else { throw .otherEncoding }
        let units = stride(from: 2, to: content.count, by: 2).map { place in
            let (first, second) = (UInt16(content[place]), UInt16(content[place + 1]))
            return isBig ? first << 8 | second : second << 8 | first
        }
        guard let text = String(validating: units, as: UTF16.self) else { throw .otherEncoding }
        return Array(text.utf8)
    }

    /// Of its own marks those that stand in names and amounts: the euro, quotes and dashes.
    private static let windowsMarks: [UInt8: Unicode.Scalar] = [
        0x80: "\u{20AC}", 0x91: "\u{2018}", 0x92: "\u{2019}", 0x93: "\u{201C}",
        0x94: "\u{201D}", 0x96: "\u{2013}", 0x97: "\u{2014}",
    ]

    private static func latin(_ body: [UInt8], _ marks: [UInt8: Unicode.Scalar]) -> [UInt8] {
        var text = String.UnicodeScalarView()
        for byte in body { text.append(marks[byte] ?? Unicode.Scalar(byte)) }
        return Array(String(text).utf8)
    }

    /// Refuses by the bytes alone. A `<` within a value is no XML, so what lies between two of them
    /// holds one tag at most, and each attribute of it an equals sign before a quote.
    private static func check(_ body: [UInt8]) throws(RecognitionFailure) {
        var attributes = 0
        var last: UInt8 = 0
        var beforeLast: UInt8 = 0
        for byte in body where !isSpace(byte) {
            switch byte {
            case 0: throw .otherEncoding
            case UInt8(ascii: "<"): attributes = 0
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                if last == UInt8(ascii: "=") { attributes += 1 }
                guard attributes <= attributeLimit else { throw .endlessXML }
            case 0x41...0x5A, 0x61...0x7A:
                // `<!DOCTYPE` and what may stand in it; comments and CDATA go on with a mark.
                let isMarkup = last == UInt8(ascii: "!") && beforeLast == UInt8(ascii: "<")
                guard !isMarkup else { throw .declarations }
            default: break
            }
            (beforeLast, last) = (last, byte)
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }
}

extension RecognitionFailure {
    static let endlessXML = RecognitionFailure(
        .xmlTooDeep, "The XML nests deeper, or is longer, than any invoice.")
    static let declarations = RecognitionFailure(
        .xmlUnsupported, "The XML declares a document type or entities, which is refused.")
    static let otherEncoding = RecognitionFailure(
        .xmlUnsupported, "The XML must be in UTF-8.")
}
