import Commons
import Foundation
import Wire

/// The end of the local socket at which somebody waits for the answer.
final class SocketClient {
    private let descriptor: CInt
    private let terminal = LocalTerminal()

    /// Nil when no server listens in the folder.
    ///
    /// - Throws: `SocketFault` when the server is another user's.
    init?(folder: String) throws(SocketFault) {
        guard let descriptor = try FolderSocket.connect(in: folder) else { return nil }
        self.descriptor = descriptor
        guard FolderSocket.peer(of: descriptor) == geteuid() else {
            throw SocketFault(
                "The server that owns \(folder) runs as another user; run this as that user.")
        }
    }

    deinit { close(descriptor) }

    /// Shows what the server answers and does what it asks for.
    ///
    /// - Returns: the exit status; nil when the server has another database than is meant.
    func run(_ request: SocketRequest) throws -> Int32? {
        try send(SocketFrame(.request, try WireEncoder.encode(request)))
        while let frame = try next() {
            switch frame.kind {
            case .output: Console.output.write(Data(frame.content))
            case .error: Console.error.write(Data(frame.content))
            case .write, .digest, .read: try send(answer(to: frame))
            case .elsewhere: return nil
            case .end:
                Console.error.write(Data(frame.content.dropFirst()))
                return Int32(frame.content.first ?? 1)
            case .request, .done, .failed:
                throw SocketFault("The server sent what only a client sends.")
            }
        }
        throw SocketFault(
            "The server ended before it had answered; look into its log, then run commons fsck.")
    }

    private func answer(to frame: SocketFrame) -> SocketFrame {
        do {
            if let file = frame.kind == .write ? frame.file : nil {
                try terminal.write(file.bytes, to: file.path)
                return SocketFrame(.done)
            }
            if frame.kind == .read { return SocketFrame(.done, try terminal.read(frame.text)) }
            return SocketFrame(.done, try WireEncoder.encode(terminal.digest(of: frame.text)))
        } catch {
            return SocketFrame(.failed, "\(error)")
        }
    }

    private func send(_ frame: SocketFrame) throws(SocketFault) {
        var bytes = frame.encoded[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            // What the server said before it hung up is still to be read.
            if count <= 0 { return }
            bytes = bytes.dropFirst(count)
        }
    }

    private func next() throws(SocketFault) -> SocketFrame? {
        guard let bytes = read(SocketFrame.headSize) else { return nil }
        let head = try SocketFrame.head(bytes)
        return read(head.length).map { SocketFrame(head.kind, $0) }
    }

    private func read(_ wanted: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: wanted)
        var have = 0
        while have < wanted {
            let count = bytes.withUnsafeMutableBytes {
                recv(descriptor, $0.baseAddress?.advanced(by: have), wanted - have, 0)
            }
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return nil }
            have += count
        }
        return bytes
    }
}
