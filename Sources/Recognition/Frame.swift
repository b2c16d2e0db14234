/// What server and reader say to each other: a JSON header and, after it, plain bytes (a picture
/// on the way in, a preview or an embedded XML on the way out). On the wire: the lengths of both
/// as 32-bit big-endian numbers, then both.
public struct Frame: Sendable, Equatable {
    public var header: [UInt8]
    public var body: [UInt8]

    public init(header: [UInt8], body: [UInt8] = []) {
        self.header = header
        self.body = body
    }

    /// No honest frame is longer: 64 MiB covers the largest upload and the words of a long PDF.
    public static let lengthLimit = 64 << 20
    static let prefixLength = 8

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Frame.prefixLength + header.count + body.count)
        for length in [header.count, body.count] {
            for shift in [24, 16, 8, 0] {
                bytes.append(UInt8(truncatingIfNeeded: length >> shift))
            }
        }
        return bytes + header + body
    }

    /// Header and body length of an eight-byte prefix; nil when one is over the limit.
    static func lengths(of prefix: [UInt8]) -> (header: Int, body: Int)? {
        func number(_ bytes: ArraySlice<UInt8>) -> Int {
            bytes.reduce(0) { $0 << 8 | Int($1) }
        }
        let header = number(prefix[0..<4])
        let body = number(prefix[4..<8])
        return header <= lengthLimit && body <= lengthLimit ? (header, body) : nil
    }
}
