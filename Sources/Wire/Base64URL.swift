/// Base64 for addresses and file names (RFC 4648, section 5), without padding.
public enum Base64URL {
    @inlinable
    public static func encode(_ bytes: some Collection<UInt8>) -> String { encode(Array(bytes)) }

    public static func encode(_ bytes: [UInt8]) -> String {
        Base64Alphabet.url.encode(bytes, padded: false)
    }

    /// Refuses padding, white space, foreign characters and bits left over that are not zero, so
    /// that each byte string has exactly one text.
    public static func decode(_ text: String) -> [UInt8]? {
        Base64Alphabet.url.decode(Array(text.utf8)[...])
    }
}
