import Foundation

/// Where an S3-compatible store is and how to sign for it. The secret is never printed.
public struct S3Configuration: Sendable {
    /// Such as `https://s3.eu-west-1.amazonaws.com` or `http://minio:9000`; the bucket is in the
    /// path.
    public var endpoint: String
    public var region: String
    public var bucket: String
    public var accessKey: String
    public var secretKey: String
    /// Goes before each key, such as `commons/`.
    public var prefix: String
    /// The endpoint that browsers see in presigned URLs, where it differs.
    public var publicEndpoint: String?
    /// Larger objects are refused by `get`, which holds them in memory.
    public var largestObject: Int

    public init(
        endpoint: String, region: String = "us-east-1", bucket: String, accessKey: String,
        secretKey: String, prefix: String = "", publicEndpoint: String? = nil,
        largestObject: Int = 256 << 20
    ) {
        self.endpoint = endpoint
        self.region = region
        self.bucket = bucket
        self.accessKey = accessKey
        self.secretKey = secretKey
        self.prefix = prefix
        self.publicEndpoint = publicEndpoint
        self.largestObject = largestObject
    }
}

extension S3Configuration: CustomStringConvertible {
    public var description: String { "\(endpoint)/\(bucket)/\(prefix)" }
}

/// A parsed endpoint: the base of every URL and the host that signatures cover.
struct S3Endpoint: Sendable {
    let base: String
    let host: String

    /// - Throws: `ObjectFault.unusable` for anything but an http or https URL.
    init(_ text: String) throws {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            scheme == "http" || scheme == "https", let host = parts.host, !host.isEmpty,
            parts.user == nil, parts.query == nil, parts.path.isEmpty || parts.path == "/"
        else {
            throw ObjectFault.unusable(
                "The S3 endpoint \(text) is not a URL like https://host:port.")
        }
        // Clients leave the scheme's own port out of the Host header.
        let standard = scheme == "http" ? 80 : 443
        let port = parts.port.flatMap { $0 == standard ? nil : ":\($0)" } ?? ""
        self.host = host + port
        base = "\(scheme)://\(host)\(port)"
    }
}
