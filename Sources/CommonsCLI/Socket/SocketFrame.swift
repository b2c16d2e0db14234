import NIOCore

/// One message on the local socket: its kind, the length of its content in four bytes, and the
/// content.
struct SocketFrame: Sendable, Equatable {
    enum Kind: UInt8, Sendable {
        /// To the server: a `SocketRequest`.
        case request = 1
        /// To the client: text for standard output.
        case output = 2
        /// To the client: text for standard error.
        case error = 3
        /// To the client: the length of a path in four bytes, the path, and what to write there.
        case write = 4
        /// To the client: the path of the file whose digest is asked for.
        case digest = 5
        /// To the server: it is done; the content is what was asked for.
        case done = 6
        /// To the server: it cannot be done; the content says why.
        case failed = 7
        /// To the client: the exit status in one byte, and text for standard error.
        case end = 8
        /// To the client: this server has another database than the one that is meant.
        case elsewhere = 9
        /// To the client: the path of the file whose bytes are asked for.
        case read = 10
    }

    let kind: Kind
    let content: [UInt8]

    init(_ kind: Kind, _ content: [UInt8] = []) {
        self.kind = kind
        self.content = content
    }

    init(_ kind: Kind, _ text: String) { self.init(kind, Array(text.utf8)) }

    static func write(_ bytes: [UInt8], to path: String) -> SocketFrame {
        SocketFrame(.write, fourBytes(path.utf8.count) + Array(path.utf8) + bytes)
    }

    static let headSize = 5
    /// The largest model; proof bundles, digests and lines of text are far smaller.
    static let mostBytes = 32 << 20

    var text: String { String(decoding: content, as: UTF8.self) }

    /// Path and bytes of a `write`.
    var file: (path: String, bytes: [UInt8])? {
        guard content.count >= 4 else { return nil }
        let length = Self.number(content.prefix(4))
        guard content.count >= 4 + length else { return nil }
        let path = String(decoding: content[4..<4 + length], as: UTF8.self)
        return (path, Array(content[(4 + length)...]))
    }

    var encoded: [UInt8] { [kind.rawValue] + Self.fourBytes(content.count) + content }

    /// Kind and length of the content.
    static func head(_ bytes: [UInt8]) throws(SocketFault) -> (kind: Kind, length: Int) {
        guard bytes.count == headSize, let kind = Kind(rawValue: bytes[0]) else {
            throw SocketFault("The other end of the local socket speaks another language.")
        }
        let length = number(bytes.suffix(4))
        guard length <= mostBytes else {
            throw SocketFault("A message of \(length) bytes on the local socket is too long.")
        }
        return (kind, length)
    }

    private static func fourBytes(_ number: Int) -> [UInt8] {
        let number = UInt32(number)
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    private static func number(_ bytes: some Sequence<UInt8>) -> Int {
        bytes.reduce(0) { $0 << 8 | Int($1) }
    }
}

/// Why the local socket cannot be used.
struct SocketFault: Error, Equatable, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

final class SocketFrameDecoder: ByteToMessageDecoder {
    typealias InboundOut = SocketFrame

    func decode(context: ChannelHandlerContext, buffer: inout ByteBuffer) throws -> DecodingState {
        guard
            let bytes = buffer.getBytes(at: buffer.readerIndex, length: SocketFrame.headSize)
        else { return .needMoreData }
        let head = try SocketFrame.head(bytes)
        guard buffer.readableBytes >= SocketFrame.headSize + head.length else {
            return .needMoreData
        }
        buffer.moveReaderIndex(forwardBy: SocketFrame.headSize)
        let content = buffer.readBytes(length: head.length) ?? []
        context.fireChannelRead(wrapInboundOut(SocketFrame(head.kind, content)))
        return .continue
    }
}

final class SocketFrameEncoder: MessageToByteEncoder {
    typealias OutboundIn = SocketFrame

    func encode(data: SocketFrame, out: inout ByteBuffer) throws {
        out.writeBytes(data.encoded)
    }
}
