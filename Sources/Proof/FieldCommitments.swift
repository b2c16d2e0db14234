import Wire

/// The commitments to all personal fields of a statement, disclosed or withheld, by field name.
public struct FieldCommitments: Equatable, Sendable {
    /// In the order of the deterministic encoding of the names.
    public let entries: [Entry]

    public struct Entry: Equatable, Sendable {
        public let name: String
        public let commitment: SHA256Hash
    }

    /// `nil` when there is no field or two fields have the same name.
    public init?(_ fields: [DisclosedField]) {
        self.init(entries: fields.map { Entry(name: $0.name, commitment: $0.commitment) })
    }

    init?(entries: [Entry]) {
        let keyed = entries.map { (key: CBOR.text($0.name).encoded(), entry: $0) }
            .sorted { CBOR.bytewise($0.key, precedes: $1.key) }
        guard !keyed.isEmpty, !zip(keyed, keyed.dropFirst()).contains(where: { $0.key == $1.key })
        else { return nil }
        self.entries = keyed.map { $0.entry }
    }

    /// SHA-256 over the deterministic CBOR map from name to commitment: what the payload holds,
    /// so that a short code may leave out the commitments themselves.
    public var digest: SHA256Hash { sha256(item.encoded()) }

    public func commitment(to name: String) -> SHA256Hash? {
        entries.first { $0.name.utf8.elementsEqual(name.utf8) }?.commitment
    }

    var item: CBOR {
        .map(entries.map { CBOREntry($0.name, .bytes($0.commitment.bytes)) })
    }

    init?(_ item: CBOR) {
        guard let members = item.mapValue else { return nil }
        var entries: [Entry] = []
        for member in members {
            guard let name = member.key.textValue, let commitment = member.value.sha256Value
            else { return nil }
            entries.append(Entry(name: name, commitment: commitment))
        }
        self.init(entries: entries)
    }
}
