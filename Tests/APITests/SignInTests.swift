import Foundation
import HTTPTypes
import Ledger
import Storage
import Testing
import Wire

@testable import API
@testable import Commons

@Suite struct SignInTests {
    @Test func `Register, ask who I am, sign out, and the token is dead`() async throws {
        try await TestServer.with { server in
            let session = try await server.register("A.Wanjiku@Example.org")
            #expect(session.status == 201)
            #expect(session.json["role"]?.string == "owner")
            #expect(session.json["user"]?["email"]?.string == "a.wanjiku@example.org")
            let token = try #require(session.json["access_token"]?.string)
            let me = try await server.ask(.get, "/api/users/me", token: token)
            #expect(me.status == 200)
            #expect(me.json["organisation"]?["base_currency"]?.string == "KES")
            #expect(me.json["permissions"]?.array?.contains(.string("note.write")) == false)
            #expect(me.json["permissions"]?.array?.contains(.string("member.manage")) == true)
            let out = try await server.ask(.post, "/api/auth/logout", token: token)
            #expect(out.status == 204)
            let dead = try await server.ask(.get, "/api/users/me", token: token)
            #expect(dead.status == 401)
            #expect(dead.header("WWW-Authenticate") == "Bearer")
        }
    }

    @Test func `A wrong password and an unknown address have the same answer`() async throws {
        try await TestServer.with { server in
            _ = try await server.register("a@example.org")
            let wrong = try await server.login("a@example.org", "not the password")
            let unknown = try await server.login("b@example.org", "not the password")
            #expect(wrong.status == 401)
            #expect(wrong.code == "wrong_credentials")
            #expect(unknown.status == wrong.status)
            #expect(unknown.json["detail"] == wrong.json["detail"])
            #expect(try await server.login("a@example.org").status == 200)
        }
    }

    @Test(arguments: ["short", "password1234", "aaaaaaaaaaaa", "wanjiku-wanjiku"])
    func `A weak password is refused`(password: String) async throws {
        try await TestServer.with { server in
            let answer = try await server.ask(
                .post, "/api/auth/register",
                """
                {"name":"W","email":"wanjiku@example.org","password":"\(password)",
                 "organisation":{"name":"U","kind":"shop","country":"KE","base_currency":"KES"}}
                """)
            #expect(answer.status == 422)
            #expect(answer.code == "weak_password")
            #expect(answer.json["errors"]?[0]?["pointer"]?.string == "/password")
        }
    }

    @Test func `An address registers once`() async throws {
        try await TestServer.with { server in
            _ = try await server.register("a@example.org")
            let again = try await server.register("A@EXAMPLE.ORG")
            #expect(again.code == "email_taken")
        }
    }

    @Test func `Registration can be closed after the first organisation`() async throws {
        try await TestServer.with(registration: .first) { server in
            let first = try await server.register("a@example.org")
            let second = try await server.register("b@example.org")
            #expect(first.status == 201)
            #expect(second.code == "registration_closed")
        }
    }

