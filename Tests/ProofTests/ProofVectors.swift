import Foundation
import Ledger
import Proof
import Testing
import Wire

/// `Tests/vectors/proof.json`, made by a second implementation in Python.
struct ProofVectors {
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let proof: [UInt8]
        let now: Instant
        let maximumStatusAge: Int64?
        let expected: JSONValue

        var testDescription: String { name }
    }

    let cases: [Case]
    let trusted: [TrustedIssuer]
    let file: JSONValue
    private let signed: Set<[[UInt8]]>

    static func read() throws -> ProofVectors {
        let url = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "vectors/proof.json")
        return try ProofVectors(JSONValue.parse([UInt8](try Data(contentsOf: url))))
    }

    private init(_ file: JSONValue) throws {
        self.file = file
        cases = try (file["cases"]?.array ?? []).map { item in
            Case(
                name: try #require(item["name"]?.string), proof: try Self.bytes(item, "proof"),
                now: try #require(item["now"]?.string.flatMap { Instant(rfc3339: $0) }),
                maximumStatusAge: item["maximum_status_age"]?.integer,
                expected: try #require(item["expected"]))
        }
        trusted = try (file["trusted_issuers"]?.array ?? []).map { item in
            TrustedIssuer(
                id: try #require(item["id"]?.string), name: try #require(item["name"]?.string),
                publicKey: try Self.bytes(item, "public_key"))
        }
        signed = try Set(
            (file["signed"]?.array ?? []).map {
                [
                    try Self.bytes($0, "message"), try Self.bytes($0, "public_key"),
                    try Self.bytes($0, "signature"),
                ]
            })
    }

    /// Ed25519 gives one signature for one message and key, so the list of all that were ever
    /// made with the vectors' keys answers as a verification would.
    func verify(_ signature: ProofCheck.SignatureToCheck) -> Bool {
        signed.contains([signature.message, signature.publicKey, signature.signature])
    }

    func verdict(on proof: [UInt8], now: Instant, maximumStatusAge: Int64?) -> Verdict {
        let check = ProofBundle.check(proof)
        return check.conclude(
            signatureResults: check.signatures.map(verify), trustedIssuers: trusted, now: now,
            maximumStatusAge: maximumStatusAge)
    }

    func proof(_ name: String) throws -> Case {
        try #require(cases.first { $0.name == name })
    }

    static func bytes(_ item: JSONValue, _ key: String) throws -> [UInt8] {
        try #require(item[key]?.string.flatMap { Base64URL.decode($0) })
    }
}
