/// Why bytes are not the deterministic CBOR that was expected, and where.
public struct CBORError: Error, Equatable, Sendable {
    public enum Reason: Sendable {
        case truncated, trailingBytes, notShortest, indefiniteLength, unsupportedType
        case keysUnsorted, duplicateKey, invalidUTF8, tooDeep, tooLarge
    }

    public let reason: Reason
    /// Byte position of the data item (or of the first surplus byte) that was refused.
    public let offset: Int

    public init(reason: Reason, offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}

/// What a decoder accepts at most.
public struct CBORLimits: Sendable {
    public let depth: Int
    public let bytes: Int

    public init(depth: Int, bytes: Int) {
        self.depth = depth
        self.bytes = bytes
    }

    public static let proof = CBORLimits(depth: 16, bytes: 1 << 20)
}

extension CBOR {
    /// Decodes exactly one item that fills all of `bytes`, refusing every encoding that
    /// `encoded()` would not have produced.
    public init(decoding bytes: [UInt8], limits: CBORLimits = .proof) throws(CBORError) {
        guard bytes.count <= limits.bytes else {
            throw CBORError(reason: .tooLarge, offset: limits.bytes)
        }
        var decoder = CBORDecoder(bytes: bytes)
        self = try decoder.item(depth: limits.depth)
        guard decoder.offset == bytes.count else {
            throw CBORError(reason: .trailingBytes, offset: decoder.offset)
        }
    }
}

struct CBORDecoder {
    let bytes: [UInt8]
    var offset = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func item(depth: Int) throws(CBORError) -> CBOR {
        let start = offset
        guard depth > 0 else { throw CBORError(reason: .tooDeep, offset: start) }
        let initial = try byte(of: start)
        let major = initial >> 5
        if major == 7 { return try simple(initial, at: start) }
        let argument = try argument(initial & 0x1f, at: start)
        switch major {
        case 0: return .unsigned(argument)
        case 1: return .negative(argument)
        case 2: return .bytes(Array(try run(argument, at: start)))
        case 3:
            guard let text = String(validating: try run(argument, at: start), as: UTF8.self) else {
                throw CBORError(reason: .invalidUTF8, offset: start)
            }
            return .text(text)
        case 4: return .array(try items(argument, depth: depth, at: start))
        case 5: return .map(try entries(argument, depth: depth, at: start))
        default: return .tag(argument, try item(depth: depth - 1))
        }
    }

    private mutating func items(_ count: UInt64, depth: Int, at start: Int) throws(CBORError)
        -> [CBOR]
    {
        let count = try available(count, at: start)
        var items: [CBOR] = []
        items.reserveCapacity(count)
        for _ in 0..<count { items.append(try item(depth: depth - 1)) }
        return items
    }

    private mutating func entries(_ count: UInt64, depth: Int, at start: Int) throws(CBORError)
        -> [CBOREntry]
    {
        let count = try available(count, at: start)
        var entries: [CBOREntry] = []
        var previous: Range<Int>?
        for _ in 0..<count {
            let keyStart = offset
            let key = try item(depth: depth - 1)
            let current = keyStart..<offset
            if let previous, !CBOR.bytewise(bytes[previous], precedes: bytes[current]) {
                let same = bytes[previous].elementsEqual(bytes[current])
                throw CBORError(reason: same ? .duplicateKey : .keysUnsorted, offset: keyStart)
            }
            previous = current
            entries.append(CBOREntry(key, try item(depth: depth - 1)))
        }
        return entries
    }

    private func simple(_ initial: UInt8, at start: Int) throws(CBORError) -> CBOR {
        switch initial {
        case 0xf4: return .bool(false)
        case 0xf5: return .bool(true)
        case 0xf6: return .null
        default: throw CBORError(reason: .unsupportedType, offset: start)
        }
    }

    private mutating func byte(of start: Int) throws(CBORError) -> UInt8 {
        guard offset < bytes.count else { throw CBORError(reason: .truncated, offset: start) }
        defer { offset += 1 }
        return bytes[offset]
    }

    private mutating func argument(_ short: UInt8, at start: Int) throws(CBORError) -> UInt64 {
        guard short >= 24 else { return UInt64(short) }
        guard short <= 27 else {
            throw CBORError(
                reason: short == 31 ? .indefiniteLength : .unsupportedType, offset: start)
        }
        let width = 1 << Int(short - 24)
        var value: UInt64 = 0
        for _ in 0..<width { value = value << 8 | UInt64(try byte(of: start)) }
        let smallest: UInt64 = width == 1 ? 24 : 1 << UInt64(4 * width)
        guard value >= smallest else { throw CBORError(reason: .notShortest, offset: start) }
        return value
    }

    private mutating func run(_ count: UInt64, at start: Int) throws(CBORError)
        -> ArraySlice<UInt8>
    {
        let count = try available(count, at: start)
        defer { offset += count }
        return bytes[offset..<offset + count]
    }

    /// Every item and every character takes at least one byte, so a claimed count larger than
    /// what is left is refused before anything is reserved for it.
    private func available(_ count: UInt64, at start: Int) throws(CBORError) -> Int {
        guard count <= UInt64(bytes.count - offset) else {
            throw CBORError(reason: .truncated, offset: start)
        }
        return Int(count)
    }
}
