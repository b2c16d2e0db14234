import Crypto
import Wire

/// The secret of a link: 32 random bytes, in base64url. The client that asks makes it, as it makes
/// identifiers, so that no stored answer, log or backup holds it: here only its hash is kept.
struct LinkToken {
    private static let byteCount = 32
    /// Of 32 random bytes about 30 differ from one another; fewer than this come once in 10^16.
    private static let fewestDifferent = 16

    /// Of a link that somebody opens: whatever stands in it, so that a cut one is answered plainly.
    static let linkNote = FieldNote("What stands behind the # of the link.", maximumLength: 1_000)
    /// Of a link that is made.
    static let note = FieldNote(
        "The secret of the link: 32 random bytes in base64url, 43 characters.", minimumLength: 43,
        maximumLength: 43, pattern: "^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$")

    /// SHA-256 of the 32 bytes.
    let hash: [UInt8]
    let isGuessable: Bool

    /// Nil for anything but 32 bytes.
    init?(_ text: String) {
        guard let bytes = Base64URL.decode(text), bytes.count == Self.byteCount else { return nil }
        hash = Array(Crypto.SHA256.hash(data: bytes))
        isGuessable = Set(bytes).count < Self.fewestDifferent
    }
}