    @Test func `An expired, altered or foreign token is refused`() async throws {
        try await TestServer.with { server in
            let session = try await server.register("a@example.org")
            let token = try #require(session.json["access_token"]?.string)
            let parts = token.split(separator: ".").map(String.init)
            let payload = try #require(Base64URL.decode(parts[1]))
            let altered = String(decoding: payload, as: UTF8.self)
                .replacing("commons-ledger", with: "commons-ledgeR")
            let none = Base64URL.encode(Array(#"{"alg":"none","typ":"JWT"}"#.utf8))
            let other = await AccessTokenSigner(
                key: try ServerSecrets(master: ServerSecrets.makeMaster()).tokenKey)
            let foreign = try await other.sign(
                AccessClaims(
                    user: ID(1), organisation: ID(1), device: ID(1), epoch: 0,
                    expiresAt: server.clock.now().adding(seconds: 600)))
            for bad in [
                parts[0] + "." + Base64URL.encode(Array(altered.utf8)) + "." + parts[2],
                none + "." + parts[1] + ".", none + "." + parts[1] + "." + parts[2],
                parts[0] + "." + parts[1] + ".AAAA", foreign, "", "x",
            ] {
                let answer = try await server.ask(.get, "/api/users/me", token: bad)
                #expect(answer.status == 401, "\(bad)")
            }
            #expect(try await server.ask(.get, "/api/users/me", token: token).status == 200)
            server.clock.pass(seconds: AccessClaims.lifetimeSeconds)
            #expect(try await server.ask(.get, "/api/users/me", token: token).status == 401)
        }
    }

    @Test func `Refreshing turns the token, and an old one that returns ends the session`()
        async throws
    {
        try await TestServer.with { server in
            let first = try await server.register("a@example.org")
            func refresh(_ token: String?) async throws -> Answer {
                try await server.ask(
                    .post, "/api/auth/refresh", #"{"refresh_token":"\#(token ?? "")"}"#)
            }
            let oldest = first.json["refresh_token"]?.string
            let second = try await refresh(oldest)
            #expect(second.status == 200)
            let newer = second.json["refresh_token"]?.string
            #expect(newer != oldest)
            let third = try await refresh(newer)
            let access = try #require(third.json["access_token"]?.string)
            #expect(try await server.ask(.get, "/api/users/me", token: access).status == 200)
            let reused = try await refresh(oldest)
            #expect(reused.code == "session_ended")
            #expect(try await server.ask(.get, "/api/users/me", token: access).status == 401)
            let family = try await refresh(third.json["refresh_token"]?.string)
            #expect(family.code == "session_ended")
        }
    }

    @Test func `An answer lost on the way may be asked for again within a minute`() async throws {
        try await TestServer.with { server in
            let token = try await server.register("a@example.org").json["refresh_token"]?.string
            let body = #"{"refresh_token":"\#(token ?? "")"}"#
            #expect(try await server.ask(.post, "/api/auth/refresh", body).status == 200)
            server.clock.pass(seconds: 30)
            #expect(try await server.ask(.post, "/api/auth/refresh", body).status == 200)
            server.clock.pass(seconds: 61)
            let late = try await server.ask(.post, "/api/auth/refresh", body)
            #expect(late.code == "session_ended")
        }
    }

    @Test func `A session can be ended from another, but only one's own`() async throws {
        try await TestServer.with { server in
            let one = try await server.register("a@example.org")
            let two = try await server.login("a@example.org")
            let stranger = try await server.register("b@example.org")
            let token = try #require(two.json["access_token"]?.string)
            let list = try await server.ask(.get, "/api/devices", token: token)
            let devices = try #require(list.json["items"]?.array)
            #expect(devices.count == 2)
            let other = try #require(
                devices.first { $0["is_this"] == .bool(false) }?["id"]?.string)
            let foreign = try await server.ask(
                .delete, "/api/devices/\(other)",
                token: stranger.json["access_token"]?.string)
            #expect(foreign.status == 404)
            let ended = try await server.ask(.delete, "/api/devices/\(other)", token: token)
            #expect(ended.status == 204)
            let dead = try await server.ask(
                .get, "/api/users/me", token: one.json["access_token"]?.string)
            #expect(dead.status == 401)
        }
    }

    @Test func `A change of role works at once, in both directions`() async throws {
        try await TestServer.with { server in
            let owner = try #require(
                try await server.register("a@example.org").json["access_token"]?.string)
            let token = try await server.member(.accountant, invitedBy: owner)
            let me = try await server.ask(.get, "/api/users/me", token: token)
            let id = try #require(me.json["user"]?["id"]?.string)
            let note = #"{"text":"x"}"#
            #expect(try await server.ask(.put, "/api/notes/a", note, token: token).status == 201)
            for (role, status) in [("auditor", 403), ("accountant", 201)] {
                let changed = try await server.ask(
                    .put, "/api/members/\(id)", #"{"role":"\#(role)"}"#, token: owner)
                #expect(changed.status == 200)
                let answer = try await server.ask(.put, "/api/notes/a", note, token: token)
                #expect(answer.status == status)
            }
            _ = try await server.ask(
                .put, "/api/members/\(id)", #"{"role":"accountant","is_ended":true}"#,
                token: owner)
            #expect(try await server.ask(.get, "/api/notes/a", token: token).status == 401)
        }
    }

    @Test func `Who I am is remembered for seconds and forgotten when it changes here`()
        async throws
    {
        try await TestServer.with { server in
            let owner = try #require(
                try await server.register("a@example.org").json["access_token"]?.string)
            func me() async throws -> Answer {
                try await server.ask(.get, "/api/users/me", token: owner)
            }
            let id = try #require(try await me().json["user"]?["id"]?.string)
            // Another node's change: nothing in this process hears of it.
            try await server.database.write { transaction in
                try transaction.execute(
                    "UPDATE user_account SET name = 'Wairimu' WHERE id = $1", [.text(id)])
            }
            #expect(try await me().json["user"]?["name"] == .string("Wanjiku"))
            server.clock.pass(seconds: SessionDirectory.freshSeconds + 1)
            #expect(try await me().json["user"]?["name"] == .string("Wairimu"))
            // This process's own change is seen at once.
            let there = try #require(
                try await server.register("b@example.org").json["access_token"]?.string)
            let newcomer = RandomIDSource().next(User.self, at: server.clock.now())
            let added = try await server.ask(
                .post, "/api/members",
                #"{"id":"\#(newcomer)","name":"W","email":"a@example.org","role":"auditor"}"#,
                token: there)
            #expect(added.status == 201)
            #expect(try await me().json["memberships"]?.array?.count == 1)
            let known = try #require(ID<User>(id))
            let joined = try await server.join(known, invitedBy: there)
            #expect(joined.status == 200, "\(joined.text)")
            #expect(try await me().json["memberships"]?.array?.count == 2)
        }
    }

    @Test func `Somebody with two organisations acts for one at a time`() async throws {
        try await TestServer.with { server in
            let here = try await server.register("a@example.org")
            let there = try await server.register("b@example.org")
            let id = RandomIDSource().next(User.self, at: server.clock.now())
            let added = try await server.ask(
                .post, "/api/members",
                #"{"id":"\#(id)","name":"W","email":"a@example.org","role":"auditor"}"#,
                token: there.json["access_token"]?.string)
            #expect(added.status == 201)
            let known = try #require(here.json["user"]?["id"]?.string.flatMap { ID<User>($0) })
            let inviter = try #require(there.json["access_token"]?.string)
            let joined = try await server.join(known, invitedBy: inviter)
            #expect(joined.status == 200, "\(joined.text)")
            let target = try #require(there.json["organisation"]?["id"]?.string)
            let refresh = try #require(here.json["refresh_token"]?.string)
            let moved = try await server.ask(
                .post, "/api/auth/organisation",
                #"{"organisation_id":"\#(target)","refresh_token":"\#(refresh)"}"#,
                token: here.json["access_token"]?.string)
            #expect(moved.json["role"]?.string == "auditor")
            #expect(moved.json["organisation"]?["id"]?.string == target)
            let third = RandomIDSource().next(Organisation.self, at: server.clock.now())
            let nowhere = try await server.ask(
                .post, "/api/auth/organisation",
                """
                {"organisation_id":"\(third)",
                 "refresh_token":"\(moved.json["refresh_token"]?.string ?? "")"}
                """, token: moved.json["access_token"]?.string)
            #expect(nowhere.code == "no_membership")
        }
    }
}
