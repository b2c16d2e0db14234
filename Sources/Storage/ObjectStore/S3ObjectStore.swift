import AsyncHTTPClient
import Crypto
import Foundation
import NIOCore
import NIOHTTP1

/// Objects in a bucket of any S3-compatible server (MinIO, Ceph, Garage, Amazon S3).
public final class S3ObjectStore: ObjectStore {
    private let configuration: S3Configuration
    private let endpoint: S3Endpoint
    private let publicEndpoint: S3Endpoint
    private let signer: RequestSigner
    private let client: HTTPClient
    private let clock: @Sendable () -> Date

    private static let attempts = 3

    /// - Throws: `ObjectFault.unusable` when the configuration makes no sense.
    public init(
        _ configuration: S3Configuration, clock: @escaping @Sendable () -> Date = { Date() }
    ) throws {
        if configuration.bucket.isEmpty || configuration.accessKey.isEmpty
            || configuration.secretKey.isEmpty
        {
            throw ObjectFault.unusable(
                "An S3 store needs a bucket, an access key and a secret key.")
        }
        self.configuration = configuration
        endpoint = try S3Endpoint(configuration.endpoint)
        publicEndpoint = try S3Endpoint(configuration.publicEndpoint ?? configuration.endpoint)
        signer = RequestSigner(
            accessKey: configuration.accessKey, secretKey: configuration.secretKey,
            region: configuration.region)
        var settings = HTTPClient.Configuration()
        settings.timeout = .init(connect: .seconds(5), read: .seconds(60))
        // A refused connection is tried again by `send`, and not for the whole time each time.
        settings.connectionPool.retryConnectionEstablishment = false
        // A redirect could carry the request to an address that nobody configured.
        settings.redirectConfiguration = .disallow
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
        self.clock = clock
    }

    /// Makes the bucket where it is missing.
    public func prepare() async throws {
        let answer = try await send("HEAD", bucketPath)
        if answer.status == .ok { return }
        if answer.status != .notFound { throw await fault(answer) }
        let made = try await send("PUT", bucketPath)
        if made.status != .ok { throw await fault(made) }
    }

    @discardableResult
    public func put(_ bytes: [UInt8]) async throws -> ObjectKey {
        let key = ObjectKey(of: bytes)
        if try await size(key) == bytes.count { return key }
        try await upload(key, payload: key.hex) { .bytes(ByteBuffer(bytes: bytes)) }
        return key
    }

    @discardableResult
    public func put(file path: String) async throws -> ObjectKey {
        var hash = SHA256()
        var count = 0
        try FolderObjectStore.read(path) { bytes in
            hash.update(data: bytes)
            count += bytes.count
        }
        let key = ObjectKey(hash.finalize())
        if try await size(key) == count { return key }
        let length = Int64(count)
        try await upload(key, payload: key.hex) {
            .stream(try FileChunks(path), length: .known(length))
        }
        return key
    }

    public func get(_ key: ObjectKey) async throws -> [UInt8] {
        let answer = try await send("GET", path(key))
        if answer.status == .notFound { throw ObjectFault.missing(key) }
        if answer.status != .ok { throw await fault(answer) }
        var all: [UInt8] = []
        for try await chunk in answer.body {
            all.append(contentsOf: chunk.readableBytesView)
            if all.count > configuration.largestObject {
                throw ObjectFault.tooLarge(key, limit: configuration.largestObject)
            }
        }
        let actual = ObjectKey(of: all)
        if actual != key { throw ObjectFault.damaged(key, actual: actual) }
        return all
    }

    public func size(_ key: ObjectKey) async throws -> Int? {
        let answer = try await send("HEAD", path(key))
        if answer.status == .notFound { return nil }
        if answer.status != .ok { throw await fault(answer) }
        return answer.headers.first(name: "content-length").flatMap { Int($0) } ?? 0
    }

    public func verify(_ key: ObjectKey) async throws -> ObjectCondition {
        let answer = try await send("GET", path(key))
        if answer.status == .notFound { return .missing }
        if answer.status != .ok { throw await fault(answer) }
        var hash = SHA256()
        for try await chunk in answer.body { hash.update(data: Array(chunk.readableBytesView)) }
        let actual = ObjectKey(hash.finalize())
        return actual == key ? .sound : .damaged(actual: actual)
    }

