/// Base45 (RFC 9285): bytes in the alphabet of a QR code's alphanumeric mode.
public enum Base45 {
    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8)

    public static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count * 3 + 1) / 2)
        for start in stride(from: 0, to: bytes.count, by: 2) {
            let pair = start + 1 < bytes.count
            var value = Int(bytes[start])
            if pair { value = value << 8 | Int(bytes[start + 1]) }
            for _ in 0..<(pair ? 3 : 2) {
                text.append(alphabet[value % 45])
                value /= 45
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// `nil` for foreign characters, an impossible length and values beyond the bytes.
    public static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        var digits: [Int] = []
        digits.reserveCapacity(text.count)
        for unit in text {
            guard let digit = alphabet.firstIndex(of: unit) else { return nil }
            digits.append(digit)
        }
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: digits.count, by: 3) {
            let group = digits[start..<min(start + 3, digits.count)]
            let value = group.reversed().reduce(0) { $0 * 45 + $1 }
            switch group.count {
            case 3 where value <= 0xffff: bytes += [UInt8(value >> 8), UInt8(value & 0xff)]
            case 2 where value <= 0xff: bytes.append(UInt8(value))
            default: return nil
            }
        }
        return bytes
    }
}
