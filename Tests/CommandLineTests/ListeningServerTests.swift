import Foundation
import NIOCore
import ServiceLifecycle
import Testing

@testable import CommonsCLI

/// A server that fails, before it listens or after.
private struct FailingServer: Service {
    let start: ServerStart
    let listensFirst: Bool
    let code: CInt

    func run() async throws {
        if listensFirst { start.finish() }
        throw IOError(errnoCode: code, reason: "accept")
    }
}

@Suite("A server that ends") struct ListeningServerTests {
    private func run(listensFirst: Bool, _ code: CInt) async throws {
        let start = ServerStart()
        try await ListeningServer(
            server: FailingServer(start: start, listensFirst: listensFirst, code: code),
            host: "127.0.0.1", port: 8080, start: start
        ).run()
    }

    @Test(
        "before it listens says why it cannot",
        arguments: [
            (EADDRINUSE, "another program has it"), (EACCES, "this user may not"),
            (EADDRNOTAVAIL, "no address of this machine"),
        ])
    func refusedPort(_ code: CInt, _ reason: String) async throws {
        let fault = await #expect(throws: UnusableFile.self) {
            try await run(listensFirst: false, code)
        }
        let words = fault?.description ?? ""
        #expect(words.contains("Port 8080 of 127.0.0.1") && words.contains(reason), "\(words)")
    }

    @Test("while it listens is not said to lack its port", arguments: [EMFILE, EADDRINUSE])
    func later(_ code: CInt) async throws {
        let fault = await #expect(throws: IOError.self) {
            try await run(listensFirst: true, code)
        }
        #expect(fault?.errnoCode == code)
    }

    @Test("because its port is taken says so, and exits with 1") func taken() throws {
        try Program.withFolder { folder in
            let first = try RunningNode(SocketTests.serve, in: folder)
            let port = try first.port
            let second = try Program.run(
                "serve", "--data", "other", "--port", String(port), in: folder)
            #expect(second.status == 1, "\(second)")
            #expect(second.error.contains("another program has it"), "\(second)")
            first.stop()
        }
    }
}
