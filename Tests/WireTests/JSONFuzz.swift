import Wire

/// Random JSON values and damaged texts.
struct JSONFuzz {
    var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func value(depth: Int = 0) -> JSONValue {
        switch Int.random(in: 0..<(depth > 4 ? 5 : 8), using: &random) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &random))
        case 2: return .number(number())
        case 3, 4: return .string(string())
        case 5:
            return .array((0..<count()).map { _ in value(depth: depth + 1) })
        default:
            // Numbered keys are different keys, in Unicode's sense of equality too.
            return .object((0..<count()).map { ("\($0)" + string(), value(depth: depth + 1)) })
        }
    }

    /// One to three random edits of the bytes.
    mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
            let index = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes.remove(at: index)
            case 1: bytes.insert(fragment(), at: index)
            case 2: bytes[index] = fragment()
            case 3: bytes.removeLast(bytes.count - index)
            case 4: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            default:
                let end = min(bytes.count, index + Int.random(in: 1...6, using: &random))
                bytes.insert(contentsOf: bytes[index..<end], at: index)
            }
        }
        return bytes
    }

    mutating func string() -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            text.unicodeScalars.append(scalar())
        }
        return text
    }

    mutating func number() -> String {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return Int64.random(in: .min ... .max, using: &random).description
        case 1: return Int.random(in: -999...999, using: &random).description
        case 2: return Double.random(in: -1e6...1e6, using: &random).description
        case 3:
            let value = Double(bitPattern: random.next())
            return value.isFinite ? value.description : "0"
        case 4: return "\(Int.random(in: -9...9, using: &random))e\(exponent())"
        default: return "\(random.next()).\(random.next())E\(exponent())"
        }
    }

    private mutating func exponent() -> Int { Int.random(in: -40...40, using: &random) }

    private mutating func count() -> Int { Int.random(in: 0...5, using: &random) }

    private mutating func fragment() -> UInt8 {
        let interesting =
            Array("{}[],:\"\\/-+.eE019tfnu \n\u{1}\u{7F}".utf8) + [
                0x80, 0xC0, 0xE0, 0xED, 0xF4, 0xFF,
            ]
        return interesting.randomElement(using: &random) ?? 0
    }

    private mutating func scalar() -> Unicode.Scalar {
        let ranges: [ClosedRange<UInt32>] = [
            0x20...0x7E, 0x20...0x7E, 0...0x1F, 0x80...0x7FF, 0x800...0xD7FF, 0xE000...0xFFFD,
            0x1_0000...0x10_FFFF,
        ]
        let range = ranges.randomElement(using: &random) ?? 0x20...0x7E
        return Unicode.Scalar(UInt32.random(in: range, using: &random)) ?? "a"
    }
}
