/// A question whose answer is a record that is made when it is not there yet: the score of somebody
/// whose books have changed. What is slow happens before and outside of any transaction; what is
/// asked in the end is an ordinary query for the record.
public protocol KeptQuery: Codable, Sendable {
    associatedtype Record: Query

    static var declaration: Declaration { get }

    /// Sees to it that the record exists, and says how to ask for it.
    func keep(
        for actor: Actor, with executor: CommandExecutor, requestID: String
    ) async throws -> Record
}

extension AnyOperation {
    public static func keptQuery<Q: KeptQuery>(_ type: Q.Type) -> AnyOperation {
        let declaration = Q.declaration
        let decoder = WireDecoder(declaration.fields)
        return AnyOperation(
            declaration: declaration, kind: .query,
            describe: { catalog in
                OperationSchema(input: type, reply: Q.Record.Reply.self, catalog: catalog)
            },
            run: { request, switchboard in
                let actor = try Permission.check(declaration.access, request.actor)
                let query = try decoder.decode(
                    type, body: request.body, parameters: request.parameters)
                let record = try await query.keep(
                    for: actor, with: switchboard.executor, requestID: request.origin.requestID)
                return try await switchboard.executor.answer(record, as: actor)
            }, perform: nil)
    }
}

extension CommandExecutor {
    /// Asks a kept query for callers inside the process.
    public func ask<Q: KeptQuery>(_ query: Q, as actor: Actor) async throws -> Q.Record.Reply {
        _ = try Permission.check(Q.declaration.access, actor)
        let record = try await query.keep(for: actor, with: self, requestID: "internal")
        return try await ask(record, as: actor)
    }
}
