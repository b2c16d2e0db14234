/// Random passwords of the demo's people with their hashes, by name.
struct DemoKeys: Sendable {
    struct Key: Sendable {
        let password: String
        let hash: String
    }

    private let keys: [String: Key]

    static func make(for names: [String], _ passwords: PasswordWorker) async throws -> DemoKeys {
        var keys: [String: Key] = [:]
        for name in names {
            let password = password()
            keys[name] = Key(password: password, hash: try await passwords.hash(password))
        }
        return DemoKeys(keys: keys)
    }

    subscript(name: String) -> Key? { keys[name] }

    /// Four groups of four from 31 letters and digits that look like no other: 79 bits.
    private static func password() -> String {
        let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
        var random = SystemRandomNumberGenerator()
        return (0..<4).map { _ in
            String((0..<4).map { _ in letters[Int.random(in: 0..<letters.count, using: &random)] })
        }.joined(separator: "-")
    }
}
