import Commons
import HTTPTypes
import Hummingbird
import Ledger

/// Finds out who sends a request: a bearer token of the API, or the cookies of the web app, which
/// must prove for every change that its own script sent it.
struct Authenticator: Sendable {
    let sessions: SessionDirectory
    let secrets: ServerSecrets

    static let accessCookie = "commons_access"
    static let crossSiteField = HTTPField.Name("Commons-CSRF")
    static let clientField = HTTPField.Name("Commons-Client")

    func actor(of request: Request, cookies: [String: String]) async throws -> Actor? {
        if let field = request.headers[.authorization] {
            guard let token = Self.bearer(field) else { return nil }
            return try await sessions.actor(of: token)
        }
        guard let token = cookies[Self.accessCookie],
            let actor = try await sessions.actor(of: token)
        else { return nil }
        if Self.isChange(request.method) { try checkCrossSite(request, actor) }
        return actor
    }

    private static func bearer(_ field: String) -> String? {
        let parts = field.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1])
    }

    private static func isChange(_ method: HTTPRequest.Method) -> Bool {
        method != .get && method != .head
    }

    private func checkCrossSite(_ request: Request, _ actor: Actor) throws(Refusal) {
        guard let name = Self.crossSiteField, let token = request.headers[name],
            let device = actor.device, secrets.isCrossSiteToken(token, of: device.text)
        else {
            throw Refusal(
                .crossSite, "Send the value of the cookie commons_csrf as Commons-CSRF.")
        }
    }

    /// Cookies by name; the first one of a name counts.
    static func cookies(of request: Request) -> [String: String] {
        guard let field = request.headers[.cookie] else { return [:] }
        var cookies: [String: String] = [:]
        for pair in field.split(separator: ";") {
            let sides = pair.split(separator: "=", maxSplits: 1)
            guard sides.count == 2 else { continue }
            let name = sides[0].drop { $0 == " " }
            if cookies[String(name)] == nil { cookies[String(name)] = String(sides[1]) }
        }
        return cookies
    }
}
