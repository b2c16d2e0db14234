import Crypto
import Foundation

/// AWS Signature Version 4, as S3-compatible stores check it.
///
/// Source: "Signature Version 4 signing process" and "Authenticating Requests (AWS Signature
/// Version 4)", Amazon S3 API Reference. The path is taken as it stands, encoded once, as S3 does.
struct RequestSigner: Sendable {
    let accessKey: String
    let secretKey: String
    let region: String
    var service = "s3"
    var sessionToken: String?

    static let unsignedPayload = "UNSIGNED-PAYLOAD"

    struct Request {
        var method: String
        /// Encoded already, beginning with a slash.
        var path: String
        /// Not encoded.
        var query: [(name: String, value: String)] = []
        /// All of them are signed; `host` must be among them.
        var headers: [(name: String, value: String)]
        /// Hexadecimal SHA-256 of the body, or `unsignedPayload`.
        var payload: String
    }

    /// The value of the `Authorization` header. `request.headers` holds `x-amz-date` already.
    func authorization(for request: Request, at time: SigningTime) -> String {
        let signature = signature(of: stringToSign(request, time), time)
        return "AWS4-HMAC-SHA256 Credential=\(accessKey)/\(scope(time)), "
            + "SignedHeaders=\(Self.signedHeaders(request)), Signature=\(signature)"
    }

    /// The query of a URL that carries its own signature, encoded.
    func presignedQuery(for request: Request, at time: SigningTime, seconds: Int) -> String {
        var signed = request
        signed.query += [
            ("X-Amz-Algorithm", "AWS4-HMAC-SHA256"),
            ("X-Amz-Credential", "\(accessKey)/\(scope(time))"),
            ("X-Amz-Date", time.stamp),
            ("X-Amz-Expires", String(seconds)),
            ("X-Amz-SignedHeaders", Self.signedHeaders(request)),
        ]
        if let sessionToken { signed.query.append(("X-Amz-Security-Token", sessionToken)) }
        let signature = signature(of: stringToSign(signed, time), time)
        return Self.canonicalQuery(signed.query) + "&X-Amz-Signature=\(signature)"
    }

    func stringToSign(_ request: Request, _ time: SigningTime) -> String {
        let digest = SHA256.hash(data: Data(canonical(request).utf8))
        return "AWS4-HMAC-SHA256\n\(time.stamp)\n\(scope(time))\n\(ObjectKey(digest).hex)"
    }

    func canonical(_ request: Request) -> String {
        let headers = Self.merged(request.headers)
        return [
            request.method, request.path, Self.canonicalQuery(request.query),
            headers.map { "\($0.name):\($0.value)\n" }.joined(),
            Self.signedHeaders(request), request.payload,
        ].joined(separator: "\n")
    }

    private func scope(_ time: SigningTime) -> String {
        "\(time.day)/\(region)/\(service)/aws4_request"
    }

    private func signature(of text: String, _ time: SigningTime) -> String {
        var key = Array("AWS4\(secretKey)".utf8)
        for part in [time.day, region, service, "aws4_request"] {
            key = Self.authenticate(part, key)
        }
        return Self.authenticate(text, key).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
    }

    private static func authenticate(_ text: String, _ key: [UInt8]) -> [UInt8] {
        Array(
            HMAC<SHA256>.authenticationCode(
                for: Data(text.utf8), using: SymmetricKey(data: key)))
    }

    private static func signedHeaders(_ request: Request) -> String {
        merged(request.headers).map(\.name).joined(separator: ";")
    }

    /// Lower-case names in order; values trimmed, inner runs of spaces made one, and values of the
    /// same name joined by commas.
    private static func merged(
        _ headers: [(name: String, value: String)]
    ) -> [(name: String, value: String)] {
        var values: [String: [String]] = [:]
        for header in headers {
            let trimmed = header.value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            values[header.name.lowercased(), default: []].append(trimmed)
        }
        return values.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { ($0.key, $0.value.joined(separator: ",")) }
    }

    static func canonicalQuery(_ query: [(name: String, value: String)]) -> String {
        query.map { (encode($0.name), encode($0.value)) }
            .sorted { first, second in
                first.0 == second.0
                    ? first.1.utf8.lexicographicallyPrecedes(second.1.utf8)
                    : first.0.utf8.lexicographicallyPrecedes(second.0.utf8)
            }
            .map { "\($0.0)=\($0.1)" }
            .joined(separator: "&")
    }

    /// Everything but RFC 3986's unreserved characters becomes %XX; slashes too unless kept.
    static func encode(_ text: String, keepingSlashes: Bool = false) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            case UInt8(ascii: "/") where keepingSlashes:
                result += "/"
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                result += byte < 16 ? "%0\(hex)" : "%\(hex)"
            }
        }
        return result
    }
}

/// An instant as signatures name it: `20150830T123600Z`.
struct SigningTime: Sendable {
    let stamp: String
    var day: String { String(stamp.prefix(8)) }

    init(stamp: String) {
        self.stamp = stamp
    }

    init(_ date: Date) {
        var seconds = time_t(date.timeIntervalSince1970)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        stamp = String(
            format: "%04d%02d%02dT%02d%02d%02dZ", parts.tm_year + 1900, parts.tm_mon + 1,
            parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec)
    }
}
