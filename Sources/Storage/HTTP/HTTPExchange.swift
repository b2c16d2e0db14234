import CCurl
import Foundation
import Synchronization

protocol HTTPBodySink: AnyObject, Sendable {
    func take(_ bytes: UnsafeRawBufferPointer) throws
}

/// A request on its way: what libcurl's callbacks read from and write to. Only the thread that
/// performs it touches it, but for `cancel`.
final class HTTPExchange: @unchecked Sendable {
    private let call: HTTPCall
    private let sink: any HTTPBodySink
    private let isCancelled = Atomic(false)
    private var reply = HTTPReply(status: 0, headers: [], problem: [])
    /// What a callback threw; libcurl only learns that it must stop.
    private var failure: (any Error)?
    private var sent = 0
    private var file: FileHandle?
    private var handle: UnsafeMutableRawPointer?

    private static let connectSeconds = 5
    /// Without a byte either way for so long, or in all for so long, a request has failed.
    private static let silentSeconds = 60
    private static let mostSeconds = 300
    private static let mostProblemBytes = 64 << 10

    init(_ call: HTTPCall, sink: any HTTPBodySink) {
        self.call = call
        self.sink = sink
    }

    func cancel() { isCancelled.store(true, ordering: .relaxed) }

    func perform(on handle: CurlHandle) throws -> HTTPReply {
        let curl = handle.pointer
        self.handle = curl
        commons_curl_reset(curl)
        defer { try? file?.close() }
        // libcurl would send `Expect: 100-continue` before a large body and wait a second.
        var lines: UnsafeMutablePointer<curl_slist>?
        defer { commons_curl_free(lines) }
        for line in call.headers.map({ "\($0.name): \($0.value)" }) + ["Expect:"] {
            lines = commons_curl_append(lines, line) ?? lines
        }
        try prepare(curl)
        commons_curl_set_pointer(curl, CURLOPT_HTTPHEADER, lines)
        let context = Unmanaged.passUnretained(self).toOpaque()
        commons_curl_set_bytes(curl, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            HTTPExchange.of(context)?.receive(bytes, size * count) ?? 0
        }
        commons_curl_set_pointer(curl, CURLOPT_WRITEDATA, context)
        commons_curl_set_bytes(curl, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            HTTPExchange.of(context)?.readHeader(bytes, size * count) ?? 0
        }
        commons_curl_set_pointer(curl, CURLOPT_HEADERDATA, context)
        commons_curl_set_bytes(curl, CURLOPT_READFUNCTION) { bytes, size, count, context in
            HTTPExchange.of(context)?.give(bytes, size * count) ?? 0
        }
        commons_curl_set_pointer(curl, CURLOPT_READDATA, context)
        commons_curl_set_progress(
            curl,
            { context, _, _, _, _ in
                HTTPExchange.of(context)?.isCancelled.load(ordering: .relaxed) == true ? 1 : 0
            }, context)
        let code = withExtendedLifetime(self) { commons_curl_perform(curl) }
        if let failure { throw failure }
        if isCancelled.load(ordering: .relaxed) { throw CancellationError() }
        guard code == CURLE_OK else {
            throw HTTPFault(description: String(cString: commons_curl_text(code)))
        }
        reply.status = commons_curl_status(curl)
        return reply
    }

    private func prepare(_ curl: UnsafeMutableRawPointer) throws {
        commons_curl_set_number(curl, CURLOPT_NOSIGNAL, 1)
        commons_curl_set_text(curl, CURLOPT_URL, call.url)
        // The path is signed as it stands.
        commons_curl_set_number(curl, CURLOPT_PATH_AS_IS, 1)
        commons_curl_set_number(curl, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
        commons_curl_set_text(curl, CURLOPT_PROXY, "")
        commons_curl_set_number(curl, CURLOPT_CONNECTTIMEOUT, Self.connectSeconds)
        commons_curl_set_number(curl, CURLOPT_TIMEOUT, Self.mostSeconds)
        commons_curl_set_number(curl, CURLOPT_LOW_SPEED_LIMIT, 1)
        commons_curl_set_number(curl, CURLOPT_LOW_SPEED_TIME, Self.silentSeconds)
        if call.method == "HEAD" {
            commons_curl_set_number(curl, CURLOPT_NOBODY, 1)
        } else {
            commons_curl_set_text(curl, CURLOPT_CUSTOMREQUEST, call.method)
        }
        // Servers want to be told that a PUT or POST has nothing in it.
        let isEmpty = ["PUT", "POST", "PATCH"].contains(call.method)
        guard let body = call.body ?? (isEmpty ? .bytes([]) : nil) else { return }
        commons_curl_set_number(curl, CURLOPT_UPLOAD, 1)
        switch body {
        case .bytes(let bytes):
            commons_curl_set_size(curl, CURLOPT_INFILESIZE_LARGE, Int64(bytes.count))
        case .file(let path, let count):
            guard let opened = FileHandle(forReadingAtPath: path) else {
                throw ObjectFault.unusable("Cannot read \(path).")
            }
            file = opened
            commons_curl_set_size(curl, CURLOPT_INFILESIZE_LARGE, Int64(count))
        }
    }

    /// Set beside every callback; the exchange outlives the request.
    private static func of(_ context: UnsafeMutableRawPointer?) -> HTTPExchange? {
        context.map { Unmanaged<HTTPExchange>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Any number but `count` stops the request.
    private func receive(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        let piece = UnsafeRawBufferPointer(start: bytes, count: count)
        guard let handle, (200..<300).contains(commons_curl_status(handle)) else {
            let room = Self.mostProblemBytes - reply.problem.count
            reply.problem.append(contentsOf: piece.prefix(room))
            return count
        }
        do {
            try sink.take(piece)
            return count
        } catch {
            failure = error
            return count == 0 ? 1 : 0
        }
    }

    /// A line of the answer's head; each status line begins a new one.
    private func readHeader(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        let line = String(
            decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
        if line.hasPrefix("HTTP/") {
            reply.headers = []
        } else if let colon = line.firstIndex(of: ":") {
            reply.headers.append(
                (
                    name: String(line[..<colon]),
                    value: line[line.index(after: colon)...]
                        .trimmingCharacters(in: .whitespacesAndNewlines)
                ))
        }
        return count
    }

    private func give(_ place: UnsafeMutablePointer<CChar>?, _ room: Int) -> Int {
        let space = UnsafeMutableRawBufferPointer(start: place, count: room)
        switch call.body {
        case .bytes(let bytes):
            let count = min(room, bytes.count - sent)
            bytes.withUnsafeBytes { all in
                space.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[sent..<sent + count]))
            }
            sent += count
            return count
        case .file:
            do {
                let piece = try file?.read(upToCount: room) ?? Data()
                piece.copyBytes(to: space)
                return piece.count
            } catch {
                failure = error
                return Int(CURL_READFUNC_ABORT)
            }
        case nil:
            return 0
        }
    }
}
