import Crypto
import Foundation

/// The name of stored bytes: their SHA-256 as 64 lower-case hexadecimal digits.
public struct ObjectKey: Sendable, Hashable, CustomStringConvertible {
    public let hex: String

    /// Nil for anything but 64 lower-case hexadecimal digits.
    public init?(hex: String) {
        let isHex = hex.utf8.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
        }
        guard hex.utf8.count == 64, isHex else { return nil }
        self.hex = hex
    }

    public init(of bytes: [UInt8]) {
        self.init(SHA256.hash(data: bytes))
    }

    init(_ digest: SHA256.Digest) {
        hex = digest.map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
    }

    public var description: String { hex }

    /// The place in a store, in two levels of 256 so that no folder grows without bound.
    var path: String { "\(hex.prefix(2))/\(hex.dropFirst(2).prefix(2))/\(hex)" }
}
