import CPostgres

/// The answers to what the commands of one group have asked. Only one writer at a time changes
/// anything, so it finds the same rows until it writes: the customer of fifty invoices travels
/// once.
struct PostgresMemo {
    private struct Question: Hashable {
        let sql: String
        let values: [Value]
    }

    private static let questions = 256
    private static let bytes = 16_384
    private var answers: [Question: PostgresResult] = [:]

    /// - Parameter ask: runs the statement, which only reads.
    mutating func answer(
        _ sql: String, _ values: [Value],
        _ ask: () throws(StorageFault) -> PostgresResult
    ) throws(StorageFault) -> PostgresResult {
        let question = Question(sql: sql, values: values)
        if let known = answers[question] { return known }
        let answer = try ask()
        if answers.count < Self.questions, PQresultMemorySize(answer.pointer) <= Self.bytes {
            answers[question] = answer
        }
        return answer
    }

    mutating func forget() {
        if !answers.isEmpty { answers.removeAll(keepingCapacity: true) }
    }
}
