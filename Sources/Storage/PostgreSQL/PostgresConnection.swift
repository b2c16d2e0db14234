import CPostgres
import Foundation

/// One connection to PostgreSQL, always in pipeline mode, used by one thread at a time.
///
/// Statements are prepared once by their text. Work can be queued; it goes out together with the
/// next statement whose answer is needed, in one round trip.
final class PostgresConnection {
    struct Prepared {
        let name: String
        let parameters: [Oid]
    }

    private struct Item {
        /// A prepared statement's name, or the text of a statement without parameters.
        let text: String
        let isPrepared: Bool
        let values: PostgresParameters
    }

    private let pointer: OpaquePointer
    private var prepared: [String: Prepared] = [:]
    private var queue: [Item] = []
    private var prepareCount = 0

    /// - Throws: `unavailable` with libpq's reason.
    init(uri: String) throws(StorageFault) {
        if let reason = commons_postgres_missing() {
            throw .unavailable(
                "PostgreSQL cannot be reached: \(String(cString: reason)).", retryAfter: 60)
        }
        let keys = ["connect_timeout", "application_name", "keepalives_idle", "dbname"]
        let values = ["5", "commons", "30", uri]
        let connected = withCStrings(keys) { keys in
            withCStrings(values) { values in PQconnectdbParams(keys, values, 1) }
        }
        guard let connected else { throw .unavailable("Out of memory.", retryAfter: 1) }
        if PQstatus(connected) != CONNECTION_OK {
            let reason = String(cString: PQerrorMessage(connected))
                .trimmingCharacters(in: .whitespacesAndNewlines)
            PQfinish(connected)
            throw .unavailable("PostgreSQL cannot be reached: \(reason)", retryAfter: 1)
        }
        pointer = connected
        PQsetNoticeProcessor(connected, { _, _ in }, nil)
        try script(Self.settings)
        if PQenterPipelineMode(connected) != 1 { throw lost() }
    }

    deinit { PQfinish(pointer) }

    /// A node that vanishes in the middle of a transaction must not hold the writers' lock for
    /// long; and a server that was told to forget commits is told not to for this application.
    private static let settings = """
        SET client_encoding = 'UTF8';
        SET client_min_messages = error;
        SET idle_in_transaction_session_timeout = '60s';
        SELECT set_config('synchronous_commit', 'on', false)
        WHERE current_setting('synchronous_commit') = 'off';
        """

    var isBroken: Bool { PQstatus(pointer) != CONNECTION_OK }

    /// False when the server has hung up while nothing was under way.
    var isAlive: Bool {
        var poll = pollfd(fd: PQsocket(pointer), events: Int16(POLLIN), revents: 0)
        // Nothing is due, so what can be read is a farewell: its text first, then the end.
        for _ in 0..<2 where Foundation.poll(&poll, 1, 0) > 0 {
            if PQconsumeInput(pointer) != 1 { return false }
        }
        return !isBroken
    }

    var transactionStatus: PGTransactionStatusType { PQtransactionStatus(pointer) }
    var hasQueue: Bool { !queue.isEmpty }
    func dropQueue() { queue.removeAll() }

    /// Queues a statement without parameters.
    func enqueue(_ sql: String) {
        queue.append(Item(text: sql, isPrepared: false, values: .none))
    }

    func enqueue(_ statement: Prepared, _ values: PostgresParameters) {
        queue.append(Item(text: statement.name, isPrepared: true, values: values))
    }

    /// Runs what is queued, then the statement.
    func run(_ sql: String, _ values: [Value]) throws(StorageFault) -> PostgresResult {
        let statement = try prepare(sql)
        enqueue(statement, try PostgresParameters(values, as: statement.parameters, sql))
        guard let last = try flush() else { throw lost() }
        return last
    }

