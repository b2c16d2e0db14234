import Commons
import HTTPTypes
import Hummingbird
import NIOCore

extension Gateway {
    func run(
        _ file: FileRoute, _ path: [(name: String, value: String)], _ request: Request,
        _ context: GatewayContext, _ label: String
    ) async throws -> Response {
        let (actor, origin) = try await identify(
            request, context, label, access: file.declaration.access)
        let allowed = try Access.check(file.declaration.access, actor)
        let type = Self.mediaType(of: request)
        let limit = file.takes?.maximumBytes(in: switchboard.executor.installation) ?? 0
        if let takes = file.takes { try check(request, type, takes, limit) }
        let operation = OperationRequest(
            actor: actor, body: nil, parameters: try path + query(of: request),
            idempotencyKey: HTTPField.Name("Idempotency-Key").flatMap { request.headers[$0] },
            origin: origin)
        let reply = try await file.handle(
            FileRequest(
                operation, actor: allowed, mediaType: type,
                knownTag: request.headers[.ifNoneMatch],
                body: LimitedBody(
                    body: request.body, limit: limit, excess: file.takes?.excess ?? .tooLarge)),
            switchboard.executor)
        return try await response(to: reply, request, context)
    }

    private func check(
        _ request: Request, _ type: String, _ takes: FileIntake, _ limit: Int
    ) throws(Refusal) {
        guard takes.mediaTypes.contains(type) else {
            let types = takes.mediaTypes.joined(separator: ", ")
            throw Refusal(.unsupportedMediaType, "Send one of \(types).")
        }
        if let length = request.headers[.contentLength].flatMap(Int.init),
            length > limit
        {
            throw Self.excess(takes.excess, limit)
        }
    }

    fileprivate static func excess(_ code: RefusalCode, _ limit: Int) -> Refusal {
        Refusal(code, "A file has at most \(ByteCount.text(limit)) here.")
    }

    private func response(
        to reply: FileReply, _ request: Request, _ context: GatewayContext
    ) async throws -> Response {
        if case .json(let outcome) = reply.content { return response(to: outcome) }
        var headers: HTTPFields = [
            .contentType: reply.mediaType, .cacheControl: "private, no-cache",
        ]
        if let tag = reply.tag {
            let quoted = "\"\(tag)\""
            headers[.eTag] = quoted
            if request.headers[.ifNoneMatch] == quoted {
                return Response(status: .notModified, headers: headers)
            }
        }
        if !reply.notes.isEmpty, let field = HTTPField.Name("Commons-Notes") {
            let rest = reply.notes.count - Self.mostNotes
            headers[field] = reply.notes.prefix(Self.mostNotes).joined(separator: "; ")
                + (rest > 0 ? "; and \(rest) more" : "")
        }
        headers[.contentDisposition] = Self.disposition(reply.fileName)
        // A picture that somebody sent us must never run as a page of ours.
        if let field = HTTPField.Name("Content-Security-Policy") {
            headers[field] = "default-src 'none'; sandbox; frame-ancestors 'none'"
        }
        switch reply.content {
        case .json(let outcome): return response(to: outcome)
        case .bytes(let bytes):
            return Response(
                status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
        case .path(let path):
            return Response(
                status: .ok, headers: headers,
                body: try await FileIO().loadFile(path: path, context: context))
        }
    }

    /// More would make a header that proxies refuse.
    private static let mostNotes = 40

    /// RFC 6266 with the name in UTF-8 (RFC 8187).
    private static func disposition(_ name: String?) -> String {
        guard let name else { return "inline" }
        let encoded = name.utf8.map { byte -> String in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F:
                String(UnicodeScalar(byte))
            default: "%" + String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
            }
        }
        return "attachment; filename*=UTF-8''" + encoded.joined()
    }
}

/// The body piece by piece as the handler asks, so that a slow disk slows the sender; refused
/// beyond its limit.
private struct LimitedBody: AsyncSequence, Sendable {
    let body: RequestBody
    let limit: Int
    let excess: RefusalCode

    struct Iterator: AsyncIteratorProtocol {
        var pieces: RequestBody.AsyncIterator
        let limit: Int
        let excess: RefusalCode
        var count = 0

        mutating func next() async throws -> [UInt8]? {
            guard let piece = try await pieces.next() else { return nil }
            count += piece.readableBytes
            guard count <= limit else {
                throw Gateway.excess(excess, limit)
            }
            return Array(piece.readableBytesView)
        }
    }

    func makeAsyncIterator() -> Iterator {
        Iterator(pieces: body.makeAsyncIterator(), limit: limit, excess: excess)
    }
}
