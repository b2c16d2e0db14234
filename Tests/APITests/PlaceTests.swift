import Foundation
import HTTPTypes
import Ledger
import Storage
import Testing
import Wire

@testable import API
@testable import Commons

/// Where a new organisation is, and what its people read.
@Suite struct PlaceTests {
    /// What becomes of a new organisation: `made`, or the code and the field at fault.
    private func register(_ place: String, _ server: TestServer) async throws -> String {
        let answer = try await server.ask(
            .post, "/api/auth/register",
            """
            {"name":"W","email":"\(UUID().uuidString)@example.org",
             "password":"\(TestServer.password)",
             "organisation":{"name":"U","kind":"shop","base_currency":"KES",\(place)}}
            """)
        guard answer.status != 201 else { return "made" }
        let fault = answer.json["errors"]?[0]
        return "\(answer.status) \(answer.code ?? "") \(fault?["pointer"]?.string ?? "")"
    }

    @Test func `An organisation is in a country, a language and a time zone that there are`()
        async throws
    {
        try await TestServer.with { server in
            for place in [
                #""country":"ug""#, #""country":"SS","language":"sw""#,
                #""country":"AQ","language":null"#,
                #""country":"TZ","time_zone":"Africa/Dar_es_Salaam","language":"ar""#,
            ] {
                #expect(try await register(place, server) == "made", "\(place)")
            }
            for code in ["ZZ", "XX", "AA", "UK", "XK"] {
                let told = try await register("\"country\":\"\(code)\"", server)
                #expect(told == "422 country_unknown /organisation/country", "\(code)")
            }
            for text in ["Kenya", "K", "K1", "ＫＥ", "  "] {
                let told = try await register("\"country\":\"\(text)\"", server)
                #expect(told == "400 invalid_request /organisation/country", "\(text)")
            }
            for text in ["zz", "EN", "en-GB", "", "english"] {
                let told = try await register(
                    "\"country\":\"KE\",\"language\":\"\(text)\"", server)
                #expect(told == "400 invalid_request /organisation/language", "\(text)")
            }
            for text in ["Nowhere/City", "Africa", "../etc/passwd"] {
                let told = try await register(
                    "\"country\":\"KE\",\"time_zone\":\"\(text)\"", server)
                #expect(told == "422 time_zone_unknown /organisation/time_zone", "\(text)")
            }
        }
    }

    @Test func `What is refused today and was taken once is read as before`() async throws {
        try await TestServer.with { server in
            let token = try await server.register("a@example.org").json["access_token"]?.string
            try await server.database.write { transaction in
                try transaction.execute(
                    "UPDATE organisation SET country = 'ZZ', language = 'zz'")
                try transaction.execute("UPDATE user_account SET language = 'zz'")
            }
            #expect(try await server.login("a@example.org").status == 200)
            let me = try await server.ask(.get, "/api/users/me", token: token)
            #expect(me.status == 200 && me.json["user"]?["language"]?.string == "zz")
            let id = RandomIDSource().next(User.self, at: server.clock.now())
            let added = try await server.ask(
                .post, "/api/members",
                #"{"id":"\#(id)","name":"B","email":"b@example.org","role":"teller"}"#,
                token: token)
            #expect(added.status == 201, "\(added.text)")
            let home = try await server.ask(.get, "/api/home", token: token)
            #expect(home.status == 200, "\(home.text)")
        }
    }
}
