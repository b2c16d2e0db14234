import HTTPTypes
import Ledger
import Logging
import Storage
import Synchronization
import Testing
import Wire

@testable import API
@testable import Commons

/// Keeps every line, with all that is known of it.
private final class KeptLines: Sendable {
    private let kept = Mutex<[String]>([])
    var lines: [String] { kept.withLock { $0 } }
    func keep(_ line: String) { kept.withLock { $0.append(line) } }
}

private struct KeepingLogHandler: LogHandler {
    let kept: KeptLines
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { kept.keep("\(event.message) \(event.metadata ?? [:])") }
}

@Suite struct AcknowledgementTests {
    private static let secret = Base64URL.encode((0..<32).map { UInt8($0) &* 37 })

    private static func invoice(
        _ server: TestServer, token: String
    ) async throws -> String {
        let (party, invoice) = (id(1), id(2))
        for (path, body) in [
            (
                "/api/parties",
                #"{"id":"\#(party)","name":"Kiosk","is_customer":true,"is_supplier":false}"#
            ),
            (
                "/api/invoices",
                """
                {"id":"\(invoice)","party_id":"\(party)","day":"2026-11-23","currency":"KES",
                 "lines":[{"description":"Flour","quantity":"2",
                           "unit_price":{"amount":"150.00","currency":"KES"}}]}
                """
            ),
            ("/api/invoices/\(invoice)/issue", "{}"),
        ] {
            let answer = try await server.ask(.post, path, body, token: token)
            #expect(answer.status < 300, "\(path): \(answer.text)")
        }
        return invoice
    }

    private static func id(_ number: UInt8) -> String {
        "0198c0de-0000-7000-8000-0000000000" + Hex.encode([number])
    }

    @Test func `A visitor with the link answers over HTTP, and the secret is in no log`()
        async throws
    {
        let kept = KeptLines()
        let logger = Logger(label: "test") { _ in KeepingLogHandler(kept: kept) }
        try await TestServer.with(logger: logger) { server in
            let owner = try #require(
                try await server.register("a@example.org").json["access_token"]?.string)
            let invoice = try await Self.invoice(server, token: owner)
            let path = "/api/invoices/\(invoice)/acknowledgements"
            let body = #"{"acknowledgement_id":"\#(Self.id(3))","token":"\#(Self.secret)"}"#
            let key = ["Idempotency-Key": "ask-1"]
            let asked = try await server.ask(.post, path, body, token: owner, headers: key)
            #expect(asked.status == 201, "\(asked.text)")
            #expect(asked.json["state"]?.string == "open")
            let again = try await server.ask(.post, path, body, token: owner, headers: key)
            #expect(again.bytes == asked.bytes)
            #expect(again.header("Idempotency-Replayed") == "true")
            #expect(!asked.text.contains(Self.secret))

            let link = #"{"token":"\#(Self.secret)"}"#
            let shown = try await server.ask(.post, "/api/acknowledgements/open", link)
            #expect(shown.status == 200, "\(shown.text)")
            #expect(shown.json["invoice"]?["owed"]?["amount"]?.string == "300.00")
            #expect(shown.json["invoice"]?["seller"]?.string == "Umoja")
            #expect(shown.header("Cache-Control") == "no-store")
            let inAddress = try await server.ask(
                .post, "/api/acknowledgements/open?token=\(Self.secret.prefix(8))", "{}")
            #expect(inAddress.status == 400)
            let answer = """
                {"token":"\(Self.secret)","choice":"owed","name":"Wafula","role":"Owner"}
                """
            let given = try await server.ask(.post, "/api/acknowledgements/answer", answer)
            #expect(given.status == 200, "\(given.text)")
            let repeated = try await server.ask(.post, "/api/acknowledgements/answer", answer)
            #expect(repeated.bytes == given.bytes)
            let other = answer.replacing("Wafula", with: "Atieno")
            let refused = try await server.ask(.post, "/api/acknowledgements/answer", other)
            #expect(refused.status == 409 && refused.code == "acknowledgement_answered")
            for list in ["/api/audit", "/api/changes", "/api/documents/\(invoice)"] {
                let answer = try await server.ask(.get, list, token: owner)
                #expect(answer.status == 200 && !answer.text.contains(Self.secret))
            }
            let lines = kept.lines
            #expect(lines.contains { $0.contains("/api/acknowledgements/open") })
            #expect(!lines.contains { $0.contains(Self.secret) })
        }
    }

    @Test func `Links that are good for nothing answer with a status of their own`()
        async throws
    {
        try await TestServer.with { server in
            let owner = try #require(
                try await server.register("a@example.org").json["access_token"]?.string)
            let invoice = try await Self.invoice(server, token: owner)
            func open() async throws -> String {
                let answer = try await server.ask(
                    .post, "/api/acknowledgements/open", #"{"token":"\#(Self.secret)"}"#)
                return "\(answer.status) \(answer.code ?? "")"
            }
            #expect(try await open() == "404 acknowledgement_unknown")
            _ = try await server.ask(
                .post, "/api/invoices/\(invoice)/acknowledgements",
                #"{"acknowledgement_id":"\#(Self.id(3))","token":"\#(Self.secret)","days":1}"#,
                token: owner)
            server.clock.pass(seconds: 86_400)
            #expect(try await open() == "410 acknowledgement_expired")
            let later = try await server.login("a@example.org").json["access_token"]?.string
            let ended = try await server.ask(
                .delete, "/api/acknowledgements/\(Self.id(3))", "{}", token: later)
            #expect(ended.status == 204, "\(ended.text)")
            #expect(try await open() == "410 acknowledgement_withdrawn")
        }
    }
}
