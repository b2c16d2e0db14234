extension JSONReader {
    /// The string whose opening quotation mark is next.
    mutating func text() throws(JSONError) -> String {
        let string = try scanString()
        if !string.hasEscapes {
            return bytes.withUnsafeBufferPointer {
                String(
                    decoding: UnsafeBufferPointer(rebasing: $0[string.content]), as: UTF8.self)
            }
        }
        return unescaped(string.content)
    }

    /// Passes a string and checks its escapes, its UTF-8 and its control characters.
    mutating func scanString() throws(JSONError) -> (content: Range<Int>, hasEscapes: Bool) {
        let start = position + 1
        var index = start
        var hasEscapes = false
        while true {
            index += bytes.withUnsafeBufferPointer {
                PlainRun.length(in: $0, from: index, asciiOnly: true)
            }
            guard index < bytes.count else { throw JSONError(.unexpectedEnd, at: index) }
            switch bytes[index] {
            case UInt8(ascii: "\""):
                position = index + 1
                return (start..<index, hasEscapes)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                index = try endOfEscape(at: index)
            case 0..<0x20:
                throw JSONError(.controlCharacter, at: index)
            default:
                let length = UTF8Scan.sequenceLength(in: bytes, at: index)
                guard length > 0 else { throw JSONError(.invalidUTF8, at: index) }
                index += length
            }
        }
    }

    private func endOfEscape(at backslash: Int) throws(JSONError) -> Int {
        guard backslash + 1 < bytes.count else {
            throw JSONError(.unexpectedEnd, at: bytes.count)
        }
        switch bytes[backslash + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return backslash + 2
        case UInt8(ascii: "u"):
            return try endOfUnicodeEscape(at: backslash)
        default:
            throw JSONError(.invalidEscape, at: backslash)
        }
    }

    private func endOfUnicodeEscape(at backslash: Int) throws(JSONError) -> Int {
        let unit = try codeUnit(at: backslash)
        guard 0xD800...0xDFFF ~= unit else { return backslash + 6 }
        let low = backslash + 6
        guard unit < 0xDC00, low + 1 < bytes.count, bytes[low] == UInt8(ascii: "\\"),
            bytes[low + 1] == UInt8(ascii: "u"), 0xDC00...0xDFFF ~= (try codeUnit(at: low))
        else { throw JSONError(.unpairedSurrogate, at: backslash) }
        return low + 6
    }

    private func codeUnit(at backslash: Int) throws(JSONError) -> UInt32 {
        var unit: UInt32 = 0
        for index in backslash + 2..<backslash + 6 {
            guard index < bytes.count else { throw JSONError(.unexpectedEnd, at: index) }
            guard let digit = Hex.value(of: bytes[index]) else {
                throw JSONError(.invalidEscape, at: backslash)
            }
            unit = unit << 4 | UInt32(digit)
        }
        return unit
    }

    /// Resolves escapes that `scanString` has checked.
    private func unescaped(_ range: Range<Int>) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            guard bytes[index] == UInt8(ascii: "\\") else {
                result.append(bytes[index])
                index += 1
                continue
            }
            let escape = bytes[index + 1]
            guard escape == UInt8(ascii: "u") else {
                result.append(Self.plain(escape))
                index += 2
                continue
            }
            var scalar = checkedCodeUnit(at: index)
            index += 6
            if 0xD800...0xDBFF ~= scalar {
                scalar = 0x10000 + (scalar - 0xD800) << 10 + (checkedCodeUnit(at: index) - 0xDC00)
                index += 6
            }
            UTF8Scan.append(scalar, to: &result)
        }
        return String(decoding: result, as: UTF8.self)
    }

    private func checkedCodeUnit(at backslash: Int) -> UInt32 {
        var unit: UInt32 = 0
        for index in backslash + 2..<backslash + 6 {
            unit = unit << 4 | UInt32(Hex.value(of: bytes[index]) ?? 0)
        }
        return unit
    }

    private static func plain(_ escape: UInt8) -> UInt8 {
        switch escape {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: escape
        }
    }
}
