import Commons
import NIOCore
import Wire

/// The terminal and the files of whoever asked over the local socket.
struct RemoteTerminal: Terminal {
    let channel: any Channel
    let showsProgress: Bool
    /// What the client answers, in order; ends when it hangs up.
    let answers: AsyncStream<SocketFrame>

    func show(_ line: String) {
        channel.writeAndFlush(SocketFrame(.output, line + "\n"), promise: nil)
    }

    func note(_ line: String) {
        channel.writeAndFlush(SocketFrame(.error, line + "\n"), promise: nil)
    }

    func digest(of path: String) async throws -> FileDigest {
        let answer = try await ask(SocketFrame(.digest, path))
        return try WireDecoder().decode(FileDigest.self, from: answer)
    }

    func read(_ path: String) async throws -> [UInt8] { try await ask(SocketFrame(.read, path)) }

    func write(_ bytes: [UInt8], to path: String) async throws {
        _ = try await ask(.write(bytes, to: path))
    }

    private func ask(_ frame: SocketFrame) async throws -> [UInt8] {
        try await channel.writeAndFlush(frame)
        for await answer in answers {
            if answer.kind == .failed { throw UnusableFile(description: answer.text) }
            return answer.content
        }
        throw SocketFault("The client hung up.")
    }
}
