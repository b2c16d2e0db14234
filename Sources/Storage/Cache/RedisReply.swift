import CHiredis

/// One answer of Redis.
enum RedisReply: Sendable, Equatable {
    case none
    case integer(Int64)
    case bytes([UInt8])
    case list([RedisReply])
    case error(String)

    init(_ pointer: UnsafeMutablePointer<redisReply>) {
        let reply = pointer.pointee
        switch reply.type {
        case REDIS_REPLY_INTEGER: self = .integer(reply.integer)
        case REDIS_REPLY_STRING, REDIS_REPLY_STATUS:
            let buffer = UnsafeRawBufferPointer(start: reply.str, count: reply.len)
            self = .bytes(Array(buffer))
        case REDIS_REPLY_ERROR:
            let buffer = UnsafeRawBufferPointer(start: reply.str, count: reply.len)
            self = .error(String(decoding: buffer, as: UTF8.self))
        case REDIS_REPLY_ARRAY:
            self = .list(
                (0..<reply.elements).map { index in
                    guard let element = reply.element[index] else { return .none }
                    return RedisReply(element)
                })
        default: self = .none
        }
    }
}
