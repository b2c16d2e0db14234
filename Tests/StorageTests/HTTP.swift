@testable import Storage

/// Requests as a browser would send them.
enum HTTP {
    private static let caller = Result { try HTTPCaller() }

    static func send(
        _ method: String, _ url: String, headers: [(String, String)] = [], body: [UInt8] = []
    ) async throws -> (status: Int, body: [UInt8]) {
        let call = HTTPCall(
            method: method, url: url, headers: headers.map { (name: $0, value: $1) },
            body: body.isEmpty ? nil : .bytes(body))
        let (reply, content) = try await caller.get().send(call, into: [UInt8]()) { all, piece in
            all.append(contentsOf: piece)
        }
        return (reply.status, reply.isGood ? content : reply.problem)
    }
}
