import Wire

/// A text with signature lines (C2SP signed-note).
public struct SignedNote: Equatable, Sendable {
    /// What is signed; ends with a newline.
    public let text: String
    public let signatures: [NoteSignature]

    /// `nil` when the text does not end with a newline or there is no signature.
    public init?(text: String, signatures: [NoteSignature]) {
        guard text.utf8.last == UInt8(ascii: "\n"), !signatures.isEmpty,
            !text.utf8.contains(where: { $0 < 0x20 && $0 != UInt8(ascii: "\n") })
        else { return nil }
        self.text = text
        self.signatures = signatures
    }

    /// The text, an empty line, and one line for each signature.
    public var serialised: String {
        var note = text + "\n"
        for signature in signatures { note += signature.line }
        return note
    }

    public init?(serialised: String) {
        let units = Array(serialised.utf8)
        let newline = UInt8(ascii: "\n")
        guard units.last == newline,
            let blank = units.indices.dropLast().last(where: {
                units[$0] == newline && units[$0 + 1] == newline
            })
        else { return nil }
        var signatures: [NoteSignature] = []
        for line in units[(blank + 2)...].dropLast().split(
            separator: newline, omittingEmptySubsequences: false)
        {
            guard let signature = NoteSignature(line: line) else { return nil }
            signatures.append(signature)
        }
        self.init(
            text: String(decoding: units[...blank], as: UTF8.self), signatures: signatures)
    }
}

/// One signature line of a note: `— <name> <base64 of key id and signature>`.
public struct NoteSignature: Equatable, Sendable {
    public let name: String
    /// Four bytes.
    public let keyID: [UInt8]
    public let signature: [UInt8]

    /// A line for an Ed25519 signature over the note's text.
    public init?(name: String, ed25519PublicKey: [UInt8], signature: [UInt8]) {
        self.init(
            name: name, keyID: Self.keyID(name: name, ed25519PublicKey: ed25519PublicKey),
            signature: signature)
    }

    init?(name: String, keyID: [UInt8], signature: [UInt8]) {
        guard Self.isKeyName(name), keyID.count == 4, !signature.isEmpty else { return nil }
        self.name = name
        self.keyID = keyID
        self.signature = signature
    }

    /// The first four bytes of SHA-256 over name, newline, 0x01 (Ed25519) and public key.
    public static func keyID(name: String, ed25519PublicKey: [UInt8]) -> [UInt8] {
        var input = Array(name.utf8)
        input.append(UInt8(ascii: "\n"))
        input.append(0x01)
        input.append(contentsOf: ed25519PublicKey)
        return Array(sha256(input).bytes.prefix(4))
    }

    /// The line that hands out a key: `<name>+<key id in hex>+<base64 of 0x01 and the key>`.
    public static func verifierKey(name: String, ed25519PublicKey: [UInt8]) -> String {
        let keyID = Hex.encode(keyID(name: name, ed25519PublicKey: ed25519PublicKey))
        return "\(name)+\(keyID)+\(Base64.encode([0x01] + ed25519PublicKey))"
    }

    /// Printable ASCII without space and plus, not empty: narrower than the format, which also
    /// allows Unicode, so that no two names look the same.
    static func isKeyName(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "+") }
    }

    var line: String { "— \(name) \(Base64.encode(keyID + signature))\n" }

    init?(line: ArraySlice<UInt8>) {
        let dash = Array("— ".utf8)
        guard line.starts(with: dash) else { return nil }
        let parts = line.dropFirst(dash.count).split(
            separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard parts.count == 2,
            let bytes = Base64.decode(String(decoding: parts[1], as: UTF8.self))
        else { return nil }
        self.init(
            name: String(decoding: parts[0], as: UTF8.self), keyID: Array(bytes.prefix(4)),
            signature: Array(bytes.dropFirst(4)))
    }
}
