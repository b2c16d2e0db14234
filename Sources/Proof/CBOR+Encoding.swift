/// Core deterministic encoding, RFC 8949 section 4.2.1: shortest heads, definite lengths, map
/// entries in the bytewise order of their encoded keys. One value has exactly one encoding.
extension CBOR {
    public func encoded() -> [UInt8] {
        var output: [UInt8] = []
        encode(into: &output)
        return output
    }

    func encode(into output: inout [UInt8]) {
        switch self {
        case .unsigned(let value): Self.head(0, value, into: &output)
        case .negative(let value): Self.head(1, value, into: &output)
        case .bytes(let value):
            Self.head(2, UInt64(value.count), into: &output)
            output.append(contentsOf: value)
        case .text(let value):
            Self.head(3, UInt64(value.utf8.count), into: &output)
            output.append(contentsOf: value.utf8)
        case .array(let items):
            Self.head(4, UInt64(items.count), into: &output)
            for item in items { item.encode(into: &output) }
        case .map(let entries): Self.encode(entries, into: &output)
        case .tag(let number, let item):
            Self.head(6, number, into: &output)
            item.encode(into: &output)
        case .bool(let value): output.append(value ? 0xf5 : 0xf4)
        case .null: output.append(0xf6)
        }
    }

    private static func encode(_ entries: [CBOREntry], into output: inout [UInt8]) {
        head(5, UInt64(entries.count), into: &output)
        var pairs: [(key: [UInt8], value: CBOR)] = []
        pairs.reserveCapacity(entries.count)
        for entry in entries { pairs.append((entry.key.encoded(), entry.value)) }
        pairs.sort { bytewise($0.key, precedes: $1.key) }
        for (position, pair) in pairs.enumerated() {
            precondition(
                position == 0 || pairs[position - 1].key != pair.key,
                "a CBOR map was built with the same key twice")
            output.append(contentsOf: pair.key)
            pair.value.encode(into: &output)
        }
    }

    private static func head(_ major: UInt8, _ argument: UInt64, into output: inout [UInt8]) {
        let kind = major << 5
        let width: Int
        switch argument {
        case 0..<24:
            output.append(kind | UInt8(argument))
            return
        case 24...0xff: (width, _) = (1, output.append(kind | 24))
        case 0x100...0xffff: (width, _) = (2, output.append(kind | 25))
        case 0x1_0000...0xffff_ffff: (width, _) = (4, output.append(kind | 26))
        default: (width, _) = (8, output.append(kind | 27))
        }
        for position in (0..<width).reversed() {
            output.append(UInt8(truncatingIfNeeded: argument >> UInt64(8 * position)))
        }
    }

    static func bytewise(_ left: some Collection<UInt8>, precedes right: some Collection<UInt8>)
        -> Bool
    {
        left.lexicographicallyPrecedes(right)
    }
}
