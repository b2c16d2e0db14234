import Foundation

/// The thread that listens to every channel of this installation and passes messages on.
final class RedisListener: Sendable {
    private let thread: WorkerThread
    private let closing: [CInt]

    init(_ location: RedisLocation, prefix: String, _ subscribers: Subscribers) {
        var ends: [CInt] = [-1, -1]
        // Without the pipe the listener ends with the process only.
        if pipe(&ends) != 0 { ends = [-1, -1] }
        closing = ends
        let (first, waker) = AsyncStream<Void>.makeStream()
        ready = first
        let end = ends[0]
        thread = WorkerThread("redis listener") {
            var isFirst = true
            while true {
                do throws(CacheFault) {
                    let connection = try RedisConnection(location)
                    _ = try connection.run(["PSUBSCRIBE", prefix + "*"])
                    if !isFirst { subscribers.tellAll("") }
                    isFirst = false
                    waker.finish()
                    try Self.listen(connection, prefix, subscribers, end)
                    return
                } catch {
                    waker.finish()
                    isFirst = false
                    if Self.wait(1000, for: [end]) { return }
                }
            }
        }
    }

    /// Ends once the first subscription stands or has failed.
    let ready: AsyncStream<Void>

    func close() async {
        if closing[1] >= 0 { _ = write(closing[1], "x", 1) }
        await thread.join()
        for end in closing where end >= 0 { _ = Foundation.close(end) }
    }

    /// Returns when the listener is closed.
    private static func listen(
        _ connection: RedisConnection, _ prefix: String, _ subscribers: Subscribers, _ end: CInt
    ) throws(CacheFault) {
        while true {
            while let reply = try connection.received() {
                // A message is: "pmessage", the pattern, the channel, the content.
                guard case .list(let parts) = reply, parts.count == 4,
                    case .bytes(let channel) = parts[2], case .bytes(let content) = parts[3]
                else { continue }
                let name = String(decoding: channel.dropFirst(prefix.utf8.count), as: UTF8.self)
                subscribers.tell(String(decoding: content, as: UTF8.self), to: name)
            }
            if wait(-1, for: [end, connection.descriptor]) { return }
            try connection.receive()
        }
    }

    /// Waits for any of the descriptors; true when the first can be read.
    private static func wait(_ milliseconds: CInt, for descriptors: [CInt]) -> Bool {
        var polled = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        _ = poll(&polled, nfds_t(polled.count), milliseconds)
        return polled[0].revents != 0
    }
}
