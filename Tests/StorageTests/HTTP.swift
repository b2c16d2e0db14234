import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Requests as a browser would send them.
enum HTTP {
    static func send(
        _ method: String, _ url: String, headers: [(String, String)] = [], body: [UInt8] = []
    ) async throws -> (status: Int, body: [UInt8]) {
        var request = HTTPClientRequest(url: url)
        request.method = HTTPMethod(rawValue: method)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if !body.isEmpty { request.body = .bytes(ByteBuffer(bytes: body)) }
        let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
        let content = try await answer.body.collect(upTo: 16 << 20)
        return (Int(answer.status.code), Array(content.readableBytesView))
    }
}
