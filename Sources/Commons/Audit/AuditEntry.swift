import Crypto
import Ledger
import Storage
import Wire

/// What one command did to one subject, and on whose behalf. Rows are never changed.
struct AuditEntry: Sendable {
    let id: ID<AuditRecord>
    let organisation: ID<Organisation>
    let user: ID<User>
    let device: ID<Device>?
    let command: String
    let subject: Subject
    let before: JSONValue?
    let after: JSONValue?
    let reason: String?
    let requestID: String
    let at: Instant

    static let table = AppendedTable(
        "audit",
        [
            "id", "organisation_id", "user_id", "device_id", "command", "subject_kind",
            "subject_id", "before", "after", "reason", "request_id", "at",
        ])

    func append(to transaction: any Transaction) {
        transaction.append(
            [
                .text(id.text), .text(organisation.text), .text(user.text),
                .text(device?.text), .text(command), .text(subject.kind), .text(subject.id),
                .text(before.map(Self.text)), .text(after.map(Self.text)), .text(reason),
                .text(requestID), .integer(at.microseconds),
            ], to: Self.table)
    }

    private static func text(_ json: JSONValue) -> String {
        String(decoding: json.bytes, as: UTF8.self)
    }

    /// The bytes that the transparency log commits to: the row as an array in the order of its
    /// columns. The id carries 74 random bits, so that nobody can guess a row from its hash.
    var leafBytes: [UInt8] {
        var writer = JSONWriter(reservingCapacity: 512)
        writer.beginArray()
        for text in [id.text, organisation.text, user.text] { writer.string(text) }
        write(device?.text, to: &writer)
        for text in [command, subject.kind, subject.id] { writer.string(text) }
        for json in [before, after] {
            json?.write(to: &writer) ?? writer.null()
        }
        write(reason, to: &writer)
        writer.string(requestID)
        writer.integer(at.microseconds)
        writer.endArray()
        return writer.bytes
    }

    private func write(_ text: String?, to writer: inout JSONWriter) {
        if let text { writer.string(text) } else { writer.null() }
    }

    /// RFC 9162, 2.1.1: SHA-256 of 0x00 and the leaf's bytes.
    var leaf: [UInt8] {
        var hash = Crypto.SHA256()
        hash.update(data: [0x00] as [UInt8])
        hash.update(data: leafBytes)
        return Array(hash.finalize())
    }
}
