import ArgumentParser
import Commons
import Foundation
import Proof
import Wire

/// Verifies a proof with nothing but the proof and the issuer's public key.
struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Verify a proof without a network: valid, stale, revoked, unknown, tampered.")

    @Argument(help: "The proof file, a file with the text of a QR code, that text, or -.")
    var bundle: String
    @Option(help: "The issuer's public key, as GET /api/issuer gives it.")
    var issuer: String?
    @Option(help: "The data folder whose issuer is believed when no key is given.")
    var data: String?
    @Option(help: "How old the issuer's word may be: 90m, 12h, 30d.")
    var maxAge: String?
    @Option(help: "The file that the proof speaks of, to be compared with it.")
    var file: String?
    @Flag(help: "Print one JSON object.") var json = false

    func run() throws {
        let verification = Verification(
            try proof(), trusted: try trusted(), now: SystemClockwork().now(),
            maximumStatusAge: try maxAge.map(Self.seconds))
        let differs = try verification.isValid && fileDiffers(verification)
        if differs {
            print(
                json
                    ? #"{"verdict":"tampered","defect":"content","#
                        + #""message":"The file is not the one that was attested."}"#
                    : "tampered: The file is not the one that was attested.")
        } else {
            print(
                json
                    ? String(decoding: verification.json.bytes, as: UTF8.self) : verification.text)
        }
        if differs || !verification.isValid { throw ExitCode(1) }
    }

    private func proof() throws -> [UInt8] {
        if bundle.hasPrefix(QRCode.prefix) { return Array(bundle.utf8) }
        let content =
            bundle == "-"
            ? try FileHandle.standardInput.readToEnd()
            : FileManager.default.contents(atPath: bundle)
        guard let content else {
            throw UnusableFile(description: "There is no readable file \(bundle).")
        }
        let bytes = Array(content)
        guard bytes.starts(with: QRCode.prefix.utf8) else { return bytes }
        // A text file ends with a newline that is no part of the code.
        let end = bytes.lastIndex { !$0.isLineEnd } ?? 0
        return Array(bytes[...end])
    }

    private func trusted() throws -> [TrustedIssuer] {
        if let issuer { return try Self.keys(in: issuer) }
        let folder = data ?? ProcessInfo.processInfo.environment[Configuration.folderVariable]
        guard let own = try IssuerFile(folder: folder ?? Configuration.standardFolder).read() else {
            return []
        }
        return own.trusted
    }

    private static func keys(in path: String) throws -> [TrustedIssuer] {
        guard let content = FileManager.default.contents(atPath: path) else {
            throw UnusableFile(description: "There is no readable key file \(path).")
        }
        do {
            return try WireDecoder().decode(IssuerDescription.self, from: Array(content)).trusted
        } catch {
            throw UnusableFile(
                description: "\(path) is not an issuer as GET /api/issuer gives it.")
        }
    }

    private func fileDiffers(_ verification: Verification) throws -> Bool {
        guard let file else { return false }
        guard let content = FileManager.default.contents(atPath: file) else {
            throw UnusableFile(description: "There is no readable file \(file).")
        }
        return verification.payload?.contentHash != sha256(Array(content))
    }

    static func seconds(_ text: String) throws -> Int64 {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        guard let last = text.last, let unit = units[last], let count = Int64(text.dropLast()),
            count >= 0, case let (seconds, overflow) = count.multipliedReportingOverflow(by: unit),
            !overflow
        else { throw ValidationError("\(text) is no age; write 90m, 12h or 30d.") }
        return seconds
    }
}

extension UInt8 {
    fileprivate var isLineEnd: Bool { self == 0x0A || self == 0x0D }
}
