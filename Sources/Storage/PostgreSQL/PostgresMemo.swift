import CPostgres

/// The answers to what the commands of one group have asked: who takes turns as writer finds the
/// same rows until it writes, so the customer of fifty invoices travels once.
struct PostgresMemo {
    private struct Question: Hashable {
        let sql: String
        let values: [Value]
    }

    private static let questions = 256
    private static let bytes = 16_384
    private var answers: [Question: PostgresResult] = [:]
    private let scans = StatementScans()

    /// - Parameter ask: runs the statement. Whatever is more than a read empties the memo.
    mutating func answer(
        _ sql: String, _ values: [Value],
        _ ask: (String, [Value]) throws(StorageFault) -> PostgresResult
    ) throws(StorageFault) -> PostgresResult {
        guard scans[sql].isRead else {
            forget()
            return try ask(sql, values)
        }
        let question = Question(sql: sql, values: values)
        if let known = answers[question] { return known }
        let answer = try ask(sql, values)
        if answers.count < Self.questions, PQresultMemorySize(answer.pointer) <= Self.bytes {
            answers[question] = answer
        }
        return answer
    }

    mutating func forget() {
        if !answers.isEmpty { answers.removeAll(keepingCapacity: true) }
    }
}
