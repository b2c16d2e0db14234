import HTTPTypes
import Ledger
import Storage
import Testing
import Wire

@testable import API
@testable import Commons

@Suite struct LockoutTests {
    @Test func `Guessing is slowed, but the true user waits a minute at most`() async throws {
        try await TestServer.with { server in
            _ = try await server.register("a@example.org")
            var longest = 0
            for _ in 0..<40 {
                let answer = try await server.login("a@example.org", "a wrong password")
                guard answer.status == 429 else { continue }
                #expect(answer.code == "too_many_attempts")
                let wait = try #require(answer.header("Retry-After").flatMap(Int.init))
                longest = max(longest, wait)
                // The right password is not looked at while the pair waits.
                #expect(try await server.login("a@example.org").status == 429)
                server.clock.pass(seconds: Int64(wait))
            }
            #expect(longest > 1)
            #expect(longest <= 60)
            #expect(try await server.login("a@example.org").status == 200)
            #expect(try await server.login("a@example.org", "a wrong password").status == 401)
        }
    }

    @Test func `A device that signed in before passes with the right password`() async throws {
        try await TestServer.with { server in
            let session = try await server.register(
                "a@example.org", headers: ["Commons-Client": "web"])
            let known = try #require(session.cookies["commons_known"])
            for _ in 0..<6 { _ = try await server.login("a@example.org", "a wrong password") }
            #expect(try await server.login("a@example.org").status == 429)
            let headers = ["Commons-Client": "web", "Cookie": "commons_known=\(known)"]
            #expect(try await server.login("a@example.org", headers: headers).status == 200)
        }
    }

    @Test func `Another account's cookie opens nothing`() async throws {
        try await TestServer.with { server in
            _ = try await server.register("a@example.org")
            let other = try await server.register(
                "b@example.org", headers: ["Commons-Client": "web"])
            for _ in 0..<6 { _ = try await server.login("a@example.org", "a wrong password") }
            let cookie = "commons_known=\(other.cookies["commons_known"] ?? "")"
            let answer = try await server.login(
                "a@example.org", headers: ["Commons-Client": "web", "Cookie": cookie])
            #expect(answer.status == 429)
        }
    }

    @Test func `One address's failures do not touch another's`() async {
        let lockout = Lockout.passwords(MemoryCache())
        let now = Instant(microseconds: 0)
        for _ in 0..<20 { await lockout.failed(account: "a", place: "1.1.1.1", now: now) }
        #expect(await lockout.wait(account: "a", place: "1.1.1.1", now: now) == 60)
        #expect(await lockout.wait(account: "a", place: "2.2.2.2", now: now) == nil)
        #expect(await lockout.wait(account: "b", place: "1.1.1.1", now: now) == nil)
    }

    @Test func `A full queue of passwords is answered with 503, not with waiting`() async throws {
        let cost = PasswordHash.Cost(kibibytes: 64, passes: 1, lanes: 1)
        let full = PasswordWorker(capacity: 0, cost: cost)
        try await TestServer.with(passwords: full) { server in
            let answer = try await server.login("a@example.org")
            #expect(answer.status == 503)
            #expect(answer.code == "overloaded")
            #expect(answer.header("Retry-After") != nil)
        }
    }

    @Test func `A hash made with other parameters is renewed at sign-in`() async throws {
        let old = PasswordHash.Cost(kibibytes: 32, passes: 1, lanes: 1)
        let new = PasswordHash.Cost(kibibytes: 64, passes: 1, lanes: 1)
        let stored = try await PasswordWorker(capacity: 1, cost: old).hash("the old sentence")
        let worker = PasswordWorker(capacity: 1, cost: new)
        let verdict = try await worker.verify("the old sentence", against: stored)
        #expect(verdict.isRight)
        let renewed = try #require(verdict.renewed)
        #expect(renewed.hasPrefix("$argon2id$v=19$m=64,t=1,p=1$"))
        let again = try await worker.verify("the old sentence", against: renewed)
        #expect(again.isRight)
        #expect(again.renewed == nil)
        let wrong = try await worker.verify("another sentence", against: stored)
        #expect(!wrong.isRight)
    }

    @Test func `Passwords cost what the recommendation says`() throws {
        #expect(PasswordHash.Cost.current == .init(kibibytes: 47_104, passes: 1, lanes: 1))
    }
}
