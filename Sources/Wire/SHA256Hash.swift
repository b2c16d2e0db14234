/// The 32 bytes of a SHA-256 hash; ordered as bytes are.
public struct SHA256Hash: Hashable, Comparable, Sendable {
    public static let byteCount = 32

    /// The eight words of FIPS 180-4 in pairs, each pair big-endian.
    private let word0, word1, word2, word3: UInt64

    init(state: SIMD8<UInt32>) {
        word0 = UInt64(state[0]) << 32 | UInt64(state[1])
        word1 = UInt64(state[2]) << 32 | UInt64(state[3])
        word2 = UInt64(state[4]) << 32 | UInt64(state[5])
        word3 = UInt64(state[6]) << 32 | UInt64(state[7])
    }

    /// Nil unless there are exactly 32 bytes.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        var words = SIMD4<UInt64>()
        var index = 0
        for byte in bytes {
            words[index / 8] = words[index / 8] << 8 | UInt64(byte)
            index += 1
        }
        (word0, word1, word2, word3) = (words[0], words[1], words[2], words[3])
    }

    /// Nil unless there are exactly 64 hexadecimal digits.
    public init?(hex: String) {
        guard let bytes = Hex.decode(hex) else { return nil }
        self.init(bytes: bytes)
    }

    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.byteCount)
        append(to: &bytes)
        return bytes
    }

    /// 64 lowercase digits.
    public var hex: String { Hex.encode(bytes) }

    public func append(to bytes: inout [UInt8]) {
        for word in [word0, word1, word2, word3] {
            for shift in stride(from: 56, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
            }
        }
    }

    public static func < (left: SHA256Hash, right: SHA256Hash) -> Bool {
        (left.word0, left.word1, left.word2, left.word3)
            < (right.word0, right.word1, right.word2, right.word3)
    }
}
