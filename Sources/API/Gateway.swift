import Commons
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Wire

/// Answers every request: finds its route, finds out who asks, runs the operation, and turns what
/// comes back, or what went wrong, into HTTP.
public struct Gateway: HTTPResponder {
    public typealias Context = GatewayContext

    enum Destination: Sendable {
        case operation(AnyOperation, route: Int)
        case file(FileRoute, route: Int)
        case page(ServerPage, route: Int)
    }

    let table: RouteTable<Destination>
    let switchboard: Switchboard
    let authenticator: Authenticator
    let pages: ServerPages
    let site: StaticSite?
    let security: SecurityHeaders
    let metrics: Metrics
    let options: GatewayOptions
    let logger: Logger

    public func respond(to request: Request, context: GatewayContext) async throws -> Response {
        let started = ContinuousClock.now
        let label = RequestLabel.of(request)
        let path = request.uri.path
        let match = table.match(request.method.rawValue, path)
        var response: Response
        do {
            response = try await answer(match, path, request, context, label)
        } catch {
            report(error, label, request)
            response = Problem(error).response(requestID: label)
        }
        security.add(to: &response.headers)
        if let field = RequestLabel.field { response.headers[field] = label }
        if request.method == .head { response = response.createHeadResponse() }
        finish(match, response, request, label, started)
        return response
    }

    private func answer(
        _ match: RouteTable<Destination>.Match, _ path: String, _ request: Request,
        _ context: GatewayContext, _ label: String
    ) async throws -> Response {
        switch match {
        case .found(.operation(let operation, _), let parameters):
            return try await run(operation, parameters, request, context, label)
        case .found(.file(let file, _), let parameters):
            return try await run(file, parameters, request, context, label)
        case .found(.page(let page, _), _):
            return try await pages.response(to: page, request, label)
        case .otherMethods(let methods):
            var problem = Problem(
                .methodNotAllowed, "This path takes \(methods.joined(separator: ", ")).")
            problem.allow = methods
            return problem.response(requestID: label)
        case .nothing:
            if let response = try await site?.response(to: request, path: path) { return response }
            return Problem(.notFound, "There is nothing at this path.")
                .response(requestID: label)
        }
    }

    private func finish(
        _ match: RouteTable<Destination>.Match, _ response: Response, _ request: Request,
        _ label: String, _ started: ContinuousClock.Instant
    ) {
        let elapsed = started.duration(to: .now)
        let route: Int? =
            switch match {
            case .found(.operation(_, let route), _), .found(.file(_, let route), _),
                .found(.page(_, let route), _):
                route
            default: nil
            }
        metrics.record(route: route, status: response.status.code, elapsed: elapsed)
        logger.debug(
            "request",
            metadata: [
                "request_id": "\(label)", "method": "\(request.method.rawValue)",
                "path": "\(request.uri.path)", "status": "\(response.status.code)",
                "microseconds": "\(Int64(elapsed / .microseconds(1)))",
            ])
    }

    /// What is our fault is logged with all we know; a refusal is the caller's business.
    private func report(_ error: any Error, _ label: String, _ request: Request) {
        let failures: [RefusalCode] = [
            .fault, .storageUnavailable, .storageFull, .outcomeUnknown,
        ]
        guard !(error is Refusal), failures.contains(Problem(error).code) else { return }
        logger.error(
            "request failed",
            metadata: [
                "request_id": "\(label)", "method": "\(request.method.rawValue)",
                "path": "\(request.uri.path)", "error": "\(error)",
            ])
    }
}

/// Limits and habits of the gateway.
public struct GatewayOptions: Sendable {
    /// The most bytes of a JSON body.
    public var maximumBody = 1 << 20
    /// Reached by HTTPS only: cookies are marked so.
    public var isSecure = false
    /// Behind a proxy that sets X-Forwarded-For; its last entry is believed.
    public var trustsProxy = false
    /// Nil: any number.
    public var rateLimit: RateLimit?

    public init() {}
}
