import Wire

/// The head of a log at one size, as text (C2SP tlog-checkpoint): what the log signs.
public struct Checkpoint: Equatable, Sendable {
    /// The log's name, such as `ledger.example.org/log`; also the name of its key.
    public let origin: String
    public let size: UInt64
    public let root: SHA256Hash
    /// Further lines that the log signs; none is empty.
    public let extensions: [String]

    /// `nil` when the origin cannot name a key or a line would break the text.
    public init?(origin: String, size: UInt64, root: SHA256Hash, extensions: [String] = []) {
        guard NoteSignature.isKeyName(origin),
            extensions.allSatisfy({ !$0.isEmpty && !$0.utf8.contains { $0 < 0x20 } })
        else { return nil }
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    /// Three lines or more, each ended by a newline.
    public var text: String {
        var text = "\(origin)\n\(size)\n\(Base64.encode(root.bytes))\n"
        for line in extensions { text += line + "\n" }
        return text
    }

    /// The one text form is accepted only: no leading zeros, no empty lines, padded base64.
    public init?(text: String) {
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        guard lines.count >= 4, lines[lines.count - 1].isEmpty,
            let size = UInt64(lines[1]), let root = Base64.decode(lines[2]),
            let hash = SHA256Hash(bytes: root)
        else { return nil }
        self.init(
            origin: lines[0], size: size, root: hash, extensions: Array(lines[3..<lines.count - 1]))
        guard self.text.utf8.elementsEqual(text.utf8) else { return nil }
    }
}
