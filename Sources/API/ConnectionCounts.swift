import Commons
import NIOCore
import Synchronization

/// How many connections each network (`ClientNetwork`) holds, so that no single client takes all
/// that the server has.
/// This machine's own addresses are not counted: a proxy on it speaks for everybody.
final class ConnectionCounts: Sendable {
    private let most: Int
    private let counts = Mutex<[String: Int]>([:])

    init(most: Int) { self.most = most }

    /// Counts a connection from this address; false where it holds all that it may.
    func opens(_ address: String) -> Bool {
        counts.withLock { counts in
            guard counts[address, default: 0] < most else { return false }
            counts[address, default: 0] += 1
            return true
        }
    }

    func closes(_ address: String) {
        counts.withLock { counts in
            let left = counts[address, default: 1] - 1
            counts[address] = left == 0 ? nil : left
        }
    }

    /// Nil where connections are not counted.
    static func address(of channel: any Channel) -> String? {
        guard let address = channel.remoteAddress?.ipAddress else { return nil }
        let isOwn = ["::1", "127.", "::ffff:127."].contains { address.hasPrefix($0) }
        return isOwn ? nil : ClientNetwork.of(address)
    }
}
