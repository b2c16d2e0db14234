import Commons
import Foundation
import Wire

/// The installation's one secret: configured, or made at the first start and kept in the data
/// folder where only its owner can read it.
enum MasterSecret {
    static let fileName = "secret"

    static func open(_ configuration: Configuration) throws -> ServerSecrets {
        if let text = configuration[.secret] {
            guard let bytes = Hex.decode(text) else {
                throw ConfigurationFault("secret must be hexadecimal digits")
            }
            return try ServerSecrets(master: bytes)
        }
        let path = configuration.folder + "/" + fileName
        if !FileManager.default.fileExists(atPath: path) { try make(path) }
        guard !FilePrivacy.isOpen(path) else {
            throw ConfigurationFault("others can read \(path); run chmod 600 on it")
        }
        let text = try String(contentsOfFile: path, encoding: .utf8)
        guard let bytes = Hex.decode(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw ConfigurationFault("\(path) does not hold hexadecimal digits")
        }
        return try ServerSecrets(master: bytes)
    }

    /// Of two first starts exactly one makes the secret.
    private static func make(_ path: String) throws {
        let text = Hex.encode(ServerSecrets.makeMaster()) + "\n"
        do {
            try DurableFile.write(Array(text.utf8), to: path, replacing: false)
        } catch where error.code == .EEXIST {
            return
        } catch {
            throw ConfigurationFault("\(path) cannot be written: \(error.localizedDescription)")
        }
    }
}
