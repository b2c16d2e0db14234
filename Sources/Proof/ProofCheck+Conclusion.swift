import Ledger

extension ProofCheck {
    /// The verdict; the second of two steps.
    ///
    /// - Parameters:
    ///   - signatureResults: whether each of `signatures` verified, in that order. A missing
    ///     answer counts as no.
    ///   - maximumStatusAge: seconds; `nil` never calls a statement stale.
    public func conclude(
        signatureResults: [Bool], trustedIssuers: [TrustedIssuer], now: Instant,
        maximumStatusAge: Int64?
    ) -> Verdict {
        let found = defects + signatureDefects(signatureResults)
        if let first = found.min(by: { $0.rank < $1.rank }) { return .tampered(first) }
        guard let bundle, let payload else {
            return .tampered(.format(ProofFormatError(.bundle)))
        }
        let trusted = trustedIssuers.contains {
            $0.stands(behind: payload, signedBy: bundle.issuerPublicKey)
        }
        guard trusted else {
            return .unknownIssuer(
                id: payload.issuerID, claimedName: payload.issuerName,
                publicKey: bundle.issuerPublicKey)
        }
        let asOf = status?.asOf ?? payload.issuedAt
        if let revocation = status?.revocation { return .revoked(revocation, statusAsOf: asOf) }
        if let maximumStatusAge, asOf.adding(seconds: maximumStatusAge) < now {
            return .stale(statusAsOf: asOf)
        }
        return .valid(statusAsOf: asOf)
    }

    private func signatureDefects(_ results: [Bool]) -> [Defect] {
        var found: [Defect] = []
        for (position, signature) in signatures.enumerated() {
            if results.indices.contains(position) && results[position] { continue }
            found.append(signature.role.defect)
        }
        return found
    }
}

extension ProofCheck.SignatureToCheck.Role {
    var defect: Defect {
        switch self {
        case .statement: .statementSignature
        case .checkpoint: .checkpointSignature
        case .status: .statusSignature
        }
    }
}

extension Defect {
    /// The defect nearest to the statement is told first: a changed statement is no longer in
    /// the log either, but that is only a consequence.
    fileprivate var rank: Int {
        switch self {
        case .format: 0
        case .issuerKey: 1
        case .statementSignature: 2
        case .field: 3
        case .commitments: 4
        case .checkpointSignature: 5
        case .checkpoint: 6
        case .inclusion: 7
        case .statusSignature: 8
        case .status: 9
        }
    }
}
