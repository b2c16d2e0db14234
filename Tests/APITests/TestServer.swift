import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Logging
import ServiceLifecycle
import Synchronization
import Testing
import Wire

@testable import API
@testable import Commons
@testable import Storage

/// The whole server on a real database in a folder of its own, asked over real connections.
struct TestServer: Sendable {
    let port: Int
    private let caller: HTTPCaller
    let switchboard: Switchboard
    let clock: TestClockwork
    var registry: CommandRegistry { switchboard.executor.registry }
    var database: any Database { switchboard.executor.database }

    static let operations = Operations.all + [.command(KeepNote.self), .query(ReadNote.self)]

    static func with(
        parts: ServerParts = ServerParts(),
        files: [FileRoute] = NoteFile.all,
        registration: SignInParts.Registration = .open, passwords: PasswordWorker? = nil,
        logger: Logger? = nil,
        _ body: @Sendable @escaping (TestServer) async throws -> Void
    ) async throws {
        let folder = NSTemporaryDirectory() + "api-tests-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let database = try await openDatabase(at: try DatabaseLocation(folder))
        let clock = TestClockwork()
        let secrets = try ServerSecrets(master: ServerSecrets.makeMaster())
        let cheap = PasswordHash.Cost(kibibytes: 64, passes: 1, lanes: 1)
        let signIn = SignInParts(
            secrets: secrets, tokens: await AccessTokenSigner(key: secrets.tokenKey),
            passwords: passwords ?? PasswordWorker(capacity: 64, cost: cheap),
            registration: registration)
        let executor = CommandExecutor(
            database: database, registry: try CommandRegistry(operations, files: files),
            clock: clock,
            installation: Installation(
                objects: try FolderObjectStore(folder: folder + "/objects")))
        let switchboard = Switchboard(executor: executor, parts: signIn)
        var parts = parts
        parts.port = 0
        let logger = logger ?? Logger(label: "test") { _ in
            JSONLogHandler(label: "test", level: .error)
        }
        let (ports, running) = AsyncStream.makeStream(of: Int.self)
        let application = try parts.application(switchboard: switchboard, logger: logger) { port in
            running.yield(port)
        }
        let service = ServiceGroup(
            configuration: .init(services: [application], logger: logger))
        do {
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask {
                    defer { running.finish() }
                    try await service.run()
                }
                let port = try #require(await ports.first { _ in true })
                let caller = try HTTPCaller()
                let server = TestServer(
                    port: port, caller: caller, switchboard: switchboard, clock: clock)
                var failure: (any Error)?
                do { try await body(server) } catch { failure = error }
                caller.close()
                await service.triggerGracefulShutdown()
                try await tasks.waitForAll()
                if let failure { throw failure }
            }
        } catch {
            await database.close()
            throw error
        }
        await database.close()
    }

    /// One request. `headers` by name; a body is sent as JSON.
    func ask(
        _ method: HTTPRequest.Method, _ path: String, _ json: String? = nil,
        token: String? = nil, headers: [String: String] = [:]
    ) async throws -> Answer {
        var fields: [(name: String, value: String)] = []
        if json != nil, !headers.keys.contains(where: { $0.lowercased() == "content-type" }) {
            fields.append((name: "content-type", value: "application/json"))
        }
        if let token { fields.append((name: "authorization", value: "Bearer \(token)")) }
        fields += headers.map { (name: $0, value: $1) }
        let call = HTTPCall(
            method: method.rawValue, url: "http://127.0.0.1:\(port)\(path)", headers: fields,
            body: json.map { .bytes(Array($0.utf8)) })
        let (reply, bytes) = try await caller.send(call, into: [UInt8]()) { all, piece in
            all.append(contentsOf: piece)
        }
        var found: HTTPFields = [:]
        for header in reply.headers {
            found.append(
                HTTPField(name: try #require(HTTPField.Name(header.name)), value: header.value))
        }
        return Answer(
            status: reply.status, headers: found, bytes: reply.isGood ? bytes : reply.problem)
    }

    static let password = "a long enough sentence"

    /// Registers an organisation and gives its owner's session.
    func register(
        _ email: String, headers: [String: String] = [:]
    ) async throws -> Answer {
        try await ask(
            .post, "/api/auth/register",
            """
            {"name":"Wanjiku","email":"\(email)","password":"\(Self.password)",
             "organisation":{"name":"Umoja","kind":"sacco","country":"KE","base_currency":"KES"}}
            """, headers: headers)
    }

    func login(
        _ email: String, _ password: String = password, code: String? = nil,
        headers: [String: String] = [:]
    ) async throws -> Answer {
        let code = code.map { #","code":"\#($0)""# } ?? ""
        return try await ask(
            .post, "/api/auth/login", #"{"email":"\#(email)","password":"\#(password)"\#(code)}"#,
            headers: headers)
    }

    /// The access token of a new member with this role, invited by the owner of `token`.
    func member(_ role: Role, invitedBy token: String) async throws -> String {
        let id = RandomIDSource().next(User.self, at: clock.now())
        let added = try await ask(
            .post, "/api/members",
            """
            {"id":"\(id)","name":"\(role.rawValue)","email":"\(id)@example.org",
             "role":"\(role.rawValue)"}
            """, token: token)
        try #require(added.status == 201, "\(added.text)")
        let joined = try await join(id, invitedBy: token)
        return try #require(joined.json["access_token"]?.string, "\(joined.text)")
    }

    /// Takes up an invitation of the owner of `token`, with the password of all tests.
    func join(_ user: ID<User>, invitedBy token: String) async throws -> Answer {
        let invited = try await ask(.post, "/api/members/\(user)/invitation", token: token)
        let invitation = try #require(invited.json["invitation"]?.string, "\(invited.text)")
        return try await ask(
            .post, "/api/auth/join",
            #"{"invitation":"\#(invitation)","password":"\#(Self.password)"}"#)
    }
}

struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }
    var json: JSONValue { (try? JSONValue.parse(bytes)) ?? .null }
    var code: String? { json["code"]?.string }

    func header(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { headers[$0] }
    }

    /// Cookies that the answer sets, by name.
    var cookies: [String: String] {
        var cookies: [String: String] = [:]
        for field in headers[values: .setCookie] {
            let pair = field.split(separator: ";").first ?? ""
            let sides = pair.split(separator: "=", maxSplits: 1)
            cookies[String(sides[0])] = sides.count > 1 ? String(sides[1]) : ""
        }
        return cookies
    }
}

final class TestClockwork: Clockwork {
    private let moment = Mutex(Instant(Day(year: 2026, month: 11, day: 23) ?? .earliest, hour: 9))

    func now() -> Instant { moment.withLock { $0 } }
    func pass(seconds: Int64) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
}
