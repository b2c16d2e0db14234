import Wire

/// The encodings of mail.
enum MailText {
    /// The next line without its end, and the rest after it.
    static func line(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
        var line = rest[rest.startIndex..<end]
        rest = end < rest.endIndex ? rest[(end + 1)...] : rest[end...]
        if line.last == 0x0D { line = line.dropLast() }
        return line
    }

    static func trimmed(_ text: String) -> String {
        var text = text[...]
        while let first = text.first, first == " " || first == "\t" { text = text.dropFirst() }
        while let last = text.last, last == " " || last == "\t" { text = text.dropLast() }
        return String(text)
    }

    /// Line ends and anything foreign are passed over; what is left over at the end is dropped.
    static func base64(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes {
            guard let value = digit(byte) else {
                if byte == UInt8(ascii: "=") { break }
                continue
            }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return result
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x41...0x5A: byte - 0x41
        case 0x61...0x7A: byte - 0x61 + 26
        case 0x30...0x39: byte - 0x30 + 52
        case 0x2B: 62
        case 0x2F: 63
        default: nil
        }
    }

    static func quotedPrintable(_ bytes: some Collection<UInt8>) -> [UInt8] {
        let source = Array(bytes)
        var result: [UInt8] = []
        var place = 0
        while place < source.count {
            guard source[place] == UInt8(ascii: "=") else {
                result.append(source[place])
                place += 1
                continue
            }
            if place + 2 < source.count, source[place + 1] == 0x0D, source[place + 2] == 0x0A {
                place += 3
            } else if place + 1 < source.count, source[place + 1] == 0x0A {
                place += 2
            } else if place + 2 < source.count, let high = hex(source[place + 1]),
                let low = hex(source[place + 2])
            {
                result.append(high << 4 | low)
                place += 3
            } else {
                result.append(source[place])
                place += 1
            }
        }
        return result
    }

    static func percent(_ bytes: [UInt8]) -> [UInt8] {
        quotedPrintable(bytes.map { $0 == UInt8(ascii: "%") ? UInt8(ascii: "=") : $0 })
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    /// `=?utf-8?B?...?=` and `=?iso-8859-1?Q?...?=` become their letters; anything else stays.
    static func decoded(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "=?") {
            result += rest[..<start.lowerBound]
            let parts = rest[start.upperBound...].split(
                separator: "?", maxSplits: 3, omittingEmptySubsequences: false)
            guard parts.count == 4, parts[3].hasPrefix("="),
                let word = word(parts[0], parts[1], parts[2])
            else {
                result += "=?"
                rest = rest[start.upperBound...]
                continue
            }
            result += word
            rest = parts[3].dropFirst()
            // White space between two encoded words is theirs, not the text's.
            let next = rest.drop { $0 == " " }
            if next.hasPrefix("=?") { rest = next }
        }
        return result + rest
    }

    private static func word(
        _ characters: Substring, _ encoding: Substring, _ content: Substring
    ) -> String? {
        let bytes: [UInt8]
        switch encoding.lowercased() {
        case "b": bytes = base64(content.utf8)
        case "q":
            bytes = quotedPrintable(Array(content.utf8).map { $0 == 0x5F ? 0x20 : $0 })
        default: return nil
        }
        switch characters.lowercased() {
        case "utf-8", "us-ascii": return String(decoding: bytes, as: UTF8.self)
        case "iso-8859-1", "windows-1252":
            var text = String.UnicodeScalarView()
            for byte in bytes { text.append(Unicode.Scalar(byte)) }
            return String(text)
        default: return nil
        }
    }
}
