import HTTPTypes
import Hummingbird

/// The fields that every answer carries.
struct SecurityHeaders: Sendable {
    private let common: [(HTTPField.Name, String)]

    /// Scripts come from this origin only, none is inline; the core is WebAssembly.
    static let policy = [
        "default-src 'self'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'",
        "img-src 'self' data: blob:", "connect-src 'self'", "worker-src 'self'",
        "manifest-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'",
        "frame-ancestors 'none'",
    ].joined(separator: "; ")

    /// The API's page sets styles on its elements while it draws.
    static let docsPolicy = policy.replacing(
        "style-src 'self'", with: "style-src 'self' 'unsafe-inline'")

    /// - Parameter isSecure: reached by HTTPS only, which browsers may remember.
    init(isSecure: Bool) {
        var fields: [(String, String)] = [
            ("Content-Security-Policy", Self.policy), ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "DENY"), ("Referrer-Policy", "no-referrer"),
            (
                "Permissions-Policy",
                "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"
            ),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
        ]
        if isSecure {
            fields.append(("Strict-Transport-Security", "max-age=31536000; includeSubDomains"))
        }
        common = fields.compactMap { name, value in
            HTTPField.Name(name).map { ($0, value) }
        }
    }

    func add(to headers: inout HTTPFields) {
        for (name, value) in common where headers[name] == nil { headers[name] = value }
    }
}
