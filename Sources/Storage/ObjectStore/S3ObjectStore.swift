import Crypto
import Foundation

/// Objects in a bucket of any S3-compatible server (MinIO, Ceph, Garage, Amazon S3).
public final class S3ObjectStore: ObjectStore {
    private let configuration: S3Configuration
    private let endpoint: S3Endpoint
    private let publicEndpoint: S3Endpoint
    private let signer: RequestSigner
    private let caller: HTTPCaller
    private let clock: @Sendable () -> Date

    private static let attempts = 3

    /// - Throws: `ObjectFault.unusable` when the configuration makes no sense, or where there is no
    ///   libcurl.
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
        caller = try HTTPCaller()
        self.clock = clock
    }

    /// Makes the bucket where it is missing.
    public func prepare() async throws {
        let answer = try await send("HEAD", bucketPath)
        if answer.isGood { return }
        if answer.status != 404 { throw Self.fault(answer) }
        let made = try await send("PUT", bucketPath)
        if !made.isGood { throw Self.fault(made) }
    }

    @discardableResult
    public func put(_ bytes: [UInt8]) async throws -> ObjectKey {
        let key = ObjectKey(of: bytes)
        if try await size(key) == bytes.count { return key }
        try await upload(key, .bytes(bytes))
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
        try await upload(key, .file(path, count: count))
        return key
    }

    public func get(_ key: ObjectKey) async throws -> [UInt8] {
        let limit = configuration.largestObject
        let (answer, bytes) = try await send("GET", path(key), into: [UInt8]()) { all, piece in
            all.append(contentsOf: piece)
            if all.count > limit { throw ObjectFault.tooLarge(key, limit: limit) }
        }
        if answer.status == 404 { throw ObjectFault.missing(key) }
        if !answer.isGood { throw Self.fault(answer) }
        let actual = ObjectKey(of: bytes)
        if actual != key { throw ObjectFault.damaged(key, actual: actual) }
        return bytes
    }

    public func size(_ key: ObjectKey) async throws -> Int? {
        let answer = try await send("HEAD", path(key))
        if answer.status == 404 { return nil }
        if !answer.isGood { throw Self.fault(answer) }
        return answer.header("content-length").flatMap { Int($0) } ?? 0
    }

    public func verify(_ key: ObjectKey) async throws -> ObjectCondition {
        let (answer, hash) = try await send("GET", path(key), into: SHA256()) { hash, piece in
            hash.update(bufferPointer: piece)
        }
        if answer.status == 404 { return .missing }
        if !answer.isGood { throw Self.fault(answer) }
        let actual = ObjectKey(hash.finalize())
        return actual == key ? .sound : .damaged(actual: actual)
    }

    public func remove(_ key: ObjectKey) async throws {
        let answer = try await send("DELETE", path(key))
        if !answer.isGood && answer.status != 404 { throw Self.fault(answer) }
    }

    public func presignedUpload(_ key: ObjectKey, expiresIn seconds: Int) -> String? {
        presigned("PUT", key, seconds)
    }

    public func presignedDownload(_ key: ObjectKey, expiresIn seconds: Int) -> String? {
        presigned("GET", key, seconds)
    }

    public func check() async throws {
        let answer = try await send("HEAD", bucketPath, attempts: 1)
        if answer.status == 404 {
            throw ObjectFault.unusable(
                "\(endpoint.base) has no bucket \(configuration.bucket); make it there.")
        }
        if !answer.isGood { throw Self.fault(answer) }
    }

    public func close() async { caller.close() }
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

    private func upload(_ key: ObjectKey, _ body: HTTPCall.Body) async throws {
        let answer = try await send("PUT", path(key), payload: key.hex, body)
        if !answer.isGood { throw Self.fault(answer) }
    }

    private func send(
        _ method: String, _ path: String, payload: String? = nil, _ body: HTTPCall.Body? = nil,
        attempts: Int = attempts
    ) async throws -> HTTPReply {
        try await send(
            method, path, payload: payload, body, attempts: attempts, into: ()
        ) { _, _ in }.reply
    }

    /// Sends a signed request, again after a failure that can pass, each time from the beginning.
    /// Every request here can be repeated without harm.
    private func send<State: Sendable>(
        _ method: String, _ path: String, payload: String? = nil, _ body: HTTPCall.Body? = nil,
        attempts: Int = attempts, into state: State,
        take: @escaping @Sendable (inout State, UnsafeRawBufferPointer) throws -> Void
    ) async throws -> (reply: HTTPReply, state: State) {
        var reason = ""
        for attempt in 0..<attempts {
            if attempt > 0 { try await Task.sleep(for: .milliseconds(100 << attempt)) }
            var call = signed(method, path, payload: payload ?? ObjectKey(of: []).hex)
            call.body = body
            do {
                let answer = try await caller.send(call, into: state, take: take)
                let status = answer.reply.status
                let isPassing = status >= 500 || status == 429
                if !isPassing || attempt == attempts - 1 { return answer }
                reason = "it answers \(status)"
            } catch let fault as HTTPFault {
                reason = fault.description
            }
        }
        throw ObjectFault.unavailable("\(endpoint.base) does not answer: \(reason)")
    }

    private func signed(_ method: String, _ path: String, payload: String) -> HTTPCall {
        let time = SigningTime(clock())
        let headers = [
            (name: "host", value: endpoint.host), (name: "x-amz-content-sha256", value: payload),
            (name: "x-amz-date", value: time.stamp),
        ]
        let authorization = signer.authorization(
            for: .init(method: method, path: path, headers: headers, payload: payload), at: time)
        return HTTPCall(
            method: method, url: endpoint.base + path,
            headers: headers + [(name: "authorization", value: authorization)])
    }

    /// The store's own words: `<Code>` and `<Message>` of its XML.
    private static func fault(_ answer: HTTPReply) -> ObjectFault {
        let text = String(decoding: answer.problem, as: UTF8.self)
        let (code, message) = (element("Code", in: text), element("Message", in: text))
        // MinIO says XMinioStorageFull, Ceph and others QuotaExceeded.
        if answer.status == 507 || code.contains("StorageFull") || code == "QuotaExceeded" {
            return .full("The bucket is full: \(code) \(message)")
        }
        if answer.status >= 500 || answer.status == 429 {
            return .unavailable("The store answers \(answer.status): \(code) \(message)")
        }
        return .refused(status: answer.status, code: code, message: message)
    }

    private static func element(_ name: String, in text: String) -> String {
        guard let start = text.range(of: "<\(name)>"),
            let end = text.range(of: "</\(name)>", range: start.upperBound..<text.endIndex)
        else { return "" }
        return String(text[start.upperBound..<end.lowerBound])
    }
}
