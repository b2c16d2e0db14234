/// Keeps one connection and makes it anew, at most once a second, when Redis went away.
final class RedisLink {
    private let location: RedisLocation
    private var current: RedisConnection?
    private var last: (fault: CacheFault, nextTry: ContinuousClock.Instant)?

    init(_ location: RedisLocation) {
        self.location = location
    }

    func run(_ commands: [[[UInt8]]]) throws(CacheFault) -> [RedisReply] {
        let connection = try connection()
        do throws(CacheFault) {
            return try connection.run(commands)
        } catch {
            current = nil
            throw error
        }
    }

    private func connection() throws(CacheFault) -> RedisConnection {
        if let current { return current }
        if let last, ContinuousClock.now < last.nextTry { throw last.fault }
        do throws(CacheFault) {
            let made = try RedisConnection(location)
            current = made
            last = nil
            return made
        } catch {
            last = (error, ContinuousClock.now + .seconds(1))
            throw error
        }
    }
}
