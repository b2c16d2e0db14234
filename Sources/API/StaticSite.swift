import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization
import Wire

/// The web app: files of one folder, each with its type, a tag of its content, and the compressed
/// twin that the browser takes (`app.js.br`, `app.js.gz`). Paths of the app's own screens are
/// answered with its first page.
public final class StaticSite: Sendable {
    private struct File {
        let bytes: ByteBuffer
        let tag: String
        let modified: Date
    }

    private let root: URL
    private let files = Mutex<[String: File]>([:])
    /// Larger files are read anew each time.
    private static let mostKeptBytes = 4 << 20

    /// Nil when the folder has no `index.html`.
    public init?(folder: String) {
        let root = URL(fileURLWithPath: folder, isDirectory: true).standardizedFileURL
        guard FileManager.default.fileExists(atPath: root.appendingPathComponent("index.html").path)
        else { return nil }
        self.root = root
    }

    /// Nil when the path is not the site's.
    func response(to request: Request, path: String) async throws -> Response? {
        guard request.method == .get || request.method == .head,
            let name = Self.name(of: path)
        else { return nil }
        if let response = try file(name, request, isPage: false) { return response }
        // A missing script or picture is missing; a screen's address has no ending.
        guard !name.split(separator: "/").contains(where: { $0.contains(".") }),
            !name.hasPrefix("api/")
        else { return nil }
        return try file("index.html", request, isPage: true)
    }

    /// The file below the folder that a path names; nil for one that leaves it or is hidden.
    private static func name(of path: String) -> String? {
        guard let decoded = PercentCoding.decode(path.dropFirst()[...]) else { return nil }
        let parts = decoded.split(separator: "/", omittingEmptySubsequences: true)
        for part in parts where part.hasPrefix(".") || part.utf8.contains(0) { return nil }
        return parts.isEmpty ? "index.html" : parts.joined(separator: "/")
    }

    private func file(_ name: String, _ request: Request, isPage: Bool) throws -> Response? {
        guard let plain = try load(name) else { return nil }
        var headers: HTTPFields = [
            .contentType: MediaTypes.of(name), .vary: "Accept-Encoding", .eTag: plain.tag,
            .cacheControl: Self.isHashed(name)
                ? "public, max-age=31536000, immutable" : "no-cache",
        ]
        if request.headers[.ifNoneMatch] == plain.tag {
            return Response(status: .notModified, headers: headers)
        }
        var body = plain.bytes
        let taken = request.headers[.acceptEncoding] ?? ""
        for (coding, ending) in [("br", ".br"), ("gzip", ".gz")] where taken.contains(coding) {
            if let packed = try load(name + ending) {
                headers[.contentEncoding] = coding
                body = packed.bytes
                break
            }
        }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: body))
    }

    /// `app-3F2A91C0.js`: the name changes with the content.
    private static func isHashed(_ name: String) -> Bool {
        guard let file = name.split(separator: "/").last,
            let stem = file.split(separator: ".").first,
            let hash = stem.split(separator: "-").last, stem.contains("-")
        else { return false }
        return hash.utf8.count >= 8
            && hash.utf8.allSatisfy { 0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 }
    }

    private func load(_ name: String) throws -> File? {
        let url = root.appendingPathComponent(name)
        guard
            let values = try? url.resourceValues(forKeys: [
                .contentModificationDateKey, .isRegularFileKey,
            ]), values.isRegularFile == true, let modified = values.contentModificationDate
        else { return nil }
        if let known = files.withLock({ $0[name] }), known.modified == modified { return known }
        let content = try Data(contentsOf: url)
        let digest = SHA256.hash(data: content).prefix(12)
        let file = File(
            bytes: ByteBuffer(bytes: content), tag: "\"\(Hex.encode(Array(digest)))\"",
            modified: modified)
        if content.count <= Self.mostKeptBytes { files.withLock { $0[name] = file } }
        return file
    }
}

/// Media types by the ending of a name.
enum MediaTypes {
    private static let types = [
        "html": "text/html; charset=utf-8", "js": "text/javascript; charset=utf-8",
        "css": "text/css; charset=utf-8", "json": "application/json",
        "webmanifest": "application/manifest+json", "wasm": "application/wasm",
        "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "ico": "image/x-icon",
        "woff2": "font/woff2", "txt": "text/plain; charset=utf-8",
        "map": "application/json", "webp": "image/webp",
    ]

    static func of(_ name: String) -> String {
        let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        return types[ending] ?? "application/octet-stream"
    }
}
