import Crypto
import Foundation

/// Time-based one-time passwords (RFC 6238) with SHA-1, 30 seconds and 6 digits, which is what
/// authenticator apps understand.
enum OneTimeCode {
    static let secretBytes = 20
    static let stepSeconds: Int64 = 30
    static let digits = 6

    static func step(at seconds: Int64) -> Int64 { seconds / stepSeconds }

    /// HOTP (RFC 4226) of a step.
    static func code(secret: [UInt8], step: Int64, digits: Int = digits) -> String {
        let counter = withUnsafeBytes(of: UInt64(bitPattern: step).bigEndian) { Array($0) }
        let mac = Array(
            HMAC<Insecure.SHA1>.authenticationCode(
                for: counter, using: SymmetricKey(data: secret)))
        let offset = Int(mac[19] & 0x0F)
        let word =
            UInt32(mac[offset] & 0x7F) << 24 | UInt32(mac[offset + 1]) << 16
            | UInt32(mac[offset + 2]) << 8 | UInt32(mac[offset + 3])
        var modulus: UInt32 = 1
        for _ in 0..<digits { modulus *= 10 }
        let text = String(word % modulus)
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// The step whose code this is, within one step of now and later than the last used one.
    static func match(
        _ code: String, secret: [UInt8], seconds: Int64, after lastStep: Int64
    ) -> Int64? {
        let now = step(at: seconds)
        // Every candidate is compared in full, whatever the first ones say.
        var found: Int64?
        for candidate in [now - 1, now, now + 1] where candidate > lastStep {
            if isEqual(self.code(secret: secret, step: candidate), code) { found = candidate }
        }
        return found
    }

    private static func isEqual(_ first: String, _ second: String) -> Bool {
        guard first.utf8.count == second.utf8.count else { return false }
        return zip(first.utf8, second.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// What authenticator apps read from a QR code.
    static func address(secret: [UInt8], account: String, issuer: String) -> String {
        var allowed = CharacterSet.alphanumerics
        allowed.insert(charactersIn: "-._~@")
        func escaped(_ text: String) -> String {
            text.addingPercentEncoding(withAllowedCharacters: allowed) ?? text
        }
        return "otpauth://totp/\(escaped(issuer)):\(escaped(account))"
            + "?secret=\(base32(secret))&issuer=\(escaped(issuer))"
    }

    /// RFC 4648 base32 without padding.
    static func base32(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        var result: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = 0
        for byte in bytes {
            buffer = buffer << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                result.append(alphabet[Int(buffer >> UInt32(bits)) & 31])
            }
            buffer &= (1 << UInt32(bits)) - 1
        }
        if bits > 0 { result.append(alphabet[Int(buffer << UInt32(5 - bits)) & 31]) }
        return String(decoding: result, as: UTF8.self)
    }
}