    public func remove(_ key: ObjectKey) async throws {
        let answer = try await send("DELETE", path(key))
        let done: [HTTPResponseStatus] = [.noContent, .ok, .notFound]
        if !done.contains(answer.status) { throw await fault(answer) }
    }

    public func presignedUpload(_ key: ObjectKey, expiresIn seconds: Int) -> String? {
        presigned("PUT", key, seconds)
    }

    public func presignedDownload(_ key: ObjectKey, expiresIn seconds: Int) -> String? {
        presigned("GET", key, seconds)
    }

    public func close() async {
        // The only error is a second shutdown.
        try? await client.shutdown()
    }
}

extension S3ObjectStore {
    private var bucketPath: String { "/" + RequestSigner.encode(configuration.bucket) }

    private func path(_ key: ObjectKey) -> String {
        let place = configuration.prefix + key.path
        return "\(bucketPath)/\(RequestSigner.encode(place, keepingSlashes: true))"
    }

    private func presigned(_ method: String, _ key: ObjectKey, _ seconds: Int) -> String {
        let request = RequestSigner.Request(
            method: method, path: path(key), headers: [("host", publicEndpoint.host)],
            payload: RequestSigner.unsignedPayload)
        let query = signer.presignedQuery(
            for: request, at: SigningTime(clock()), seconds: seconds)
        return "\(publicEndpoint.base)\(request.path)?\(query)"
    }

    private func upload(
        _ key: ObjectKey, payload: String,
        _ body: () throws -> HTTPClientRequest.Body
    ) async throws {
        let answer = try await send("PUT", path(key), payload: payload, body)
        if answer.status != .ok { throw await fault(answer) }
    }

    /// Sends a signed request, again after a failure that can pass. Every request here can be
    /// repeated without harm.
    private func send(
        _ method: String, _ path: String, payload: String? = nil,
        _ body: () throws -> HTTPClientRequest.Body? = { nil }
    ) async throws -> HTTPClientResponse {
        var reason = ""
        for attempt in 0..<Self.attempts {
            if attempt > 0 { try await Task.sleep(for: .milliseconds(100 << attempt)) }
            var request = signed(method, path, payload: payload ?? ObjectKey(of: []).hex)
            request.body = try body()
            do {
                let answer = try await client.execute(request, timeout: .seconds(300))
                let isPassing = answer.status.code >= 500 || answer.status == .tooManyRequests
                if !isPassing || attempt == Self.attempts - 1 { return answer }
                reason = "\(answer.status)"
            } catch  where !(error is CancellationError) {
                reason = "\(error)"
            }
        }
        throw ObjectFault.unavailable("\(endpoint.base) does not answer: \(reason)")
    }

    private func signed(_ method: String, _ path: String, payload: String) -> HTTPClientRequest {
        let time = SigningTime(clock())
        let headers = [
            (name: "host", value: endpoint.host), (name: "x-amz-content-sha256", value: payload),
            (name: "x-amz-date", value: time.stamp),
        ]
        let authorization = signer.authorization(
            for: .init(method: method, path: path, headers: headers, payload: payload), at: time)
        var request = HTTPClientRequest(url: endpoint.base + path)
        request.method = HTTPMethod(rawValue: method)
        for header in headers {
            request.headers.replaceOrAdd(name: header.name, value: header.value)
        }
        request.headers.replaceOrAdd(name: "authorization", value: authorization)
        return request
    }

    /// The store's own words: `<Code>` and `<Message>` of its XML.
    private func fault(_ answer: HTTPClientResponse) async -> ObjectFault {
        let body = try? await answer.body.collect(upTo: 64 << 10)
        let text = body.map { String(buffer: $0) } ?? ""
        return .refused(
            status: Int(answer.status.code), code: Self.element("Code", in: text),
            message: Self.element("Message", in: text))
    }

    private static func element(_ name: String, in text: String) -> String {
        guard let start = text.range(of: "<\(name)>"),
            let end = text.range(of: "</\(name)>", range: start.upperBound..<text.endIndex)
        else { return "" }
        return String(text[start.upperBound..<end.lowerBound])
    }
}
