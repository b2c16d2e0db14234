import Foundation

/// Frames over one or two open file descriptors, with a deadline. Blocks its thread; one user at
/// a time.
public struct FrameChannel: Sendable {
    public enum Fault: Error, Equatable, Sendable {
        case deadline
        case closed
        case oversized
        case system(Int32)
    }

    private let input: Int32
    private let output: Int32

    public init(input: Int32, output: Int32) {
        self.input = input
        self.output = output
    }

    /// nil when the other side has closed between two frames.
    public func read(until deadline: ContinuousClock.Instant? = nil) throws(Fault) -> Frame? {
        guard let prefix = try bytes(Frame.prefixLength, until: deadline, mayEnd: true) else {
            return nil
        }
        guard let lengths = Frame.lengths(of: prefix) else { throw .oversized }
        let header = try bytes(lengths.header, until: deadline, mayEnd: false) ?? []
        let body = try bytes(lengths.body, until: deadline, mayEnd: false) ?? []
        return Frame(header: header, body: body)
    }

    public func write(
        _ frame: Frame, until deadline: ContinuousClock.Instant? = nil
    ) throws(Fault) {
        guard frame.header.count <= Frame.lengthLimit, frame.body.count <= Frame.lengthLimit
        else { throw .oversized }
        let bytes = frame.bytes
        var sent = 0
        while sent < bytes.count {
            try wait(for: Int16(POLLOUT), on: output, until: deadline)
            let count = bytes[sent...].withUnsafeBytes { send(from: $0) }
            if count >= 0 {
                sent += count
            } else if errno == EPIPE || errno == ECONNRESET {
                throw .closed
            } else if errno != EINTR && errno != EAGAIN {
                throw .system(errno)
            }
        }
    }

    /// A socket is written to without SIGPIPE, which would end the server; a pipe needs `write`.
    private func send(from bytes: UnsafeRawBufferPointer) -> Int {
        let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
        let count = Foundation.send(output, bytes.baseAddress, bytes.count, flags)
        guard count < 0, errno == ENOTSOCK else { return count }
        return Foundation.write(output, bytes.baseAddress, bytes.count)
    }

    private func bytes(
        _ count: Int, until deadline: ContinuousClock.Instant?, mayEnd: Bool
    ) throws(Fault) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            try wait(for: Int16(POLLIN), on: input, until: deadline)
            let got = bytes[filled...].withUnsafeMutableBytes {
                Foundation.read(input, $0.baseAddress, $0.count)
            }
            if got > 0 {
                filled += got
            } else if got == 0 {
                if mayEnd && filled == 0 { return nil }
                throw .closed
            } else if errno == ECONNRESET {
                throw .closed
            } else if errno != EINTR && errno != EAGAIN {
                throw .system(errno)
            }
        }
        return bytes
    }

    private func wait(
        for events: Int16, on descriptor: Int32, until deadline: ContinuousClock.Instant?
    ) throws(Fault) {
        while true {
            var milliseconds: Int32 = -1
            if let deadline {
                let left = ContinuousClock.now.duration(to: deadline)
                guard left > .zero else { throw .deadline }
                milliseconds = Int32(clamping: Int64(left / .milliseconds(1)) + 1)
            }
            var entry = pollfd(fd: descriptor, events: events, revents: 0)
            let ready = poll(&entry, 1, milliseconds)
            if ready > 0 { return }
            if ready < 0 && errno != EINTR { throw .system(errno) }
        }
    }
}
