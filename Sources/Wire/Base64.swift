/// Base64 (RFC 4648, section 4) with its padding.
public enum Base64 {
    @inlinable
    public static func encode(_ bytes: some Collection<UInt8>) -> String { encode(Array(bytes)) }

    public static func encode(_ bytes: [UInt8]) -> String {
        Base64Alphabet.standard.encode(bytes, padded: true)
    }

    /// Refuses missing padding, white space, foreign characters and bits left over that are not
    /// zero, so that each byte string has exactly one text.
    public static func decode(_ text: String) -> [UInt8]? {
        let units = Array(text.utf8)
        guard units.count % 4 == 0 else { return nil }
        let padding = units.suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }.count
        return Base64Alphabet.standard.decode(units.dropLast(padding))
    }
}
