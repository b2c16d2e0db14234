import CHiredis
import Foundation

/// One connection to Redis, used by one thread.
final class RedisConnection {
    private let context: UnsafeMutablePointer<redisContext>

    /// - Throws: `unavailable` or, for a wrong password, `refused`.
    init(_ location: RedisLocation) throws(CacheFault) {
        let patience = timeval(tv_sec: 1, tv_usec: 0)
        guard
            let context = redisConnectWithTimeout(location.host, CInt(location.port), patience)
        else { throw .unavailable("Out of memory.") }
        self.context = context
        if context.pointee.err != 0 { throw fault(location) }
        redisSetTimeout(context, patience)
        redisEnableKeepAlive(context)
        if let password = location.password {
            try expectOK(["AUTH"] + (location.user.map { [$0] } ?? []) + [password])
        }
        if location.number != 0 { try expectOK(["SELECT", "\(location.number)"]) }
    }

    deinit { redisFree(context) }

    var descriptor: CInt { context.pointee.fd }

    /// Sends all commands, then reads all answers.
    func run(_ commands: [[[UInt8]]]) throws(CacheFault) -> [RedisReply] {
        for command in commands { append(command) }
        var replies: [RedisReply] = []
        for _ in commands { replies.append(try next()) }
        return replies
    }

    func run(_ command: [String]) throws(CacheFault) -> RedisReply {
        try run([command.map { Array($0.utf8) }]).first ?? .none
    }

    /// Sends what `append` has gathered and reads one answer.
    func next() throws(CacheFault) -> RedisReply {
        var pointer: UnsafeMutableRawPointer?
        if redisGetReply(context, &pointer) != REDIS_OK { throw fault() }
        return take(pointer)
    }

    /// An answer that has been received already; nil when there is none.
    func received() throws(CacheFault) -> RedisReply? {
        var pointer: UnsafeMutableRawPointer?
        if redisGetReplyFromReader(context, &pointer) != REDIS_OK { throw fault() }
        return pointer == nil ? nil : take(pointer)
    }

    /// Reads what the socket holds.
    func receive() throws(CacheFault) {
        if redisBufferRead(context) != REDIS_OK { throw fault() }
    }

    private func append(_ command: [[UInt8]]) {
        let bytes: [UInt8] = Array(command.joined()) + [0]
        bytes.withUnsafeBytes { buffer in
            var start = 0
            var arguments: [UnsafePointer<CChar>?] = []
            for argument in command {
                let place = buffer.baseAddress?.advanced(by: start)
                arguments.append(place?.assumingMemoryBound(to: CChar.self))
                start += argument.count
            }
            let lengths = command.map(\.count)
            _ = redisAppendCommandArgv(context, CInt(command.count), &arguments, lengths)
        }
    }

    private func take(_ pointer: UnsafeMutableRawPointer?) -> RedisReply {
        guard let pointer else { return .none }
        defer { freeReplyObject(pointer) }
        return RedisReply(pointer.assumingMemoryBound(to: redisReply.self))
    }

    private func expectOK(_ command: [String]) throws(CacheFault) {
        if case .error(let text) = try run(command) { throw .refused(text) }
    }

    private func fault(_ location: RedisLocation? = nil) -> CacheFault {
        let reason = withUnsafeBytes(of: context.pointee.errstr) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        let place = location.map { "\($0)" } ?? "Redis"
        return .unavailable("\(place) does not answer: \(reason)")
    }
}
