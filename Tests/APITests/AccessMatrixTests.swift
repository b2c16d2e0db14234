import HTTPTypes
import Ledger
import Testing
import Wire

@testable import API
@testable import Commons

/// Walks every route as every role and as a visitor; `ForeignOrganisationTests` walks them with the
/// token of another organisation. The walk is made from the registry, so that a new route is in it
/// without a line here.
@Suite struct AccessMatrixTests {
    private struct Walk: Sendable {
        let declaration: Declaration
        let body: String?
        let mediaType: String?

        var path: String {
            declaration.route.path.split(separator: "/").map { segment in
                segment.hasPrefix(":") ? "0198c0de-0000-7000-8000-00000000dead" : "\(segment)"
            }.reduce("") { $0 + "/" + $1 }
        }
    }

    private static func walks(_ registry: CommandRegistry) -> [Walk] {
        registry.operations.map { operation in
            Walk(
                declaration: operation.declaration,
                body: operation.kind == .query ? nil : "{}", mediaType: nil)
        } + registry.files.map { file in
            Walk(
                declaration: file.declaration, body: file.takes == nil ? nil : "x",
                mediaType: file.takes?.mediaTypes.first)
        }
    }

    private static func ask(
        _ server: TestServer, _ walk: Walk, token: String?
    ) async throws -> Answer {
        try await server.ask(
            try #require(HTTPRequest.Method(rawValue: walk.declaration.route.method.rawValue)),
            walk.path, walk.body, token: token,
            headers: walk.mediaType.map { ["Content-Type": $0] } ?? [:])
    }

    @Test func `Every route lets in exactly the roles that hold its action`() async throws {
        try await TestServer.with(files: Operations.files + NoteFile.all) { server in
            let owner = try #require(
                try await server.register("a@example.org").json["access_token"]?.string)
            var checked = 0
            for role in Role.allCases {
                let token = try await server.member(role, invitedBy: owner)
                for walk in Self.walks(server.registry)
                where walk.declaration.name != "auth.logout" {
                    let answer = try await Self.ask(server, walk, token: token)
                    let isAllowed =
                        switch walk.declaration.access {
                        case .everyone, .signedIn: true
                        case .action(let action): action.roles.contains(role)
                        }
                    let isRefused = answer.status == 403 && answer.code == "forbidden"
                    #expect(
                        isRefused == !isAllowed,
                        "\(walk.declaration.name) as \(role.rawValue): \(answer.text)")
                    #expect(answer.code != "fault", "\(walk.declaration.name): \(answer.text)")
                    checked += 1
                }
            }
            #expect(checked >= Role.allCases.count * 20)
        }
    }

    @Test func `A visitor gets nowhere but where everyone may go`() async throws {
        try await TestServer.with(files: Operations.files + NoteFile.all) { server in
            for walk in Self.walks(server.registry) {
                let answer = try await Self.ask(server, walk, token: nil)
                guard walk.declaration.access != .everyone else {
                    #expect(answer.code != "fault", "\(walk.declaration.name): \(answer.text)")
                    continue
                }
                #expect(answer.status == 401, "\(walk.declaration.name)")
                #expect(answer.code == "unauthenticated")
            }
        }
    }

    @Test func `What belongs to another organisation is not found`() async throws {
        try await TestServer.with { server in
            let here = try #require(
                try await server.register("a@example.org").json["access_token"]?.string)
            let there = try #require(
                try await server.register("b@example.org").json["access_token"]?.string)
            let me = try await server.ask(.get, "/api/users/me", token: here)
            let devices = try await server.ask(.get, "/api/devices", token: here)
            let user = try #require(me.json["user"]?["id"]?.string)
            let device = try #require(devices.json["items"]?[0]?["id"]?.string)
            _ = try await server.ask(.put, "/api/notes/n", #"{"text":"x"}"#, token: here)
            let foreign: [(HTTPRequest.Method, String, String?)] = [
                (.get, "/api/notes/n", nil), (.delete, "/api/devices/\(device)", "{}"),
                (.put, "/api/members/\(user)", #"{"role":"teller"}"#),
                (.post, "/api/members/\(user)/invitation", "{}"),
                (.get, "/api/note-files/n", nil),
            ]
            for (method, path, body) in foreign {
                let answer = try await server.ask(method, path, body, token: there)
                #expect(answer.status == 404, "\(path): \(answer.text)")
            }
            for list in ["/api/audit", "/api/changes", "/api/members", "/api/approvals"] {
                let answer = try await server.ask(.get, list, token: there)
                #expect(answer.status == 200)
                #expect(!answer.text.contains(user), "\(list)")
            }
        }
    }
}
