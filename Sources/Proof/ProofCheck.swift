import Wire

/// A proof examined in every way that needs no signature scheme; the first of two steps.
///
/// The caller verifies each of `signatures` with its platform's Ed25519 and hands the answers, in
/// the same order, to `conclude`.
public struct ProofCheck: Equatable, Sendable {
    /// `nil` when it cannot be read, and then `defects` says why.
    public let bundle: ProofBundle?
    public let payload: AttestationPayload?
    public let checkpoint: Checkpoint?
    public let status: StatusSnapshot?
    public let signatures: [SignatureToCheck]
    /// All that was found, in no telling order.
    public let defects: [Defect]

    /// One Ed25519 verification that is still to be done.
    public struct SignatureToCheck: Equatable, Sendable {
        public enum Role: Sendable {
            case statement, checkpoint, status

            /// A stable, lowercase name.
            public var code: String {
                switch self {
                case .statement: "statement"
                case .checkpoint: "checkpoint"
                case .status: "status"
                }
            }
        }

        public let role: Role
        public let message: [UInt8]
        public let publicKey: [UInt8]
        public let signature: [UInt8]
    }
}

extension ProofBundle {
    /// Examines the bytes of a bundle, or the text of a code (`QRCode.prefix` tells them apart).
    public static func check(_ bytes: [UInt8]) -> ProofCheck {
        do throws(ProofFormatError) {
            return try reading(bytes).check()
        } catch {
            return ProofCheck(
                bundle: nil, payload: nil, checkpoint: nil, status: nil, signatures: [],
                defects: [.format(error)])
        }
    }

    static func reading(_ bytes: [UInt8]) throws(ProofFormatError) -> ProofBundle {
        if bytes.starts(with: QRCode.prefix.utf8) {
            return try QRCode.decode(String(decoding: bytes, as: UTF8.self))
        }
        return try ProofBundle(decoding: bytes)
    }

    public func check() throws(ProofFormatError) -> ProofCheck {
        let payload = try AttestationPayload(decoding: envelope.payload)
        guard let checkpoint = Checkpoint(text: self.checkpoint.text) else {
            throw ProofFormatError(.checkpoint)
        }
        var status: StatusSnapshot?
        if let envelope = self.status {
            status = try StatusSnapshot(decoding: envelope.payload)
        }
        return ProofCheck(
            bundle: self, payload: payload, checkpoint: checkpoint, status: status,
            signatures: signaturesToCheck,
            defects: keyDefects + fieldDefects(payload) + logDefects(checkpoint)
                + statusDefects(status, payload))
    }

    private var signaturesToCheck: [ProofCheck.SignatureToCheck] {
        func toCheck(_ envelope: COSESign1, as role: ProofCheck.SignatureToCheck.Role)
            -> ProofCheck.SignatureToCheck
        {
            ProofCheck.SignatureToCheck(
                role: role, message: envelope.toBeSigned, publicKey: issuerPublicKey,
                signature: envelope.signature)
        }
        var list = [toCheck(envelope, as: .statement)]
        list += checkpoint.signatures.map {
            ProofCheck.SignatureToCheck(
                role: .checkpoint, message: Array(checkpoint.text.utf8),
                publicKey: issuerPublicKey, signature: $0.signature)
        }
        if let status { list.append(toCheck(status, as: .status)) }
        return list
    }

    private var keyDefects: [Defect] {
        envelope.keyID == COSESign1.keyID(of: issuerPublicKey) ? [] : [.issuerKey]
    }

    private func fieldDefects(_ payload: AttestationPayload) -> [Defect] {
        var defects: [Defect] = []
        for (position, field) in disclosed.enumerated() {
            let repeated = disclosed[..<position].contains {
                $0.name.utf8.elementsEqual(field.name.utf8)
            }
            if repeated || commitments?.commitment(to: field.name) != field.commitment {
                defects.append(.field(field.name))
            }
        }
        if let commitments, commitments.digest != payload.commitmentsDigest {
            defects.append(.commitments)
        }
        return defects
    }

    /// Version 1 has exactly one signature on the checkpoint, the issuer's: a line that nobody
    /// checks would be a place to change something unnoticed.
    private func logDefects(_ log: Checkpoint) -> [Defect] {
        let expected = NoteSignature.keyID(name: log.origin, ed25519PublicKey: issuerPublicKey)
        let lines = checkpoint.signatures
        let ownLine =
            lines.count == 1 && lines[0].name == log.origin && lines[0].keyID == expected
            && lines[0].signature.count == COSESign1.signatureByteCount
        let proof = InclusionProof(
            leafIndex: leafIndex, treeSize: log.size, path: inclusionPath)
        let included = proof.proves(MerkleTree.leafHash(envelope.encoded()), in: log.root)
        return (ownLine ? [] : [.checkpoint]) + (included ? [] : [.inclusion])
    }

    private func statusDefects(_ snapshot: StatusSnapshot?, _ payload: AttestationPayload)
        -> [Defect]
    {
        guard let snapshot, let status else { return [] }
        let fits =
            snapshot.statementID == statementID && snapshot.issuerID == payload.issuerID
            && status.keyID == envelope.keyID
        return fits ? [] : [.status]
    }
}
