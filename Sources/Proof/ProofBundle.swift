import Wire

/// Everything that one needs to verify a statement without a network, in one file
/// (deterministic CBOR, by convention `.commonsproof`; format in docs/reference/proof.md).
public struct ProofBundle: Equatable, Sendable {
    /// The signed `AttestationPayload`; its encoding is the log's leaf.
    public let envelope: COSESign1
    /// Ed25519, 32 bytes: of the issuer, who also keeps the log.
    public let issuerPublicKey: [UInt8]
    /// `nil` when the statement has no personal fields, or when none is disclosed here.
    public let commitments: FieldCommitments?
    /// The personal fields that the holder shows.
    public let disclosed: [DisclosedField]
    public let leafIndex: UInt64
    public let inclusionPath: [SHA256Hash]
    /// The signed head of the log, of the size for which the inclusion path was made.
    public let checkpoint: SignedNote
    /// A signed `StatusSnapshot`.
    public let status: COSESign1?

    public init(
        envelope: COSESign1, issuerPublicKey: [UInt8], commitments: FieldCommitments?,
        disclosed: [DisclosedField], leafIndex: UInt64, inclusionPath: [SHA256Hash],
        checkpoint: SignedNote, status: COSESign1? = nil
    ) {
        self.envelope = envelope
        self.issuerPublicKey = issuerPublicKey
        self.commitments = commitments
        self.disclosed = disclosed
        self.leafIndex = leafIndex
        self.inclusionPath = inclusionPath
        self.checkpoint = checkpoint
        self.status = status
    }

    /// SHA-256 of the encoded envelope: the name by which statements refer to each other.
    public var statementID: SHA256Hash { Self.statementID(of: envelope) }

    public static func statementID(of envelope: COSESign1) -> SHA256Hash {
        sha256(envelope.encoded())
    }

    /// The same proof showing only the personal fields for which `keep` answers true; without
    /// any of them the commitments go too, and only the public fields are left.
    public func disclosing(where keep: (String) -> Bool) -> ProofBundle {
        let kept = disclosed.filter { keep($0.name) }
        return ProofBundle(
            envelope: envelope, issuerPublicKey: issuerPublicKey,
            commitments: kept.isEmpty ? nil : commitments, disclosed: kept,
            leafIndex: leafIndex, inclusionPath: inclusionPath, checkpoint: checkpoint,
            status: status)
    }

    public func encoded() -> [UInt8] {
        var entries = [
            CBOREntry(1, .unsigned(Self.version)),
            CBOREntry(2, .bytes(envelope.encoded())),
            CBOREntry(3, .bytes(issuerPublicKey)),
            CBOREntry(6, .unsigned(leafIndex)),
            CBOREntry(7, .array(inclusionPath.map { .bytes($0.bytes) })),
            CBOREntry(8, .text(checkpoint.serialised)),
        ]
        if let commitments { entries.append(CBOREntry(4, commitments.item)) }
        if !disclosed.isEmpty { entries.append(CBOREntry(5, .array(disclosed.map { $0.item }))) }
        if let status { entries.append(CBOREntry(9, .bytes(status.encoded()))) }
        return CBOR.tag(Self.tag, .map(entries)).encoded()
    }

    public init(decoding bytes: [UInt8]) throws(ProofFormatError) {
        guard case .tag(Self.tag, let item) = try CBOR.decode(bytes, part: .bundle) else {
            throw ProofFormatError(.bundle, offset: 0)
        }
        var record = try CBORRecord(item, part: .bundle)
        try record.requireVersion(Self.version)
        let envelope = try record.required(2) { $0.bytesValue }
        self.envelope = try COSESign1(decoding: envelope, part: .envelope)
        issuerPublicKey = try record.required(3) { item in
            item.bytesValue.flatMap { $0.count == COSESign1.publicKeyByteCount ? $0 : nil }
        }
        commitments = try record.optional(4) { FieldCommitments($0) }
        disclosed = try record.optional(5) { Self.list($0) { DisclosedField($0) } } ?? []
        leafIndex = try record.required(6) { $0.unsignedValue }
        inclusionPath = try record.required(7) { $0.arrayValue.flatMap(Self.path) }
        checkpoint = try record.required(8) { item in
            item.textValue.flatMap { SignedNote(serialised: $0) }
        }
        let statusBytes = try record.optional(9) { $0.bytesValue }
        if let statusBytes {
            status = try COSESign1(decoding: statusBytes, part: .status)
        } else {
            status = nil
        }
        try record.expectEnd()
    }

    private static let version: UInt64 = 1
    /// "Self-described CBOR" (RFC 8949 section 3.4.6), so that a file is known by its first bytes.
    private static let tag: UInt64 = 55799

    /// A list that is left out, not written, when it is empty.
    static func list<Element>(_ item: CBOR, _ read: (CBOR) -> Element?) -> [Element]? {
        guard let items = item.arrayValue, !items.isEmpty else { return nil }
        let elements = items.compactMap(read)
        return elements.count == items.count ? elements : nil
    }

    private static func path(_ items: [CBOR]) -> [SHA256Hash]? {
        let hashes = items.compactMap { $0.sha256Value }
        return hashes.count == items.count ? hashes : nil
    }
}
