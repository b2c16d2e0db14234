/// Values that may vanish at any time: read models, rate limits, wake-ups of workers. Nothing that
/// has to be true lives here alone; a caller treats a fault as a miss.
public protocol Cache: Sendable {
    func get(_ key: String) async throws(CacheFault) -> [UInt8]?

    func set(_ key: String, to value: [UInt8], expiresIn seconds: Int) async throws(CacheFault)

    func remove(_ key: String) async throws(CacheFault)

    /// Adds to a number, which begins at 0, and returns the sum. The number vanishes `seconds`
    /// after it began, however often it is added to: a fixed window.
    func increment(
        _ key: String, by delta: Int64, expiresIn seconds: Int
    ) async throws(CacheFault) -> Int64

    /// Tells every subscriber of the channel on every node. Nobody may be listening.
    func publish(_ message: String, to channel: String) async throws(CacheFault)

    /// The messages from now on. A slow reader loses the oldest; after the connection was lost and
    /// made again there is one empty message, because others may have been missed.
    func subscribe(to channel: String) -> AsyncStream<String>

    /// Ends every subscription.
    func close() async
}

public enum CacheFault: Error, Sendable, Equatable {
    /// The URL is not one of a Redis server.
    case unusable(String)
    /// Redis does not answer now.
    case unavailable(String)
    /// Redis answered with an error.
    case refused(String)
}

extension CacheFault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unusable(let reason), .unavailable(let reason), .refused(let reason): reason
        }
    }
}
