/// One 12-byte entry of a TIFF directory: a tag, a type, a count, and a value or where it lies.
struct TIFFEntry {
    let tag: Int
    let at: Int
    private let type: Int
    private let count: Int
    private let offset: Int

    private static let sizes = [
        1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4,
    ]

    init?(in bytes: [UInt8], at: Int, _ order: ByteOrder) {
        guard let tag = order.short(bytes, at), let type = order.short(bytes, at + 2),
            let count = order.long(bytes, at + 4), let offset = order.long(bytes, at + 8)
        else { return nil }
        self.tag = tag
        self.at = at
        self.type = type
        self.count = count
        self.offset = offset
    }

    private var length: Int { (Self.sizes[type] ?? 1) * count }

    /// Where the value lies when it does not fit into the entry's own four bytes.
    var outside: Range<Int>? { length > 4 ? offset..<(offset + length) : nil }

    /// The first number of a SHORT, LONG or IFD value that stands in the entry itself.
    func number(in bytes: [UInt8], _ order: ByteOrder) -> Int? {
        guard count >= 1, length <= 4 else { return nil }
        switch type {
        case 3: return order.short(bytes, at + 8)
        case 4, 13: return order.long(bytes, at + 8)
        default: return nil
        }
    }

    /// Every number of a SHORT, LONG or IFD value, as far as the file goes.
    func numbers(in bytes: [UInt8], _ order: ByteOrder) -> [Int] {
        guard type == 3 || type == 4 || type == 13 else { return [] }
        let size = type == 3 ? 2 : 4
        let start = length <= 4 ? at + 8 : offset
        guard start >= 0, start < bytes.count else { return [] }
        return (0..<min(count, (bytes.count - start) / size)).compactMap {
            type == 3 ? order.short(bytes, start + $0 * 2) : order.long(bytes, start + $0 * 4)
        }
    }
}

/// Which end of a number comes first.
enum ByteOrder {
    case little, big

    init?(header bytes: [UInt8]) {
        if bytes.starts(with: [0x49, 0x49, 0x2A, 0]) {
            self = .little
        } else if bytes.starts(with: [0x4D, 0x4D, 0, 0x2A]) {
            self = .big
        } else {
            return nil
        }
    }

    func short(_ bytes: [UInt8], _ at: Int) -> Int? {
        guard at >= 0, at + 2 <= bytes.count else { return nil }
        let pair = (Int(bytes[at]), Int(bytes[at + 1]))
        return self == .big ? pair.0 << 8 | pair.1 : pair.1 << 8 | pair.0
    }

    func long(_ bytes: [UInt8], _ at: Int) -> Int? {
        guard let first = short(bytes, at), let second = short(bytes, at + 2) else { return nil }
        return self == .big ? first << 16 | second : second << 16 | first
    }

    func short(_ value: Int) -> [UInt8] {
        let pair = [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
        return self == .big ? pair : pair.reversed()
    }

    func long(_ value: Int) -> [UInt8] {
        let four = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
        return self == .big ? four : four.reversed()
    }
}
