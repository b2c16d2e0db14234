import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Ledger
import Logging
import NIOCore
import Storage
import Synchronization
import Testing
import Wire

@testable import API
@testable import Commons

/// The whole server on a real database in a folder of its own, asked without a network.
struct TestServer: Sendable {
    let client: any TestClientProtocol
    let switchboard: Switchboard
    let clock: TestClockwork
    var registry: CommandRegistry { switchboard.executor.registry }
    var database: any Database { switchboard.executor.database }

    static let operations = Operations.all + [.command(KeepNote.self), .query(ReadNote.self)]

    static func with(
        _ setup: TestingSetup = .router, parts: ServerParts = ServerParts(),
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
        let application = try parts.application(
            switchboard: switchboard, logger: logger ?? Logger(label: "test") { _ in
                JSONLogHandler(label: "test", level: .error)
            })
        do {
            try await application.test(setup) { client in
                try await body(
                    TestServer(client: client, switchboard: switchboard, clock: clock))
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
        var fields: HTTPFields = [:]
        if json != nil { fields[.contentType] = "application/json" }
        if let token { fields[.authorization] = "Bearer \(token)" }
        for (name, value) in headers {
            fields[try #require(HTTPField.Name(name))] = value
        }
        let response = try await client.executeRequest(
            uri: path, method: method, headers: fields,
            body: json.map { ByteBuffer(string: $0) })
        return Answer(
            status: response.status.code, headers: response.headers,
            bytes: Array(response.body.readableBytesView))
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
