import Foundation

/// Keeps one connection and makes it anew when the server went away. Used by one thread.
final class PostgresLink {
    private let uri: String
    /// How long one caller waits for the server to come back.
    private let patience: Double
    /// Waits; true when the database is closing and there is nothing to wait for.
    private let pause: (Double) -> Bool
    private let growth: PostgresGrowth
    private var current: PostgresConnection?
    /// The growth that the connection's plans know of.
    private var known = 0
    private var isKnownDown = false

    init(
        uri: String, patience: Double, growth: PostgresGrowth, pause: @escaping (Double) -> Bool
    ) {
        self.uri = uri
        self.growth = growth
        self.patience = patience
        self.pause = pause
    }

    /// The connection, made anew where the old one is gone. While the server is known to be down
    /// each caller tries once, so that a queue of callers is refused quickly.
    ///
    /// - Throws: `unavailable`.
    func connection() throws(StorageFault) -> PostgresConnection {
        if let current, current.isAlive {
            let grown = growth.steps
            if grown != known {
                known = grown
                current.enqueue("DISCARD PLANS")
                do throws(StorageFault) { try current.flush() } catch { return try reconnected() }
            }
            return current
        }
        return try reconnected()
    }

    private func reconnected() throws(StorageFault) -> PostgresConnection {
        current = nil
        known = growth.steps
        let end = Date(timeIntervalSinceNow: isKnownDown ? 0 : patience)
        var wait = 0.02
        while true {
            do throws(StorageFault) {
                let made = try PostgresConnection(uri: uri)
                current = made
                isKnownDown = false
                return made
            } catch {
                if Date(timeIntervalSinceNow: wait) > end || pause(wait) {
                    isKnownDown = true
                    throw error
                }
            }
            wait = min(1, wait * 2)
        }
    }

    func drop() { current = nil }
}
