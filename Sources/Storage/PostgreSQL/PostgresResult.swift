import CPostgres

/// One answer of the server; frees its memory with itself.
final class PostgresResult {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) {
        self.pointer = pointer
    }

    deinit { PQclear(pointer) }

    var status: ExecStatusType { PQresultStatus(pointer) }

    var isError: Bool {
        status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE
    }

    /// The command's tag, such as `COMMIT` or `INSERT 0 3`.
    var tag: String { String(cString: PQcmdStatus(pointer)) }

    /// Rows that an INSERT, UPDATE or DELETE changed.
    var changes: Int { Int(String(cString: PQcmdTuples(pointer))) ?? 0 }

    var rows: Int { Int(PQntuples(pointer)) }

    /// The five characters of SQLSTATE; empty where the error is libpq's own.
    var state: String {
        PQresultErrorField(pointer, CInt(UInt8(ascii: "C"))).map { String(cString: $0) } ?? ""
    }

    /// The first line of the error. The detail is left out: it quotes values of the row.
    var message: String {
        let primary = PQresultErrorField(pointer, CInt(UInt8(ascii: "M")))
        return primary.map { String(cString: $0) }
            ?? String(cString: PQresultErrorMessage(pointer)).split(separator: "\n").first
            .map(String.init) ?? "unknown"
    }

    var fault: StorageFault {
        switch state {
        case "22003": .outOfRange(message)
        case _ where state.hasPrefix("23"): .constraint(message)
        case "53100": .full("The disk of the database is full: \(message).")
        // No memory, no connection left, a lock that was not given in time, a server that has
        // become a copy of another one: each can pass.
        case "53200", "53300", "55P03", "57014", "25006", "40001", "40P01":
            .unavailable("\(message) (\(state))", retryAfter: 1)
        default: .engine("\(message) (\(state))")
        }
    }
}
