import Synchronization

/// Who signs at this moment: the same issuer for as long as the process runs, with the key that it
/// has by now.
public final class CurrentIssuer: Sendable {
    private let issuer: Mutex<Issuer>

    public init(_ issuer: Issuer) { self.issuer = Mutex(issuer) }

    public var value: Issuer { issuer.withLock { $0 } }

    func replace(with next: Issuer) { issuer.withLock { $0 = next } }
}
