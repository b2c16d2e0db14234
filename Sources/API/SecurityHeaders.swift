import HTTPTypes
import Hummingbird

/// The fields that every answer carries.
struct SecurityHeaders: Sendable {
    private let common: [HTTPField]
    private let policy: HTTPField?

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
            ("X-Content-Type-Options", "nosniff"),
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
            HTTPField.Name(name).map { HTTPField(name: $0, value: value) }
        }
        policy = Self.policyName.map { HTTPField(name: $0, value: Self.policy) }
    }

    static let policyName = HTTPField.Name("Content-Security-Policy")

    func add(to headers: inout HTTPFields) {
        for field in common { headers.append(field) }
        // Files and the API's page have a policy of their own.
        if let policy, headers[policy.name] == nil { headers.append(policy) }
    }
}
