import Foundation
import HTTPTypes
import Ledger
import Logging
import Storage
import Synchronization
import Testing
import Wire

@testable import API
@testable import Commons

@Suite struct ServerPagesTests {
    private static func withSite(
        _ body: @Sendable @escaping (TestServer) async throws -> Void
    ) async throws {
        let folder = NSTemporaryDirectory() + "site-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(
            atPath: folder + "/assets", withIntermediateDirectories: true)
        let files = [
            "index.html": "<!doctype html>app", "assets/app-3F2A91C0.js": "plain",
            "assets/app-3F2A91C0.js.br": "brotli", "core.wasm": "wasm", ".hidden": "secret",
        ]
        for (name, text) in files {
            try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
        }
        var parts = ServerParts()
        parts.site = folder
        try await TestServer.with(parts: parts, body)
    }

    @Test func `The app is served with types, tags and its compressed twins`() async throws {
        try await Self.withSite { server in
            let page = try await server.ask(.get, "/")
            #expect(page.text == "<!doctype html>app")
            #expect(page.header("Content-Type") == "text/html; charset=utf-8")
            #expect(page.header("Cache-Control") == "no-cache")
            let script = try await server.ask(
                .get, "/assets/app-3F2A91C0.js", headers: ["Accept-Encoding": "gzip, br"])
            #expect(script.text == "brotli")
            #expect(script.header("Content-Encoding") == "br")
            #expect(script.header("Content-Type") == "text/javascript; charset=utf-8")
            #expect(script.header("Cache-Control")?.contains("immutable") == true)
            let plain = try await server.ask(.get, "/assets/app-3F2A91C0.js")
            #expect(plain.text == "plain")
            let tag = try #require(page.header("ETag"))
            let known = try await server.ask(.get, "/", headers: ["If-None-Match": tag])
            #expect(known.status == 304)
            let core = try await server.ask(.get, "/core.wasm")
            #expect(core.header("Content-Type") == "application/wasm")
        }
    }

    @Test func `Screens are the app's own, missing files and hidden ones are not`() async throws {
        try await Self.withSite { server in
            let screen = try await server.ask(.get, "/documents/123")
            #expect(screen.status == 200)
            #expect(screen.text == "<!doctype html>app")
            for path in [
                "/missing.js", "/.hidden", "/api/nothing", "/../index.html",
                "/%2e%2e/%2e%2e/etc/passwd", "/assets/..%2f.hidden", "/%00",
            ] {
                let answer = try await server.ask(.get, path)
                #expect(answer.status == 404, "\(path)")
            }
            let post = try await server.ask(.post, "/documents/123", "{}")
            #expect(post.status == 404)
        }
    }

    @Test func `Every answer carries the security headers`() async throws {
        try await Self.withSite { server in
            for path in ["/", "/api/users/me", "/healthz", "/api/nothing"] {
                let answer = try await server.ask(.get, path)
                let policy = try #require(answer.header("Content-Security-Policy"))
                #expect(policy.contains("default-src 'self'"))
                #expect(policy.contains("frame-ancestors 'none'"))
                #expect(!policy.contains("unsafe-inline"))
                #expect(!policy.contains("'unsafe-eval'"))
                #expect(answer.header("X-Content-Type-Options") == "nosniff")
                #expect(answer.header("Referrer-Policy") == "no-referrer")
                #expect(answer.header("Permissions-Policy")?.contains("camera=(self)") == true)
            }
        }
    }

    @Test func `Health, readiness and metrics tell the truth`() async throws {
        try await TestServer.with { server in
            #expect(try await server.ask(.get, "/healthz").text == "ok\n")
            #expect(try await server.ask(.get, "/readyz").status == 200)
            _ = try await server.ask(.get, "/api/users/me")
            let metrics = try await server.ask(.get, "/metrics").text
            #expect(
                metrics.contains(
                    #"commons_requests_total{method="GET",route="/api/users/me",status="401"} 1"#))
            #expect(metrics.contains("commons_writer_waiting 0"))
            await server.database.close()
            let closed = try await server.ask(.get, "/readyz")
            #expect(closed.status == 503)
            #expect(closed.header("Retry-After") != nil)
            #expect(try await server.ask(.get, "/healthz").status == 200)
        }
    }

    @Test func `Readiness says what of the storage fails, and forgets it when it works`()
        async throws
    {
        let folder = NSTemporaryDirectory() + "ready-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let real = try await openDatabase(at: try DatabaseLocation(folder))
        let failing = FailingStorage(real)
        let state = StorageState(failing, failing)
        #expect(await state.writeFault() == nil)
        #expect(await state.filesFault() == nil)
        failing.fail(with: .full("no room"))
        #expect(await state.writeFault() as? StorageFault == .full("no room"))
        // It is not asked again at once, whoever asks.
        failing.work()
        #expect(await state.writeFault() == nil)
        failing.failFiles()
        let fresh = StorageState(failing, failing)
        #expect(await fresh.filesFault() as? ObjectFault == .unavailable("away"))
        await real.close()
    }

    @Test func `A log line is one JSON object, whatever its parts hold`() throws {
        let lines = Mutex<[[UInt8]]>([])
        let logger = Logger(label: "test") { label in
            JSONLogHandler(label: label, level: .info) { line in lines.withLock { $0.append(line) } }
        }
        logger.info("two\nlines \"quoted\"", metadata: ["request_id": "r-1"])
        logger.debug("not this one")
        let written = lines.withLock { $0 }
        #expect(written.count == 1)
        #expect(written[0].filter { $0 == UInt8(ascii: "\n") }.count == 1)
        let json = try JSONValue.parse(Array(written[0].dropLast()))
        #expect(json["message"]?.string == "two\nlines \"quoted\"")
        #expect(json["request_id"]?.string == "r-1")
        #expect(json["level"]?.string == "info")
    }

    @Test func `Too many headers are refused, and the next request is answered`() async throws {
        try await TestServer.with { server in
            let ok = try await server.ask(.get, "/healthz")
            #expect(ok.status == 200)
            var headers: [String: String] = [:]
            for number in 0..<200 { headers["X-Header-\(number)"] = "x" }
            let flood = try? await server.ask(.get, "/healthz", headers: headers)
            #expect(flood?.status != 200)
            let after = try await server.ask(.get, "/healthz")
            #expect(after.status == 200)
        }
    }
}
