import Foundation
import Synchronization

/// The start of a server, which is over once it listens.
public final class ServerStart: Sendable {
    private let host: String
    private let port: Int
    private let isOver = Atomic(false)

    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// It listens by now.
    public func finish() { isOver.store(true, ordering: .releasing) }

    /// Why it cannot listen, by the code of the system; nil once it does: what fails from then on
    /// is no failure to listen.
    public func fault(_ code: CInt) -> String? {
        guard !isOver.load(ordering: .acquiring) else { return nil }
        return "Port \(port) of \(host) cannot be listened on: " + Self.reason(code)
    }

    private static func reason(_ code: CInt) -> String {
        switch code {
        case EADDRINUSE: "another program has it."
        case EACCES: "this user may not; ports below 1024 are the administrator's."
        case EADDRNOTAVAIL: "it is no address of this machine."
        default: String(cString: strerror(code)) + "."
        }
    }
}
