/// Reads the segments of a code's data (ISO/IEC 18004:2015, clause 7.4): digits, capitals, bytes.
struct SegmentReader {
    private enum CharacterSet {
        /// Nothing is said: UTF-8 if the bytes are that, else ISO 8859-1, which the standard means.
        case unsaid
        case latin
        case utf8
    }

    private static let capitals = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8)

    private let bytes: [UInt8]
    private let version: CodeVersion
    /// In bits.
    private var offset = 0
    private var characterSet = CharacterSet.unsaid
    private var text = ""

    init(_ bytes: [UInt8], version: CodeVersion) {
        self.bytes = bytes
        self.version = version
    }

    /// `nil` when the data break the standard's rules: then they are not what somebody wrote.
    mutating func read() -> CodeContent? {
        while bytes.count * 8 - offset >= 4 {
            guard let mode = bits(4) else { return nil }
            switch mode {
            case 0: return .text(text)
            case 1: guard readDigits() else { return nil }
            case 2: guard readCapitals() else { return nil }
            case 3: return .refused(.structuredAppend)
            case 4: guard readBytes() else { return nil }
            case 5, 9: return .refused(.applicationIdentifier)
            case 7:
                guard let assignment = readAssignment() else { return nil }
                switch assignment {
                case 1, 3: characterSet = .latin
                case 26: characterSet = .utf8
                default: return .refused(.characterSet)
                }
            case 8: return .refused(.kanji)
            default: return nil
            }
        }
        return .text(text)
    }

    private mutating func bits(_ count: Int) -> Int? {
        guard offset + count <= bytes.count * 8 else { return nil }
        var value = 0
        for _ in 0..<count {
            value = value << 1 | Int(bytes[offset >> 3] >> UInt8(7 - offset & 7)) & 1
            offset += 1
        }
        return value
    }

    /// The length field's width grows in versions 10 and 27.
    private mutating func length(_ small: Int, _ middle: Int, _ large: Int) -> Int? {
        bits(version.number < 10 ? small : version.number < 27 ? middle : large)
    }

    private mutating func readDigits() -> Bool {
        guard var left = length(10, 12, 14) else { return false }
        while left > 0 {
            let count = min(left, 3)
            guard let value = bits(count * 3 + 1) else { return false }
            var digits = String(value)
            guard digits.utf8.count <= count else { return false }
            while digits.utf8.count < count { digits = "0" + digits }
            text += digits
            left -= count
        }
        return true
    }

    private mutating func readCapitals() -> Bool {
        guard var left = length(9, 11, 13) else { return false }
        var characters: [UInt8] = []
        while left > 0 {
            guard let value = bits(left > 1 ? 11 : 6), value < (left > 1 ? 2025 : 45) else {
                return false
            }
            if left > 1 { characters.append(Self.capitals[value / 45]) }
            characters.append(Self.capitals[value % 45])
            left -= min(left, 2)
        }
        text += String(decoding: characters, as: UTF8.self)
        return true
    }

    private mutating func readBytes() -> Bool {
        guard let count = length(8, 16, 16) else { return false }
        var content: [UInt8] = []
        for _ in 0..<count {
            guard let byte = bits(8) else { return false }
            content.append(UInt8(byte))
        }
        if characterSet != .latin, let read = String(validating: content, as: UTF8.self) {
            text += read
            return true
        }
        guard characterSet != .utf8 else { return false }
        for byte in content { text.unicodeScalars.append(Unicode.Scalar(byte)) }
        return true
    }

    /// A number of the register of character sets, in one to three bytes.
    private mutating func readAssignment() -> Int? {
        guard let first = bits(8) else { return nil }
        if first < 0x80 { return first }
        if first < 0xC0 { return bits(8).map { (first & 0x3F) << 8 | $0 } }
        guard first < 0xE0 else { return nil }
        return bits(16).map { (first & 0x1F) << 16 | $0 }
    }
}
