/// Letters and digits in one plain form, so that comparisons run on bytes.
enum Fold {
    /// ASCII with capitals; accents are dropped, typographic marks become plain ones, anything
    /// else becomes `?`.
    static func upper(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars { append(scalar.value, to: &bytes) }
        return bytes
    }

    /// Only A-Z and 0-9 of folded bytes.
    static func alphanumerics(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        bytes.filter { isLetter($0) || isDigit($0) }
    }

    static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }
    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func append(_ value: UInt32, to bytes: inout [UInt8]) {
        switch value {
        case 0x61...0x7A: bytes.append(UInt8(value - 0x20))
        case 0x20...0x7E: bytes.append(UInt8(value))
        case 0x09, 0xA0, 0x2009, 0x202F: bytes.append(UInt8(ascii: " "))
        case 0xC0...0xC5, 0xE0...0xE5: bytes.append(UInt8(ascii: "A"))
        case 0xC7, 0xE7: bytes.append(UInt8(ascii: "C"))
        case 0xC8...0xCB, 0xE8...0xEB: bytes.append(UInt8(ascii: "E"))
        case 0xCC...0xCF, 0xEC...0xEF: bytes.append(UInt8(ascii: "I"))
        case 0xD1, 0xF1: bytes.append(UInt8(ascii: "N"))
        case 0xD2...0xD6, 0xD8, 0xF2...0xF6, 0xF8: bytes.append(UInt8(ascii: "O"))
        case 0xD9...0xDC, 0xF9...0xFC: bytes.append(UInt8(ascii: "U"))
        case 0x152, 0x153: bytes += [UInt8(ascii: "O"), UInt8(ascii: "E")]
        case 0xDF: bytes += [UInt8(ascii: "S"), UInt8(ascii: "S")]
        case 0xB0, 0xBA: bytes.append(UInt8(ascii: "O"))
        case 0x2010...0x2015, 0x2212: bytes.append(UInt8(ascii: "-"))
        case 0x2018, 0x2019, 0x60, 0xB4: bytes.append(UInt8(ascii: "'"))
        case 0x201C, 0x201D, 0xAB, 0xBB: bytes.append(UInt8(ascii: "\""))
        case 0xA3: bytes += Array("GBP".utf8)
        case 0x20AC: bytes += Array("EUR".utf8)
        case 0x20A6: bytes += Array("NGN".utf8)
        case 0x20B9: bytes += Array("INR".utf8)
        // Arabic-Indic digits, both series.
        case 0x660...0x669: bytes.append(UInt8(0x30 + value - 0x660))
        case 0x6F0...0x6F9: bytes.append(UInt8(0x30 + value - 0x6F0))
        case 0x66B: bytes.append(UInt8(ascii: "."))
        case 0x66C: bytes.append(UInt8(ascii: ","))
        default: bytes.append(UInt8(ascii: "?"))
        }
    }
}
