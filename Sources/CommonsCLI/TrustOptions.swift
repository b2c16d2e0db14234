import ArgumentParser
import Commons
import Foundation
import Proof

/// Whose statements a verb believes that needs no network, and for how long.
struct TrustOptions: ParsableArguments {
    @Option(help: "A file with the issuer's public key, as GET /api/issuer gives it.")
    var issuer: String?
    @Option(help: "The data folder whose issuer is believed when no key is given.")
    var data: String?
    @Option(help: "How old the issuer's word may be: 90m, 12h, 30d.")
    var maxAge: String?

    func issuers() throws -> [TrustedIssuer] {
        if let issuer { return try Self.keys(in: issuer) }
        let named = data ?? ProcessInfo.processInfo.environment[Configuration.folderVariable]
        let folder = named ?? Configuration.standardFolder
        if let own = try IssuerFile(folder: folder).read() { return own.trusted }
        guard named == nil else {
            throw UnusableFile(
                description: "Nothing is here: \(folder) is no data folder, because there is no "
                    + "\(folder)/\(IssuerFile.name). Name one with --data, or give the issuer's "
                    + "key with --issuer.")
        }
        return []
    }

    /// Seconds; nil where a statement never grows old.
    func maximumStatusAge() throws -> Int64? { try maxAge.map(Self.seconds) }

    private static func keys(in path: String) throws -> [TrustedIssuer] {
        guard let content = FileManager.default.contents(atPath: path) else {
            throw UnusableFile(description: "There is no readable key file \(path).")
        }
        do {
            return try WireDecoder().decode(IssuerDescription.self, from: Array(content)).trusted
        } catch {
            let isOwn = String(decoding: content, as: UTF8.self).contains("\"private_key")
            throw UnusableFile(
                description: isOwn
                    ? "\(path) is the issuer's file of a data folder, with the private key in it, "
                        + "which is for nobody else: name that folder with --data, or save what "
                        + "GET /api/issuer gives, the public key, and name that with --issuer."
                    : "\(path) is not an issuer as GET /api/issuer gives it: save that answer to "
                        + "a file, and name the file.")
        }
    }

    private static func seconds(_ text: String) throws -> Int64 {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        guard let last = text.last, let unit = units[last], let count = Int64(text.dropLast()),
            count >= 0, case let (seconds, overflow) = count.multipliedReportingOverflow(by: unit),
            !overflow
        else { throw ValidationError("\(text) is no age; write 90m, 12h or 30d.") }
        return seconds
    }
}
