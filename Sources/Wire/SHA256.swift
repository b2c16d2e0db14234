/// The SHA-256 hash of the bytes (FIPS 180-4).
public func sha256(_ bytes: [UInt8]) -> SHA256Hash {
    var hasher = SHA256()
    hasher.update(bytes)
    return hasher.finalize()
}

/// SHA-256 (FIPS 180-4) of bytes that come in pieces. The same source serves server and browser.
public struct SHA256: Sendable {
    private var state = SHA256.initialState
    /// Fewer than 64 bytes that await the rest of their block.
    private var pending: [UInt8] = []
    private var length: UInt64 = 0

    public init() {}

    @inlinable
    public mutating func update(_ bytes: some Sequence<UInt8>) { update(Array(bytes)) }

    public mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        length &+= UInt64(bytes.count)
        var rest = bytes[...]
        if !pending.isEmpty {
            let needed = min(64 - pending.count, rest.count)
            pending.append(contentsOf: rest.prefix(needed))
            rest = rest.dropFirst(needed)
            guard pending.count == 64 else { return }
            pending.withUnsafeBytes { Self.compress($0, into: &state) }
            pending.removeAll(keepingCapacity: true)
        }
        let whole = rest.count / 64 * 64
        if whole > 0 {
            Self.compress(UnsafeRawBufferPointer(rebasing: rest.prefix(whole)), into: &state)
        }
        pending.append(contentsOf: rest.dropFirst(whole))
    }

    /// The hash of all that was given; the hasher itself can go on.
    public func finalize() -> SHA256Hash {
        var state = state
        // One block, or two where the length does not fit behind what is pending.
        let size = pending.count < 56 ? 64 : 128
        withUnsafeTemporaryAllocation(byteCount: size, alignment: 8) { tail in
            tail.initializeMemory(as: UInt8.self, repeating: 0)
            tail.copyBytes(from: pending)
            tail[pending.count] = 0x80
            tail.storeBytes(of: (length &* 8).bigEndian, toByteOffset: size - 8, as: UInt64.self)
            Self.compress(UnsafeRawBufferPointer(tail), into: &state)
        }
        return SHA256Hash(state: state)
    }
}

extension SHA256 {
    private static func compress(_ blocks: UnsafeRawBufferPointer, into state: inout SIMD8<UInt32>)
    {
        roundConstants.withUnsafeBufferPointer { constants in
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
                for start in stride(from: 0, to: blocks.count, by: 64) {
                    expand(blocks, from: start, into: schedule)
                    state &+= rounds(from: state, schedule, constants)
                }
            }
        }
    }

    private static func expand(
        _ blocks: UnsafeRawBufferPointer, from start: Int,
        into schedule: UnsafeMutableBufferPointer<UInt32>
    ) {
        for index in 0..<16 {
            let word = blocks.loadUnaligned(fromByteOffset: start + index * 4, as: UInt32.self)
            schedule[index] = UInt32(bigEndian: word)
        }
        for index in 16..<64 {
            let early = schedule[index &- 15]
            let late = schedule[index &- 2]
            let sigma0 = turn(early, 7) ^ turn(early, 18) ^ (early &>> 3)
            let sigma1 = turn(late, 17) ^ turn(late, 19) ^ (late &>> 10)
            schedule[index] =
                schedule[index &- 16] &+ sigma0 &+ schedule[index &- 7] &+ sigma1
        }
    }

    /// 64 rounds; eight are written out so that the working variables take turns, not moves.
    private static func rounds(
        from state: SIMD8<UInt32>, _ schedule: UnsafeMutableBufferPointer<UInt32>,
        _ constants: UnsafeBufferPointer<UInt32>
    ) -> SIMD8<UInt32> {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        var index = 0
        while index < 64 {
            round(a, b, c, &d, e, f, g, &h, schedule[index] &+ constants[index])
            round(h, a, b, &c, d, e, f, &g, schedule[index &+ 1] &+ constants[index &+ 1])
            round(g, h, a, &b, c, d, e, &f, schedule[index &+ 2] &+ constants[index &+ 2])
            round(f, g, h, &a, b, c, d, &e, schedule[index &+ 3] &+ constants[index &+ 3])
            round(e, f, g, &h, a, b, c, &d, schedule[index &+ 4] &+ constants[index &+ 4])
            round(d, e, f, &g, h, a, b, &c, schedule[index &+ 5] &+ constants[index &+ 5])
            round(c, d, e, &f, g, h, a, &b, schedule[index &+ 6] &+ constants[index &+ 6])
            round(b, c, d, &e, f, g, h, &a, schedule[index &+ 7] &+ constants[index &+ 7])
            index &+= 8
        }
        return SIMD8(a, b, c, d, e, f, g, h)
    }

    @inline(__always)
    private static func round(
        _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32,
        _ g: UInt32, _ h: inout UInt32, _ word: UInt32
    ) {
        let sum1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
        let choice = (e & f) ^ (~e & g)
        let first = h &+ sum1 &+ choice &+ word
        let sum0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)
        let majority = (a & b) ^ (a & c) ^ (b & c)
        d = d &+ first
        h = first &+ sum0 &+ majority
    }

    @inline(__always)
    private static func turn(_ word: UInt32, _ count: UInt32) -> UInt32 {
        (word &>> count) | (word &<< (32 &- count))
    }

    private static let initialState = SIMD8<UInt32>(
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
        0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19)

    private static let roundConstants: [UInt32] = [
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5,
        0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
        0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3,
        0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
        0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc,
        0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
        0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
        0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
        0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13,
        0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
        0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3,
        0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
        0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5,
        0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
        0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208,
        0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
    ]
}
