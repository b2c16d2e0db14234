import Foundation
import NIOCore
import ServiceLifecycle
import Synchronization

/// The server as a service that says in words why it cannot listen.
struct ListeningServer<Server: Service>: Service {
    let server: Server
    let host: String
    let port: Int
    let start: ServerStart

    func run() async throws {
        do {
            try await server.run()
        } catch let error as IOError where !start.isDone {
            throw UnusableFile(
                description: "Port \(port) of \(host) cannot be listened on: "
                    + Self.reason(error.errnoCode) + " Name another with --port or --host.")
        }
    }

    static func reason(_ code: CInt) -> String {
        switch code {
        case EADDRINUSE: "another program has it."
        case EACCES: "this user may not; ports below 1024 are the administrator's."
        case EADDRNOTAVAIL: "it is no address of this machine."
        default: String(cString: strerror(code)) + "."
        }
    }
}

/// Whether a server listens by now: what fails from then on is no failure to listen.
final class ServerStart: Sendable {
    private let done = Atomic(false)

    var isDone: Bool { done.load(ordering: .acquiring) }
    func finish() { done.store(true, ordering: .releasing) }
}
