import Wire

/// A cookie that an answer sets. Its scope is as narrow as its use.
public struct Cookie: Sendable, Hashable {
    public let name: String
    public let value: String
    public let path: String
    /// Zero removes it.
    public let maxAge: Int64
    public let isHiddenFromScripts: Bool

    static let access = "commons_access"
    static let refresh = "commons_refresh"
    static let crossSite = "commons_csrf"
    static let known = "commons_known"
    private static let signInPath = "/api/auth"

    static func session(
        access token: String, refresh: String, crossSite: String
    ) -> [Cookie] {
        [
            Cookie(
                name: access, value: token, path: "/", maxAge: AccessClaims.lifetimeSeconds,
                isHiddenFromScripts: true),
            Cookie(
                name: self.refresh, value: refresh, path: signInPath,
                maxAge: RefreshToken.lifetimeSeconds, isHiddenFromScripts: true),
            Cookie(
                name: self.crossSite, value: crossSite, path: "/",
                maxAge: RefreshToken.lifetimeSeconds, isHiddenFromScripts: false),
        ]
    }

    static func known(_ value: String) -> Cookie {
        Cookie(
            name: known, value: value, path: signInPath, maxAge: 365 * 86_400,
            isHiddenFromScripts: true)
    }

    static var signedOut: [Cookie] {
        [(access, "/", true), (refresh, signInPath, true), (crossSite, "/", false)].map {
            Cookie(name: $0.0, value: "", path: $0.1, maxAge: 0, isHiddenFromScripts: $0.2)
        }
    }

    /// The `Set-Cookie` field. `SameSite=Strict` keeps it from other sites' requests.
    public func header(isSecure: Bool) -> String {
        var text = "\(name)=\(value); Path=\(path); Max-Age=\(maxAge); SameSite=Strict"
        if isHiddenFromScripts { text += "; HttpOnly" }
        if isSecure { text += "; Secure" }
        return text
    }
}

extension ServerSecrets {
    /// What the web app must send back to prove that its own script made the request.
    func crossSiteToken(of device: String) -> String {
        Base64URL.encode(mark("csrf", device))
    }

    public func isCrossSiteToken(_ token: String, of device: String) -> Bool {
        guard let mark = Base64URL.decode(token) else { return false }
        return isMark(mark, of: "csrf", device)
    }
}
