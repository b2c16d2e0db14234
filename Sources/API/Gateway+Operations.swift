import Commons
import HTTPTypes
import Hummingbird
import NIOCore
import Wire

extension Gateway {
    static let json = "application/json"
    private static let idempotencyField = HTTPField.Name("Idempotency-Key")
    private static let replayedField = HTTPField.Name("Idempotency-Replayed")

    func run(
        _ operation: AnyOperation, _ path: [(name: String, value: String)], _ request: Request,
        _ context: GatewayContext, _ label: String
    ) async throws -> Response {
        let (actor, origin) = try await identify(
            request, context, label, access: operation.declaration.access)
        let parameters = try path + query(of: request, for: operation)
        let isRead = operation.declaration.route.method == .get
        let body = isRead ? nil : try await jsonBody(of: request)
        let outcome = try await operation.run(
            OperationRequest(
                actor: actor, body: body, parameters: parameters,
                idempotencyKey: Self.idempotencyField.flatMap { request.headers[$0] },
                origin: origin), switchboard)
        return response(to: outcome)
    }

    /// Who asks and from where. Who must be signed in is found out before the body is read.
    func identify(
        _ request: Request, _ context: GatewayContext, _ label: String, access: Access
    ) async throws -> (Actor?, Origin) {
        if let limit = options.rateLimit {
            try await limit.count(
                address(of: request, context), now: switchboard.executor.clock.now())
        }
        let isWeb = Authenticator.clientField.flatMap { request.headers[$0] } == "web"
        let needsCookies = request.headers[.cookie] != nil
        let cookies = needsCookies ? Authenticator.cookies(of: request) : [:]
        let origin = Origin(
            requestID: label, address: address(of: request, context),
            agent: access == .everyone ? request.headers[.userAgent] ?? "" : "", isWeb: isWeb,
            // Only the app's own script can set the field, so another site's form cannot
            // refresh or sign in with these cookies.
            cookies: isWeb ? cookies : [:])
        guard access != .everyone else { return (nil, origin) }
        guard let actor = try await authenticator.actor(of: request, cookies: cookies) else {
            throw Refusal(.unauthenticated, "Sign in, or send a valid access token.")
        }
        return (actor, origin)
    }

    /// The caller's network, which is what counts and is slowed.
    private func address(of request: Request, _ context: GatewayContext) -> String {
        guard options.trustsProxy, let name = HTTPField.Name("X-Forwarded-For"),
            let last = request.headers[name]?.split(separator: ",").last
        else { return ClientNetwork.of(context.remoteAddress) }
        return ClientNetwork.of(last.filter { $0 != " " })
    }

    /// Changes take their fields from the body alone: what stands in an address is kept in
    /// histories and logs.
    private func query(
        of request: Request, for operation: AnyOperation
    ) throws -> [(name: String, value: String)] {
        let parameters = try query(of: request)
        let isRead = operation.declaration.route.method == .get
        guard !isRead, !parameters.isEmpty else { return parameters }
        throw InvalidRequest(
            parameters.map { FieldFault(.parameter($0.name), "belongs into the body") })
    }

    func query(of request: Request) throws -> [(name: String, value: String)] {
        guard let text = request.uri.query, !text.isEmpty else { return [] }
        guard let parameters = PercentCoding.query(text) else {
            throw Refusal(.malformed, "The query is not percent-encoded UTF-8.")
        }
        return parameters
    }

    private func jsonBody(of request: Request) async throws -> JSONValue? {
        if let length = request.headers[.contentLength].flatMap(Int.init),
            length > options.maximumBody
        {
            throw Refusal(.tooLarge, "A body has at most \(options.maximumBody) bytes.")
        }
        let buffer = try await request.body.collect(upTo: options.maximumBody)
        guard buffer.readableBytes > 0 else { return nil }
        let type = Self.mediaType(of: request)
        guard type == Self.json else {
            throw Refusal(.unsupportedMediaType, "Send application/json.")
        }
        return try JSONValue.parse(Array(buffer.readableBytesView))
    }

    static func mediaType(of request: Request) -> String {
        guard let field = request.headers[.contentType] else { return "" }
        if field == json { return json }
        let type = field.split(separator: ";", maxSplits: 1).first ?? ""
        return type.filter { $0 != " " }.lowercased()
    }

    func response(to outcome: Outcome) -> Response {
        var headers: HTTPFields = [.cacheControl: "no-store"]
        if outcome.isReplay, let field = Self.replayedField { headers[field] = "true" }
        for cookie in outcome.cookies {
            headers.append(
                HTTPField(name: .setCookie, value: cookie.header(isSecure: options.isSecure)))
        }
        let status = HTTPResponse.Status(code: outcome.status)
        guard outcome.status != 204 else { return Response(status: status, headers: headers) }
        headers[.contentType] = Self.json
        return Response(
            status: status, headers: headers,
            body: .init(byteBuffer: ByteBuffer(bytes: outcome.body)))
    }
}
