import Crypto
import Ledger
import Wire

/// The long-lived half of a session: `<device>.<secret>`. Only its hash is stored, it changes with
/// each use, and one that comes back after its successor was used ends the session.
struct RefreshToken {
    static let lifetimeSeconds: Int64 = 60 * 86_400
    /// An answer may be lost on a bad network: for so long the former token may be sent again,
    /// unless the new one has been used.
    static let graceSeconds: Int64 = 60
    private static let secretBytes = 32

    let device: ID<Device>
    private let secret: [UInt8]

    init(device: ID<Device>) {
        self.device = device
        secret = Randomness.bytes(Self.secretBytes)
    }

    init?(_ text: String) {
        let parts = text.split(separator: ".")
        guard parts.count == 2, let device = ID<Device>(String(parts[0])),
            let secret = Base64URL.decode(String(parts[1])), secret.count == Self.secretBytes
        else { return nil }
        self.device = device
        self.secret = secret
    }

    var text: String { device.text + "." + Base64URL.encode(secret) }
    var hash: [UInt8] { Array(Crypto.SHA256.hash(data: secret)) }
}
