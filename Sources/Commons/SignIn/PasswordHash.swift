import CArgon2

/// Argon2id (RFC 9106) in PHC text form.
enum PasswordHash {
    /// OWASP's choice for one pass: 46 MiB, 1 iteration, 1 lane; about 60 ms.
    struct Cost: Sendable, Hashable {
        var kibibytes: UInt32 = 46 * 1_024
        var passes: UInt32 = 1
        var lanes: UInt32 = 1

        static let current = Cost()
    }

    static let saltBytes = 16
    static let hashBytes = 32

    static func make(_ password: [UInt8], salt: [UInt8], cost: Cost = .current) throws -> String {
        let length = argon2_encodedlen(
            cost.passes, cost.kibibytes, cost.lanes, UInt32(salt.count), UInt32(hashBytes),
            Argon2_id)
        var encoded = [CChar](repeating: 0, count: length)
        let code = argon2id_hash_encoded(
            cost.passes, cost.kibibytes, cost.lanes, password, password.count, salt, salt.count,
            hashBytes, &encoded, length)
        guard code == ARGON2_OK.rawValue else { throw PasswordFault.argon2(code) }
        return String(
            decoding: encoded.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    static func verify(_ password: [UInt8], against encoded: String) throws -> Bool {
        let code = argon2id_verify(encoded, password, password.count)
        switch code {
        case ARGON2_OK.rawValue: return true
        case ARGON2_VERIFY_MISMATCH.rawValue: return false
        default: throw PasswordFault.argon2(code)
        }
    }

    /// Whether a stored hash was made with other parameters than today's.
    static func isOutdated(_ encoded: String, cost: Cost = .current) -> Bool {
        let parameters = "$argon2id$v=19$m=\(cost.kibibytes),t=\(cost.passes),p=\(cost.lanes)$"
        return !encoded.hasPrefix(parameters)
    }
}

enum PasswordFault: Error, Sendable, Hashable {
    /// The library's own code: out of memory, or a stored hash that is none.
    case argon2(Int32)
}
