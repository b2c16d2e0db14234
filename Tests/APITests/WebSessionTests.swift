import HTTPTypes
import Ledger
import Testing
import Wire

@testable import API
@testable import Commons

@Suite struct WebSessionTests {
    static let web = ["Commons-Client": "web"]

    @Test func `The web's tokens are in cookies that scripts cannot read`() async throws {
        try await TestServer.with { server in
            let session = try await server.register("a@example.org", headers: Self.web)
            #expect(session.status == 201)
            #expect(session.json["access_token"] == nil)
            #expect(session.json["refresh_token"] == nil)
            for field in session.headers[values: .setCookie] {
                #expect(field.contains("SameSite=Strict"))
                let isReadable = field.hasPrefix("commons_csrf=")
                #expect(field.contains("HttpOnly") != isReadable, "\(field)")
                #expect(!field.contains("Secure"))
            }
        }
    }

    @Test func `Behind HTTPS the cookies are marked secure`() async throws {
        var parts = ServerParts()
        parts.options.isSecure = true
        try await TestServer.with(parts: parts) { server in
            let session = try await server.register("a@example.org", headers: Self.web)
            #expect(session.headers[values: .setCookie].count == 4)
            for field in session.headers[values: .setCookie] {
                #expect(field.hasSuffix("; Secure"))
            }
            #expect(session.header("Strict-Transport-Security") != nil)
        }
    }

    @Test func `A change with cookies needs the token of the app's own script`() async throws {
        try await TestServer.with { server in
            let session = try await server.register("a@example.org", headers: Self.web)
            let other = try await server.register("b@example.org", headers: Self.web)
            let access = "commons_access=\(session.cookies["commons_access"] ?? "")"
            let own = try #require(session.cookies["commons_csrf"])
            let foreign = try #require(other.cookies["commons_csrf"])
            func keep(_ headers: [String: String]) async throws -> Answer {
                try await server.ask(
                    .put, "/api/notes/a", #"{"text":"x"}"#,
                    headers: headers.merging(["Cookie": access]) { $1 })
            }
            #expect(try await keep([:]).code == "cross_site")
            #expect(try await keep(["Commons-CSRF": foreign]).code == "cross_site")
            #expect(try await keep(["Commons-CSRF": "AAAA"]).code == "cross_site")
            #expect(try await keep(["Commons-CSRF": own]).status == 201)
            let read = try await server.ask(
                .get, "/api/notes/a", headers: ["Cookie": access])
            #expect(read.status == 200)
        }
    }

    @Test func `The refresh cookie works for the app only, and signing out clears all`()
        async throws
    {
        try await TestServer.with { server in
            let session = try await server.register("a@example.org", headers: Self.web)
            let cookie = "commons_refresh=\(session.cookies["commons_refresh"] ?? "")"
            let bare = try await server.ask(
                .post, "/api/auth/refresh", "{}", headers: ["Cookie": cookie])
            #expect(bare.code == "session_ended")
            let fresh = try await server.ask(
                .post, "/api/auth/refresh", "{}",
                headers: Self.web.merging(["Cookie": cookie]) { $1 })
            #expect(fresh.status == 200)
            #expect(fresh.cookies["commons_access"]?.isEmpty == false)
            let out = try await server.ask(
                .post, "/api/auth/logout",
                headers: [
                    "Cookie": "commons_access=\(fresh.cookies["commons_access"] ?? "")",
                    "Commons-CSRF": fresh.cookies["commons_csrf"] ?? "",
                ])
            #expect(out.status == 204)
            #expect(out.cookies["commons_access"] == "")
            #expect(out.cookies["commons_refresh"] == "")
        }
    }
}
