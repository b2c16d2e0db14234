/// `multipart/mixed; boundary="x"`: a value and its parameters, with the pieces and the percent
/// signs of RFC 2231 put together.
struct MailValue {
    let value: String
    let parameters: [String: String]

    init(_ header: String) {
        let parts = Self.split(header)
        value = MailText.trimmed(parts.first ?? "").lowercased()
        var plain: [String: String] = [:]
        var pieces: [String: [(number: Int, bytes: [UInt8])]] = [:]
        for part in parts.dropFirst() {
            guard let equal = part.firstIndex(of: "=") else { continue }
            let name = MailText.trimmed(String(part[..<equal])).lowercased()
            let text = Self.unquoted(MailText.trimmed(String(part[part.index(after: equal)...])))
            let names = name.split(separator: "*", omittingEmptySubsequences: false)
            guard names.count > 1 else {
                plain[name] = text
                continue
            }
            let isEscaped = names.last == ""
            let number = names.count > 1 ? Int(names[1]) ?? 0 : 0
            let bytes = isEscaped
                ? Self.unescaped(text, isFirst: number == 0) : Array(text.utf8)
            pieces[String(names[0]), default: []].append((number, bytes))
        }
        for (name, found) in pieces {
            // A letter may begin in one piece and end in the next.
            let bytes = found.sorted { $0.number < $1.number }.flatMap { $0.bytes }
            plain[name] = String(decoding: bytes, as: UTF8.self)
        }
        parameters = plain
    }

    /// At semicolons that stand outside of quotes.
    private static func split(_ header: String) -> [String] {
        var parts = [""]
        var quoted = false
        var escaped = false
        for character in header {
            if escaped {
                escaped = false
            } else if character == "\\" {
                escaped = true
            } else if character == "\"" {
                quoted.toggle()
            } else if character == ";", !quoted {
                parts.append("")
                continue
            }
            parts[parts.count - 1].append(character)
        }
        return parts
    }

    private static func unquoted(_ text: String) -> String {
        guard text.hasPrefix("\""), text.hasSuffix("\""), text.utf8.count >= 2 else { return text }
        var plain = ""
        var escaped = false
        for character in text.dropFirst().dropLast() {
            if character == "\\", !escaped {
                escaped = true
            } else {
                plain.append(character)
                escaped = false
            }
        }
        return plain
    }

    /// `utf-8'en'na%C3%AFve`, of which only the first piece names its characters.
    private static func unescaped(_ text: String, isFirst: Bool) -> [UInt8] {
        var body = text[...]
        if isFirst, let last = text.lastIndex(of: "'") { body = text[text.index(after: last)...] }
        return MailText.percent(Array(body.utf8))
    }
}
