import Commons
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import Storage
import Wire

/// An answer that says no, as RFC 9457 has it: a stable code, a title, what happened, and a
/// pointer to each field at fault.
struct Problem: Sendable {
    let code: RefusalCode
    let detail: String
    var faults: [FieldFault] = []
    var retryAfter: Int?
    var allow: [String] = []

    static let mediaType = "application/problem+json"

    init(_ code: RefusalCode, _ detail: String) {
        self.code = code
        self.detail = detail
    }

    init(_ refusal: Refusal) {
        self.init(refusal.code, refusal.detail)
        faults = refusal.faults
        retryAfter = refusal.retryAfter
    }

    /// The answer to an error of any room.
    init(_ error: any Error) {
        switch error {
        case let refusal as Refusal: self.init(refusal)
        case let invalid as InvalidRequest:
            self.init(.invalidRequest, "See errors for each field and what it must be.")
            faults = invalid.faults
        case let error as JSONError: self.init(.malformed, "The body is no JSON: \(error.message).")
        case let fault as StorageFault: self.init(fault)
        case let fault as ObjectFault: self.init(fault)
        case is MoneyError:
            self.init(.invalidRequest, "An amount is too large, or currencies do not fit.")
        case is NIOTooManyBytesError: self.init(.tooLarge, "Send less.")
        default: self.init(.fault, Self.noted)
        }
    }

    private static let noted = "It was noted with the request id. Nothing was changed."

    /// The database's. What passes is 503 with the seconds after which it is worth trying again.
    private init(_ fault: StorageFault) {
        switch fault {
        case .overloaded(let seconds):
            self.init(.overloaded, "Nothing was changed.")
            retryAfter = seconds
        case .closed:
            self.init(.unavailable, "The server is stopping; nothing was changed.")
            retryAfter = 5
        case .constraint:
            self.init(.conflict, "What you send clashes with what is there. Nothing was changed.")
        case .outOfRange:
            self.init(.amountTooLarge, "A balance would leave 64 bits. Nothing was changed.")
        case .full:
            self.init(
                .storageFull, "The disk of the database is full. Nothing was changed. Writing goes "
                    + "on by itself when there is room.")
            retryAfter = Self.roomSeconds
        case .unavailable(_, let seconds):
            self.init(
                .storageUnavailable, "The database does not answer. Nothing was changed.")
            retryAfter = max(seconds, 2)
        case .unusable:
            self.init(
                .storageUnavailable, "The database cannot be written until somebody has seen to "
                    + "its disk. Nothing was changed.")
            retryAfter = 60
        case .unknownOutcome:
            self.init(
                .outcomeUnknown, "The database was lost while it kept this. Send the same request "
                    + "with the same Idempotency-Key: it is done once, whether it was kept or not.")
            retryAfter = 2
        case .column, .owned, .engine: self.init(.fault, Self.noted)
        }
    }

    /// The object store's.
    private init(_ fault: ObjectFault) {
        switch fault {
        case .unavailable:
            self.init(
                .storageUnavailable, "The store of the files does not answer. The books do. "
                    + "Nothing was changed.")
            retryAfter = 5
        case .full:
            self.init(
                .storageFull, "The disk of the files is full. Nothing was changed. Files are taken "
                    + "again when there is room.")
            retryAfter = Self.roomSeconds
        case .missing, .damaged, .unusable, .refused, .tooLarge: self.init(.fault, Self.noted)
        }
    }

    /// Room is made by people.
    private static let roomSeconds = 30

    func body(requestID: String) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 256)
        writer.beginObject()
        writer.key("type")
        writer.string("urn:commons:problem:" + code.name)
        writer.key("title")
        writer.string(code.title)
        writer.key("status")
        writer.integer(Int64(code.status))
        writer.key("detail")
        writer.string(detail)
        writer.key("code")
        writer.string(code.name)
        writer.key("request_id")
        writer.string(requestID)
        if !faults.isEmpty {
            writer.key("errors")
            writer.beginArray()
            for fault in faults { Self.write(fault, to: &writer) }
            writer.endArray()
        }
        writer.endObject()
        return writer.bytes
    }

    private static func write(_ fault: FieldFault, to writer: inout JSONWriter) {
        writer.beginObject()
        switch fault.place {
        case .body(let pointer):
            writer.key("pointer")
            writer.string(pointer)
        case .parameter(let name):
            writer.key("parameter")
            writer.string(name)
        }
        writer.key("detail")
        writer.string(fault.detail)
        if let code = fault.code {
            writer.key("code")
            writer.string(code.name)
            for (name, bound) in [("least", code.least), ("most", code.most)] {
                guard let bound else { continue }
                writer.key(named: name)
                writer.integer(bound)
            }
            if !code.facts.isEmpty {
                writer.key("facts")
                writer.facts(code.facts)
            }
        }
        writer.endObject()
    }

    func response(requestID: String) -> Response {
        var headers: HTTPFields = [.contentType: Self.mediaType, .cacheControl: "no-store"]
        if let retryAfter { headers[.retryAfter] = String(retryAfter) }
        if !allow.isEmpty { headers[.allow] = allow.joined(separator: ", ") }
        if code.status == 401 { headers[.wwwAuthenticate] = "Bearer" }
        return Response(
            status: .init(code: code.status), headers: headers,
            body: .init(byteBuffer: ByteBuffer(bytes: body(requestID: requestID))))
    }
}
