import Ledger
import Wire

/// A route whose body or answer is a file, beside the JSON operations and under the same rules of
/// access. A route that changes something streams the file to its place first and then runs a
/// `Command` through the executor, which brings idempotency and the audit trail.
public struct FileRoute: Sendable {
    public let declaration: Declaration
    /// What the body may be; nil when the route takes none.
    public let takes: FileIntake?
    /// The media types of the answer.
    public let gives: [String]
    /// Properties of the parameters (path and query) and the schema of a JSON answer.
    public let describe: @Sendable (SchemaDecoder) -> OperationSchema
    public let handle: @Sendable (FileRequest, CommandExecutor) async throws -> FileReply

    /// - Parameters:
    ///   - parameters: what path and query decode to.
    ///   - reply: the shape of a JSON answer; `Done` for routes that answer with a file.
    public init<Parameters: Codable & Sendable, Reply: Codable & Sendable>(
        _ declaration: Declaration, parameters: Parameters.Type, takes: FileIntake? = nil,
        gives: [String] = ["application/json"], reply: Reply.Type,
        handle: @escaping @Sendable (Parameters, FileRequest, CommandExecutor) async throws ->
            FileReply
    ) {
        let decoder = WireDecoder(declaration.fields)
        self.declaration = declaration
        self.takes = takes
        self.gives = gives
        describe = { catalog in
            OperationSchema(input: parameters, reply: reply, catalog: catalog)
        }
        self.handle = { request, executor in
            let found = try decoder.decode(
                parameters, body: nil, parameters: request.parameters)
            return try await handle(found, request, executor)
        }
    }
}

/// What a route takes as its body.
public struct FileIntake: Sendable, Hashable {
    /// `image/jpeg`; the bytes themselves are the handler's to check.
    public let mediaTypes: [String]
    let ownMaximum: Int?
    /// What says that there were more bytes.
    public let excess: RefusalCode

    /// - Parameter maximumBytes: nil: as much as the installation takes of a paper.
    public init(
        mediaTypes: [String], maximumBytes: Int? = nil, excess: RefusalCode = .tooLarge
    ) {
        self.mediaTypes = mediaTypes
        ownMaximum = maximumBytes
        self.excess = excess
    }

    public func maximumBytes(in installation: Installation) -> Int {
        ownMaximum ?? installation.paperLimit
    }
}

/// A request to a file route, after its access was checked.
public struct FileRequest: Sendable {
    public let actor: Actor
    public let parameters: [(name: String, value: String)]
    /// Without parameters such as `charset`; empty when there is no body.
    public let mediaType: String
    /// The body in pieces as they arrive. Ends with the intake's `excess` beyond it.
    public let body: any AsyncSequence<[UInt8], any Error> & Sendable
    /// The `If-None-Match` field, for answers that have not changed.
    public let knownTag: String?
    private let request: OperationRequest

    public init(
        _ request: OperationRequest, actor: Actor, mediaType: String, knownTag: String?,
        body: any AsyncSequence<[UInt8], any Error> & Sendable
    ) {
        self.request = request
        self.actor = actor
        parameters = request.parameters
        self.mediaType = mediaType
        self.knownTag = knownTag
        self.body = body
    }

    /// Who this request is for `executor.run`. `content` stands for the body in the fingerprint of
    /// the idempotency key: its SHA-256 in hexadecimal.
    public func identity(of command: String, content: String) -> RequestIdentity {
        OperationRequest(
            actor: actor, body: .string(content), parameters: parameters,
            idempotencyKey: request.idempotencyKey, origin: request.origin
        ).identity(of: command)
    }
}

/// The answer of a file route.
public struct FileReply: Sendable {
    public enum Content: Sendable {
        case json(Outcome)
        case bytes([UInt8])
        /// A file of the object store, streamed from disk.
        case path(String)
    }

    public let content: Content
    public let mediaType: String
    /// The name under which a browser saves it; nil: shown in place.
    public let fileName: String?
    /// The content's hash: equal tags are equal bytes, for ever.
    public let tag: String?
    /// What whoever asked has to know beside the file; plain ASCII, for a header.
    public let notes: [String]

    public init(
        _ content: Content, mediaType: String, fileName: String? = nil, tag: String? = nil,
        notes: [String] = []
    ) {
        self.content = content
        self.mediaType = mediaType
        self.fileName = fileName
        self.tag = tag
        self.notes = notes
    }

    public static func json(_ outcome: Outcome) -> FileReply {
        FileReply(.json(outcome), mediaType: "application/json")
    }
}
