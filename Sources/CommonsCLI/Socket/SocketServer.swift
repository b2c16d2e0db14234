import ArgumentParser
import Commons
import Foundation
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Storage
import Wire

/// Runs verbs for other processes of the same user, inside the owner of the data folder.
struct SocketServer: Service, CustomStringConvertible {
    let node: Node

    var description: String { "local socket" }

    private typealias Connection = NIOAsyncChannel<SocketFrame, SocketFrame>

    func run() async throws {
        do {
            try await serve()
        } catch let fault as SocketFault {
            // Everything else works without it.
            node.logger.error("no local socket", metadata: ["reason": "\(fault)"])
            try await gracefulShutdown()
        }
    }

    /// Until the server is told to stop; what runs by then runs to its end.
    private func serve() async throws {
        let folder = node.configuration.folder
        if let other = try FolderSocket.connect(in: folder) {
            close(other)
            throw SocketFault("Another process listens on \(folder)/\(FolderSocket.name).")
        }
        let bound = try FolderSocket.bind(in: folder)
        let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(bound.descriptor) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers(
                        ByteToMessageHandler(SocketFrameDecoder()),
                        MessageToByteHandler(SocketFrameEncoder()))
                    return try Connection(wrappingChannelSynchronously: channel)
                }
            }
        try bound.publish()
        node.logger.notice("listening locally", metadata: ["folder": "\(folder)"])
        let inode = FolderSocket.inode(in: folder)
        defer { if let inode { FolderSocket.remove(from: folder, ifStill: inode) } }
        let channel = listener.channel
        try await withGracefulShutdownHandler {
            try await listener.executeThenClose { connections in
                try await withThrowingDiscardingTaskGroup { group in
                    for try await connection in connections {
                        group.addTask { await answer(connection) }
                    }
                }
            }
        } onGracefulShutdown: {
            channel.close(promise: nil)
        }
    }

    private func answer(_ connection: Connection) async {
        do {
            try await connection.executeThenClose { inbound, _ in
                guard try await Self.peer(of: connection.channel) == geteuid() else {
                    return try await Self.end(
                        connection.channel, 1,
                        "Error: Only the user that runs the server may ask it.\n")
                }
                try await withThrowingDiscardingTaskGroup { verb in
                    var answers: AsyncStream<SocketFrame>.Continuation?
                    for try await frame in inbound {
                        if let answers {
                            answers.yield(frame)
                        } else {
                            let (stream, more) = AsyncStream<SocketFrame>.makeStream()
                            answers = more
                            verb.addTask {
                                try await begin(frame, connection.channel, stream)
                            }
                        }
                    }
                    // Whoever hangs up does not want the answer any more.
                    answers?.finish()
                    verb.cancelAll()
                }
            }
        } catch {
            node.logger.notice("local request failed", metadata: ["error": "\(error)"])
        }
    }

    private func begin(
        _ frame: SocketFrame, _ channel: any Channel, _ answers: AsyncStream<SocketFrame>
    ) async throws {
        guard frame.kind == .request else {
            throw SocketFault("A request begins with something else.")
        }
        let request = try WireDecoder().decode(SocketRequest.self, from: frame.content)
        await perform(
            request,
            at: RemoteTerminal(
                channel: channel, showsProgress: request.showsProgress, answers: answers))
        // The client may have hung up first.
        try? await channel.close()
    }

    private func perform(_ request: SocketRequest, at terminal: RemoteTerminal) async {
        let channel = terminal.channel
        do {
            let own = try Node.location(node.configuration).description
            guard request.database == own else {
                return try await channel.writeAndFlush(SocketFrame(.elsewhere))
            }
            guard request.version == Version.number else {
                throw SocketFault(
                    "The server is version \(Version.number) and this is \(request.version); "
                        + "restart the server, or use its own program.")
            }
            let command = try CommonsCommand.parseAsRoot(request.arguments)
            guard let verb = command as? any FolderVerb else {
                throw SocketFault("This verb does not run inside a server.")
            }
            node.logger.notice(
                "local request", metadata: ["verb": "\(type(of: verb)._commandName)"])
            try await verb.perform(on: node, at: terminal)
            try await Self.end(channel, 0, "")
        } catch {
            // What the program would print and return had it run the verb itself.
            let text = CommonsCommand.fullMessage(for: error)
            try? await Self.end(
                channel, CommonsCommand.exitCode(for: error).rawValue,
                text.isEmpty ? "" : text + "\n")
        }
    }

    private static func end(_ channel: any Channel, _ status: Int32, _ text: String) async throws {
        try await channel.writeAndFlush(
            SocketFrame(.end, [UInt8(truncatingIfNeeded: status)] + Array(text.utf8)))
    }

    private static func peer(of channel: any Channel) async throws -> uid_t? {
        guard let options = channel as? any SocketOptionProvider else { return nil }
        let peer: PeerCredentials = try await options.unsafeGetSocketOption(
            level: .socket, name: .init(rawValue: SO_PEERCRED)
        ).get()
        return peer.user
    }
}
