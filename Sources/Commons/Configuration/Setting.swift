import Foundation

/// One key of the configuration: its name in the file, and from it the environment variable
/// (`COMMONS_` and the name in capitals) and the flag (`--` and the name).
public struct Setting: Sendable, Hashable {
    public let name: String
    public let meaning: String
    /// What holds when nobody says anything; nil: nothing.
    public let standard: String?
    /// Never printed or logged.
    public let isSecret: Bool

    init(_ name: String, _ meaning: String, standard: String? = nil, isSecret: Bool = false) {
        self.name = name
        self.meaning = meaning
        self.standard = standard
        self.isSecret = isSecret
    }

    /// `COMMONS_S3_SECRET_KEY` for `s3-secret-key`.
    public var variable: String {
        "COMMONS_" + name.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
    }
}

extension Setting {
    /// Whether a value is one that others must not read: of the settings that are secret all but
    /// the places that name no password.
    static func holdsSecret(_ name: String, _ value: String) -> Bool {
        guard let setting = all.first(where: { $0.name == name }), setting.isSecret else {
            return false
        }
        guard [database, redis].contains(setting) else { return true }
        let parts = URLComponents(string: value)
        return parts?.password != nil
            || parts?.queryItems?.contains { $0.name.lowercased().contains("password") } ?? false
    }

    public static let host = Setting(
        "host", "The address to listen on.", standard: "127.0.0.1")
    public static let port = Setting("port", "The port to listen on.", standard: "8080")
    public static let web = Setting(
        "web", "The folder of the web application. Beside the executable when not given.")
    public static let apiDocs = Setting(
        "api-docs", "The folder with Swagger UI for /docs. A plain page when not given.")
    public static let database = Setting(
        "database",
        "Where the books live: a folder, sqlite:/path/file or postgresql://user@host/name. "
            + "A file in the data folder when not given. May hold a password.",
        isSecret: true)
    public static let commitWrites = Setting(
        "commit-writes",
        "Writes that one commit takes at most, so that many share one wait for the disk.",
        standard: "256")
    public static let waitingWrites = Setting(
        "waiting-writes",
        "Writes that may wait for the disk; beyond them 503 with Retry-After.",
        standard: "512")
    public static let secret = Setting(
        "secret",
        "The master secret, 64 hexadecimal digits. Made at the first start and kept in the data "
            + "folder, readable by its owner only, when not given.",
        isSecret: true)
    public static let registration = Setting(
        "registration",
        "Who may register an organisation: open, first (only while there is none) or closed.",
        standard: "open")
    public static let secure = Setting(
        "secure", "yes when clients reach the server by HTTPS only: cookies are marked so.",
        standard: "no")
    public static let proxy = Setting(
        "proxy", "yes when a proxy in front sets X-Forwarded-For.", standard: "no")
    public static let logLevel = Setting(
        "log-level", "trace, debug, info, notice, warning, error or critical.",
        standard: "notice")
    public static let workers = Setting(
        "workers", "Jobs that run at the same time inside serve; 0: another process works.",
        standard: "2")
    public static let reader = Setting(
        "reader", "The commons-reader executable. Beside this program when not given.")
    public static let languages = Setting(
        "languages", "Tesseract's language codes for pictures, the most likely first.",
        standard: "eng")
    public static let objects = Setting(
        "objects",
        "Where files live: a folder, or s3://bucket/prefix. A folder in the data folder when "
            + "not given.")
    public static let s3Endpoint = Setting(
        "s3-endpoint", "The S3 server's URL, such as https://minio.example:9000.")
    public static let s3Region = Setting(
        "s3-region", "The region that requests are signed for.", standard: "us-east-1")
    public static let s3AccessKey = Setting(
        "s3-access-key", "The S3 access key id.", isSecret: true)
    public static let s3SecretKey = Setting(
        "s3-secret-key", "The S3 secret key.", isSecret: true)
    public static let redis = Setting(
        "redis",
        "A Redis URL for rate limits and wake-ups shared by several nodes; in the process when "
            + "not given. May hold a password.",
        isSecret: true)

    public static let rateLimit = Setting(
        "rate-limit",
        "Requests to the API that one address may make in a minute; 0: any number.",
        standard: "0")
    public static let uploadLimit = Setting(
        "upload-limit", "The largest paper that is taken, in MiB, at most 32.", standard: "20")
    public static let pixelLimit = Setting(
        "pixel-limit", "The largest picture that is taken, in megapixels, at most 64.",
        standard: "64")

    public static let watch = Setting(
        "watch",
        "A folder or Maildir whose files become papers: of a scanner, or of a mailbox for papers.")
    public static let watchAs = Setting(
        "watch-as", "The email of the member on whose behalf the watched folder is read.")

    public static let all: [Setting] = [
        host, port, web, apiDocs, database, commitWrites, waitingWrites, secret, registration,
        secure, proxy, logLevel, workers, reader, languages, objects, s3Endpoint, s3Region,
        s3AccessKey, s3SecretKey, redis, rateLimit, uploadLimit, pixelLimit, watch, watchAs,
    ]
}
