import API
import NIOCore
import ServiceLifecycle

/// The server as a service that says in words why it cannot listen.
struct ListeningServer<Server: Service>: Service, CustomStringConvertible {
    let server: Server
    let start: ServerStart

    var description: String { "HTTP server" }

    func run() async throws {
        do {
            try await server.run()
        } catch let error as IOError {
            guard let reason = start.fault(error.errnoCode) else { throw error }
            throw UnusableFile(description: reason + " Name another with --port or --host.")
        }
    }
}
