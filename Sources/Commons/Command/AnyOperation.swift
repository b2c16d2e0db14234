import Wire

/// A command, query or procedure without its type: what routes, documents and approvals need.
/// Each noun's folder lists its own:
/// `static let all: [AnyOperation] = [.command(IssueInvoice.self)]`.
public struct AnyOperation: Sendable {
    public enum Kind: Sendable, Hashable { case command, query, procedure }

    public let declaration: Declaration
    public let kind: Kind
    public let describe: @Sendable (SchemaDecoder) -> OperationSchema
    public let run: @Sendable (OperationRequest, Switchboard) async throws -> Outcome
    /// Performs a stored payload inside an approver's transaction; commands only.
    let perform: (@Sendable (JSONValue, LiveWork) throws -> Outcome)?
    /// Whether a stored payload could be carried out now, and upon what its maker saw; commands
    /// only.
    let stands: (@Sendable (_ payload: JSONValue, _ matter: JSONValue?, any Work) throws -> Bool)?

    public static func command<C: Command>(_ type: C.Type) -> AnyOperation {
        let declaration = C.declaration
        let decoder = WireDecoder(declaration.fields)
        return AnyOperation(
            declaration: declaration, kind: .command, describe: Self.describe(type, C.Reply.self),
            run: { request, switchboard in
                let actor = try Permission.check(declaration.access, request.actor)
                let command = try decoder.decode(
                    type, body: request.body, parameters: request.parameters)
                return try await switchboard.executor.run(
                    command, as: actor, identity: request.identity(of: declaration.name))
            },
            perform: { payload, work in
                try work.run(try decoder.decode(type, body: payload))
            },
            stands: { payload, matter, work in
                let command = try decoder.decode(type, body: payload)
                do {
                    try command.precheck(in: work)
                    return try command.matter(in: work)?.canonicalBytes == matter?.canonicalBytes
                } catch is Refusal {
                    return false
                }
            })
    }

    public static func query<Q: Query>(_ type: Q.Type) -> AnyOperation {
        let declaration = Q.declaration
        let decoder = WireDecoder(declaration.fields)
        return AnyOperation(
            declaration: declaration, kind: .query, describe: Self.describe(type, Q.Reply.self),
            run: { request, switchboard in
                let actor = try Permission.check(declaration.access, request.actor)
                let query = try decoder.decode(
                    type, body: request.body, parameters: request.parameters)
                guard Q.isOfSession else {
                    return try await switchboard.executor.answer(query, as: actor)
                }
                return try await switchboard.sessions.answer(declaration.name, of: actor) {
                    try await switchboard.executor.answer(query, as: actor)
                }
            }, perform: nil, stands: nil)
    }

    public static func procedure<P: Procedure>(_ type: P.Type) -> AnyOperation {
        let declaration = P.declaration
        let decoder = WireDecoder(declaration.fields)
        return AnyOperation(
            declaration: declaration, kind: .procedure,
            describe: Self.describe(type, P.Reply.self),
            run: { request, switchboard in
                let actor = try Permission.check(declaration.access, request.actor)
                let procedure = try decoder.decode(
                    type, body: request.body, parameters: request.parameters)
                let scene = switchboard.scene(
                    actor: request.actor == nil ? nil : actor, origin: request.origin)
                let reply = try await procedure.run(in: scene)
                return Outcome(
                    status: declaration.status, body: try WireEncoder.encode(reply),
                    cookies: scene.cookies)
            }, perform: nil, stands: nil)
    }

    private static func describe<Input: Decodable & Sendable, Reply: Decodable & Sendable>(
        _ input: Input.Type, _ reply: Reply.Type
    ) -> @Sendable (SchemaDecoder) -> OperationSchema {
        { catalog in OperationSchema(input: input, reply: reply, catalog: catalog) }
    }
}

/// What describes an operation's request and reply. Each is derived when it is asked for: the
/// start of the server needs the requests only.
public struct OperationSchema {
    private let catalog: SchemaDecoder
    private let input: any Decodable.Type
    private let output: any Decodable.Type

    init(input: any Decodable.Type, reply: any Decodable.Type, catalog: SchemaDecoder) {
        self.input = input
        self.output = reply
        self.catalog = catalog
    }

    /// The reply's schema. Asked for before the request's fields, it keeps the plain name where
    /// both read the same type.
    public func reply() throws -> JSONValue {
        try catalog.schema(of: output, direction: .reply)
    }

    /// The request's fields, wherever they travel: path, query or body.
    public func properties(_ fields: [String: FieldNote]) throws -> [SchemaProperty] {
        try catalog.properties(of: input, fields: fields)
    }
}

/// One request as it reaches an operation, whatever carried it.
public struct OperationRequest: Sendable {
    public let actor: Actor?
    public let body: JSONValue?
    public let parameters: [(name: String, value: String)]
    public let idempotencyKey: String?
    public let origin: Origin

    public init(
        actor: Actor?, body: JSONValue?, parameters: [(name: String, value: String)] = [],
        idempotencyKey: String? = nil, origin: Origin
    ) {
        self.actor = actor
        self.body = body
        self.parameters = parameters
        self.idempotencyKey = idempotencyKey
        self.origin = origin
    }

    func identity(of command: String) -> RequestIdentity {
        guard let idempotencyKey else { return RequestIdentity(id: origin.requestID, key: nil) }
        return RequestIdentity(
            id: origin.requestID,
            key: IdempotencyKey(
                text: idempotencyKey,
                fingerprint: .of(command: command, body: body, parameters: parameters)))
    }
}

/// Where a request comes from.
public struct Origin: Sendable, Hashable {
    public let requestID: String
    /// The caller's network (`ClientNetwork`), for lock-outs; empty when there is none (command
    /// line, tests).
    public let address: String
    /// What the caller says it is, shown in the device list.
    public let agent: String
    /// The web app: tokens travel in cookies that scripts cannot read.
    public let isWeb: Bool
    /// Cookies that the request brought.
    public let cookies: [String: String]

    public init(
        requestID: String, address: String = "", agent: String = "", isWeb: Bool = false,
        cookies: [String: String] = [:]
    ) {
        self.requestID = requestID
        self.address = address
        self.agent = agent
        self.isWeb = isWeb
        self.cookies = cookies
    }
}

/// The answer to an operation.
public struct Outcome: Sendable {
    public let status: Int
    /// JSON; empty for 204.
    public let body: [UInt8]
    /// The stored answer of an earlier request with the same key.
    public let isReplay: Bool
    public let cookies: [Cookie]

    public init(status: Int, body: [UInt8], isReplay: Bool = false, cookies: [Cookie] = []) {
        self.status = status
        self.body = body
        self.isReplay = isReplay
        self.cookies = cookies
    }
}
