import Wire

/// A proof as the text of one QR code in alphanumeric mode: `CL1:` and base45.
///
/// It leaves out what follows from the rest (headers, key ids, the log's root), so that decoding
/// gives the very same bundle.
public enum QRCode {
    public static let prefix = "CL1:"
    /// What version 25 (117 modules) holds at error correction level L: it still scans from paper,
    /// and a statement's longest path in a log of a million leaves fits.
    public static let characterLimit = 1_852

    public enum Refusal: Error, Equatable, Sendable {
        case tooLong(characters: Int)
        /// The bundle has something that the short form cannot express, or does not hold.
        case notRepresentable
    }

    public static func encode(
        _ bundle: ProofBundle, characterLimit: Int = QRCode.characterLimit
    ) throws(Refusal) -> String {
        guard let log = Checkpoint(text: bundle.checkpoint.text),
            let signature = bundle.checkpoint.signatures.first
        else { throw .notRepresentable }
        let path = bundle.inclusionPath.reduce(into: [UInt8]()) { $1.append(to: &$0) }
        let item = CBOR.array([
            .bytes(bundle.envelope.payload), .bytes(bundle.envelope.signature),
            .bytes(bundle.issuerPublicKey), bundle.commitments?.item ?? .null,
            .array(bundle.disclosed.map { $0.item }), .unsigned(bundle.leafIndex),
            .unsigned(log.size), .bytes(path), .text(log.origin), .bytes(signature.signature),
            bundle.status.map { .array([.bytes($0.payload), .bytes($0.signature)]) } ?? .null,
        ])
        let text = prefix + Base45.encode(item.encoded())
        guard (try? decode(text)) == bundle else { throw .notRepresentable }
        guard text.utf8.count <= characterLimit else {
            throw .tooLong(characters: text.utf8.count)
        }
        return text
    }

    public static func decode(_ text: String) throws(ProofFormatError) -> ProofBundle {
        guard text.utf8.starts(with: prefix.utf8),
            let bytes = Base45.decode(text.utf8.dropFirst(prefix.utf8.count))
        else { throw ProofFormatError(.code) }
        guard let parts = try CBOR.decode(bytes, part: .code).arrayValue, parts.count == 11,
            let key = parts[2].bytesValue, key.count == COSESign1.publicKeyByteCount,
            let envelope = envelope(parts[0], parts[1], key: key),
            let leafIndex = parts[5].unsignedValue
        else { throw ProofFormatError(.code) }
        let path = try path(parts[7])
        guard let disclosed = parts[4].arrayValue?.map({ DisclosedField($0) }),
            let checkpoint = checkpoint(
                parts, path: path, leafIndex: leafIndex, envelope: envelope, key: key)
        else { throw ProofFormatError(.code) }
        let fields = disclosed.compactMap { $0 }
        let commitments = FieldCommitments(parts[3])
        let status = try status(parts[10], key: key)
        guard fields.count == disclosed.count, commitments != nil || parts[3] == .null else {
            throw ProofFormatError(.code)
        }
        return ProofBundle(
            envelope: envelope, issuerPublicKey: key, commitments: commitments,
            disclosed: fields, leafIndex: leafIndex, inclusionPath: path,
            checkpoint: checkpoint, status: status)
    }

    private static func envelope(_ payload: CBOR, _ signature: CBOR, key: [UInt8]) -> COSESign1? {
        guard let payload = payload.bytesValue, let signature = signature.bytesValue,
            signature.count == COSESign1.signatureByteCount
        else { return nil }
        return COSESign1(
            keyID: COSESign1.keyID(of: key), payload: payload, signature: signature)
    }

    private static func status(_ item: CBOR, key: [UInt8]) throws(ProofFormatError) -> COSESign1? {
        if item == .null { return nil }
        guard let parts = item.arrayValue, parts.count == 2,
            let status = envelope(parts[0], parts[1], key: key)
        else { throw ProofFormatError(.code) }
        return status
    }

    private static func path(_ item: CBOR) throws(ProofFormatError) -> [SHA256Hash] {
        guard let bytes = item.bytesValue, bytes.count % SHA256Hash.byteCount == 0 else {
            throw ProofFormatError(.code)
        }
        return stride(from: 0, to: bytes.count, by: SHA256Hash.byteCount).compactMap {
            SHA256Hash(bytes: bytes[$0..<$0 + SHA256Hash.byteCount])
        }
    }

    /// The log's root is not carried: it is what the path leads to, and the log's signature over
    /// it tells whether that is true.
    private static func checkpoint(
        _ parts: [CBOR], path: [SHA256Hash], leafIndex: UInt64, envelope: COSESign1, key: [UInt8]
    ) -> SignedNote? {
        guard let size = parts[6].unsignedValue, let origin = parts[8].textValue,
            let signature = parts[9].bytesValue,
            let root = InclusionProof(leafIndex: leafIndex, treeSize: size, path: path)
                .impliedRoot(for: MerkleTree.leafHash(envelope.encoded())),
            let checkpoint = Checkpoint(origin: origin, size: size, root: root),
            let line = NoteSignature(name: origin, ed25519PublicKey: key, signature: signature)
        else { return nil }
        return SignedNote(text: checkpoint.text, signatures: [line])
    }
}