    /// Has the server prepare the statement, unless it has; what is queued goes first.
    func prepare(_ sql: String) throws(StorageFault) -> Prepared {
        if let known = prepared[sql] { return known }
        try flush()
        // A text that is generated over and over must fill neither side's memory.
        if prepared.count >= 1024 { try forget() }
        prepareCount += 1
        let name = "s\(prepareCount)"
        guard PQsendPrepare(pointer, name, sql, 0, nil) == 1,
            PQsendDescribePrepared(pointer, name) == 1
        else { throw lost() }
        let description = try collect(2)
        let parameters = (0..<PQnparams(description.pointer)).map {
            PQparamtype(description.pointer, $0)
        }
        let statement = Prepared(name: name, parameters: parameters)
        prepared[sql] = statement
        return statement
    }

    /// Sends what is queued and waits for every answer; returns the last.
    ///
    /// - Throws: the first error; `unavailable` when the connection was lost.
    @discardableResult
    func flush() throws(StorageFault) -> PostgresResult? {
        if queue.isEmpty { return nil }
        let items = queue
        queue.removeAll()
        for item in items {
            let isSent = item.values.withPointers { values, lengths, formats in
                item.isPrepared
                    ? PQsendQueryPrepared(
                        pointer, item.text, CInt(item.values.spans.count), values, lengths, formats,
                        1)
                    : PQsendQueryParams(pointer, item.text, 0, nil, nil, nil, nil, 1)
            }
            if isSent != 1 { throw lost() }
        }
        return try collect(items.count)
    }

    /// Runs a text of several statements, outside of the pipeline.
    func script(_ sql: String) throws(StorageFault) {
        let wasPipelined = PQpipelineStatus(pointer) != PQ_PIPELINE_OFF
        if wasPipelined, PQexitPipelineMode(pointer) != 1 { throw lost() }
        guard let answer = PQexec(pointer, sql) else { throw lost() }
        let result = PostgresResult(answer)
        if isBroken { throw lost() }
        if wasPipelined, PQenterPipelineMode(pointer) != 1 { throw lost() }
        if result.isError { throw result.fault }
    }

    private func forget() throws(StorageFault) {
        prepared.removeAll()
        enqueue("DEALLOCATE ALL")
        try flush()
    }

    private func collect(_ count: Int) throws(StorageFault) -> PostgresResult {
        if PQpipelineSync(pointer) != 1 { throw lost() }
        var last: PostgresResult?
        var failure: StorageFault?
        var answered = 0
        while true {
            guard let answer = PQgetResult(pointer) else {
                if isBroken { throw failure ?? lost() }
                answered += 1
                // A null ends each statement's answers; more nulls than statements never come.
                if answered > count + 1 { throw lost() }
                continue
            }
            let result = PostgresResult(answer)
            if result.status == PGRES_PIPELINE_SYNC { break }
            if result.isError {
                // libpq makes an error of its own, without a state, when the connection ends.
                if isBroken || result.state.isEmpty || result.state.hasPrefix("57P") {
                    throw failure ?? lost(result.message)
                }
                forgetStale(result)
                failure = failure ?? result.fault
            } else if result.status != PGRES_PIPELINE_ABORTED {
                last = result
            }
        }
        if let failure { throw failure }
        guard let last else { throw lost() }
        return last
    }

    /// A migration by another node can change what a prepared statement returns (0A000) or make
    /// it unknown (26000); it is prepared anew at its next use.
    private func forgetStale(_ result: PostgresResult) {
        if result.state == "0A000" || result.state == "26000" { prepared.removeAll() }
    }

    private func lost(_ reason: String? = nil) -> StorageFault {
        let reason = reason ?? String(cString: PQerrorMessage(pointer))
        return .unavailable(
            "The connection to PostgreSQL was lost: "
                + reason.trimmingCharacters(in: .whitespacesAndNewlines),
            retryAfter: 1)
    }
}

/// Calls `body` with a null-ended array of C strings.
private func withCStrings<T>(
    _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> T
) -> T {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return (copies.map { $0.map { UnsafePointer($0) } } + [nil]).withUnsafeBufferPointer { buffer in
        // The array has at least its ending null, so it has an address.
        guard let base = buffer.baseAddress else { preconditionFailure("An empty array.") }
        return body(base)
    }
}
