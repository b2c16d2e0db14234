/// The identity of one `Entity`: a UUID (RFC 9562). Ids of different entities do not mix.
public struct ID<Entity>: Hashable, Comparable, Sendable {
    public let value: UInt128

    public init(_ value: UInt128) { self.value = value }

    /// A version 7 UUID: it begins with the time, so that ids sort by their making and sit
    /// together in an index. `random` gives its lowest 74 bits. Times before 1970 count as 1970.
    public init(at instant: Instant, random: UInt128) {
        let time = UInt128(UInt64(max(0, instant.milliseconds)) & 0xFFFF_FFFF_FFFF)
        let high = (random >> 62) & 0xFFF
        let low = random & 0x3FFF_FFFF_FFFF_FFFF
        value = time << 80 | 7 << 76 | high << 64 | 2 << 62 | low
    }

    /// Reads `0198c0de-…` as it is written here: lowercase, with its four dashes, any version.
    public init?(_ text: String) {
        var value: UInt128 = 0
        var index = 0
        for unit in text.utf8 {
            if index == 8 || index == 13 || index == 18 || index == 23 {
                guard unit == UInt8(ascii: "-") else { return nil }
            } else {
                guard index < 36, let digit = Self.digit(unit) else { return nil }
                value = value << 4 | UInt128(digit)
            }
            index += 1
        }
        guard index == 36 else { return nil }
        self.value = value
    }

    /// The lowercase form of 36 characters.
    public var text: String {
        var units: [UInt8] = []
        units.reserveCapacity(36)
        for shift in stride(from: 124, through: 0, by: -4) {
            let digit = UInt8(truncatingIfNeeded: value >> UInt128(shift)) & 15
            units.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            if shift == 96 || shift == 80 || shift == 64 || shift == 48 {
                units.append(UInt8(ascii: "-"))
            }
        }
        return String(decoding: units, as: UTF8.self)
    }

    /// The same 128 bits as the identity of something else: only for what shares its identity.
    public func rebound<Other>(to other: Other.Type) -> ID<Other> { ID<Other>(value) }

    public static func < (left: ID, right: ID) -> Bool { left.value < right.value }

    private static func digit(_ unit: UInt8) -> UInt8? {
        switch unit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): unit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): unit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}

extension ID: CustomStringConvertible {
    public var description: String { text }
}
