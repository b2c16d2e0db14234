import Wire

/// A mail as it lies in a Maildir: its heading, and the files that came with it. MIME as RFC 2045,
/// 2046, 2047, 2183 and 2231 have it; what does not keep to them is taken as far as it can be read.
public struct MailMessage: Sendable, Equatable {
    /// A file inside of a mail.
    public struct Attachment: Sendable, Equatable {
        public var name: String
        public var mediaType: String
        public var bytes: [UInt8]
        /// Shown within the text, as the logo of a signature is.
        public var isInline: Bool
    }

    public var subject: String
    public var sender: String
    public var attachments: [Attachment]

    /// Mails nest and repeat; no honest one comes near these.
    private static let deepest = 8
    private static let mostParts = 200

    public init(_ bytes: [UInt8]) {
        let part = MailPart(bytes)
        subject = MailText.decoded(part.header("subject") ?? "")
        sender = MailText.decoded(part.header("from") ?? "")
        attachments = []
        var left = Self.mostParts
        Self.collect(part, depth: 0, &left, into: &attachments)
    }

    private static func collect(
        _ part: MailPart, depth: Int, _ left: inout Int, into found: inout [Attachment]
    ) {
        guard depth < deepest, left > 0 else { return }
        left -= 1
        let type = part.type
        if type.value.hasPrefix("multipart/") {
            guard let boundary = type.parameters["boundary"] else { return }
            for inner in part.parts(boundary) {
                collect(inner, depth: depth + 1, &left, into: &found)
            }
        } else if type.value == "message/rfc822" {
            collect(MailPart(part.content), depth: depth + 1, &left, into: &found)
        } else if let attachment = part.attachment(number: found.count + 1) {
            found.append(attachment)
        }
    }
}

/// One part: headers, an empty line, a body.
struct MailPart {
    private let headers: [(name: String, value: String)]
    private let body: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { self.init(bytes[...]) }

    init(_ bytes: ArraySlice<UInt8>) {
        var headers: [(name: String, value: String)] = []
        var rest = bytes
        while !rest.isEmpty {
            let line = MailText.line(&rest)
            if line.isEmpty { break }
            let text = String(decoding: line, as: UTF8.self)
            if let first = line.first, first == 0x20 || first == 0x09, !headers.isEmpty {
                // A folded header goes on.
                headers[headers.count - 1].value += " " + MailText.trimmed(text)
            } else if let colon = text.firstIndex(of: ":") {
                headers.append(
                    (
                        text[..<colon].lowercased(),
                        MailText.trimmed(String(text[text.index(after: colon)...]))
                    ))
            } else if headers.isEmpty, line.starts(with: Array("From ".utf8)) {
                continue
            } else {
                break
            }
        }
        self.headers = headers
        body = rest
    }

    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

    var type: MailValue { MailValue(header("content-type") ?? "text/plain") }

    /// The body with its transfer encoding undone.
    var content: [UInt8] {
        switch header("content-transfer-encoding")?.lowercased() {
        case "base64": MailText.base64(body)
        case "quoted-printable": MailText.quotedPrintable(body)
        default: Array(body)
        }
    }

    /// The parts between lines of two dashes and the boundary.
    func parts(_ boundary: String) -> [MailPart] {
        let mark = Array("--\(boundary)".utf8)
        var parts: [MailPart] = []
        var start: Int?
        var rest = body
        while !rest.isEmpty {
            let lineStart = rest.startIndex
            let line = MailText.line(&rest)
            guard line.starts(with: mark) else { continue }
            let tail = line.dropFirst(mark.count)
            guard tail.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x2D }) else { continue }
            if let from = start { parts.append(MailPart(Self.cut(body[from..<lineStart]))) }
            start = rest.startIndex
            if tail.starts(with: Array("--".utf8)) { return parts }
        }
        // A mail that was cut off in the middle keeps what came.
        if let start, start < body.endIndex { parts.append(MailPart(body[start...])) }
        return parts
    }

    /// The line end before a boundary belongs to the boundary.
    private static func cut(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes
        if bytes.last == 0x0A { bytes = bytes.dropLast() }
        if bytes.last == 0x0D { bytes = bytes.dropLast() }
        return bytes
    }

    /// nil for the text of the mail itself.
    func attachment(number: Int) -> MailMessage.Attachment? {
        let disposition = MailValue(header("content-disposition") ?? "")
        let name = disposition.parameters["filename"] ?? type.parameters["name"]
        let isText = type.value.hasPrefix("text/") && type.value != "text/xml"
        guard disposition.value == "attachment" || name != nil || !isText else { return nil }
        let isInline = disposition.value == "inline" && header("content-id") != nil
        return MailMessage.Attachment(
            name: name.map { MailText.decoded($0) } ?? "attachment-\(number)",
            mediaType: type.value, bytes: content, isInline: isInline)
    }
}
