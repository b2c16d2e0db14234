import ArgumentParser
import Commons
import Foundation
import Proof
import Wire

/// Verifies a proof with nothing but the proof and the issuer's public key.
struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", _superCommandName: "commons",
        abstract: "Verify a proof without a network: valid, stale, revoked, unknown, tampered.")

    @Argument(help: "The proof file, a file with the text of a QR code, that text, or -.")
    var bundle: String
    @OptionGroup var trust: TrustOptions
    @Option(help: "The file that the proof speaks of, to be compared with it.")
    var file: String?
    @Flag(help: "Print one JSON object.") var json = false

    func run() throws {
        let verification = Verification(
            try proof(), trusted: try trust.issuers(), now: SystemClockwork().now(),
            maximumStatusAge: try trust.maximumStatusAge())
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

    private func fileDiffers(_ verification: Verification) throws -> Bool {
        guard let file else { return false }
        guard let content = FileManager.default.contents(atPath: file) else {
            throw UnusableFile(description: "There is no readable file \(file).")
        }
        return verification.payload?.contentHash != sha256(Array(content))
    }
}

extension UInt8 {
    fileprivate var isLineEnd: Bool { self == 0x0A || self == 0x0D }
}
