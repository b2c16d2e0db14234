import Commons
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Storage
import Wire

/// The pages of the server itself, open to whoever reaches it.
enum ServerPage: Sendable, Hashable, CaseIterable {
    case health, readiness, metrics, document, docs, docsScript, docsStyle, docsStart

    var path: String {
        switch self {
        case .health: "/healthz"
        case .readiness: "/readyz"
        case .metrics: "/metrics"
        case .document: "/openapi.json"
        case .docs: "/docs"
        case .docsScript: "/docs/swagger-ui-bundle.js"
        case .docsStyle: "/docs/swagger-ui.css"
        case .docsStart: "/docs/start.js"
        }
    }
}

/// Answers the server's own pages.
struct ServerPages: Sendable {
    let database: any Database
    let storage: StorageState
    let document: DescribedAPI
    /// Where the files of Swagger UI lie; nil: the documentation is a plain page.
    let docsFolder: String?
    let metrics: Metrics
    let gauges: @Sendable () async -> [Gauge]
    let notes: @Sendable () -> [String]
    let plainDocs: String

    func response(
        to page: ServerPage, _ request: Request, _ label: String
    ) async throws -> Response {
        switch page {
        case .health: return Self.text("ok\n")
        case .readiness: return try await readiness()
        case .metrics:
            let text = metrics.text(await gauges())
            return Self.text(text, type: "text/plain; version=0.0.4; charset=utf-8")
        case .document: return Self.bytes(try document.bytes(), type: "application/json")
        case .docs: return docs()
        case .docsScript: return try asset("swagger-ui-bundle.js", label)
        case .docsStyle: return try asset("swagger-ui.css", label)
        case .docsStart: return Self.text(Self.start, type: MediaTypes.of("start.js"))
        }
    }

    /// Ready when a read gets through and the last write did. Without the files the books go on,
    /// and every node lacks the same ones: that is said in a line of its own.
    private func readiness() async throws -> Response {
        do {
            _ = try await database.read { try $0.first("SELECT 1", []) { try $0.integer(0) } }
        } catch StorageFault.closed {
            throw Refusal(.unavailable, "The server is stopping.", retryAfter: 5)
        } catch {
            throw Refusal(
                .storageUnavailable, "The database does not answer.", retryAfter: 5)
        }
        if let fault = await storage.writeFault() { throw fault }
        var lines = ["ready"] + notes()
        if let fault = await storage.filesFault() {
            let isFull = if case ObjectFault.full = fault { true } else { false }
            lines.append(
                (isFull ? "the disk of the files is full" : "the files do not answer")
                    + "; papers are refused, and the books go on")
        }
        return Self.text(lines.map { $0 + "\n" }.joined())
    }

    private func docs() -> Response {
        let page = docsFolder == nil ? plainDocs : Self.swaggerPage
        var response = Self.text(page, type: MediaTypes.of("index.html"))
        if let field = HTTPField.Name("Content-Security-Policy") {
            response.headers[field] = SecurityHeaders.docsPolicy
        }
        return response
    }

    private func asset(_ name: String, _ label: String) throws -> Response {
        guard let docsFolder,
            let content = try? Data(contentsOf: URL(fileURLWithPath: docsFolder + "/" + name))
        else {
            return Problem(.notFound, "Swagger UI is not installed; see /openapi.json.")
                .response(requestID: label)
        }
        return Self.bytes(Array(content), type: MediaTypes.of(name))
    }

    private static let swaggerPage = """
        <!doctype html><html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <title>Commons Ledger API</title>
        <link rel="stylesheet" href="/docs/swagger-ui.css"></head>
        <body><div id="docs"></div>
        <script src="/docs/swagger-ui-bundle.js"></script>
        <script src="/docs/start.js"></script></body></html>

        """

    private static let start = """
        window.ui = SwaggerUIBundle({
          url: "/openapi.json", dom_id: "#docs", deepLinking: true, validatorUrl: null,
        });

        """

    static func text(_ text: String, type: String = "text/plain; charset=utf-8") -> Response {
        bytes(Array(text.utf8), type: type)
    }

    private static func bytes(_ bytes: [UInt8], type: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: type, .cacheControl: "no-cache"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
