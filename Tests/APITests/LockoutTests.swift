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

    @Test func `One address's failures do not touch another's`() async throws {
        let lockout = Lockout.passwords(MemoryCache())
        var now = Instant(microseconds: 0)
        func wait(_ account: String, _ place: String) async -> Int? {
            await lockout.wait(account: account, place: place, now: now)
        }
        var waits: [Int] = []
        for _ in 0..<12 {
            try await lockout.begin(account: "a", place: "1.1.1.1", now: now)
            guard let seconds = await wait("a", "1.1.1.1") else { continue }
            waits.append(seconds)
            #expect(await wait("a", "2.2.2.2") == nil)
            #expect(await wait("b", "1.1.1.1") == nil)
            now = now.adding(seconds: Int64(seconds))
        }
        #expect(waits == [2, 4, 8, 16, 32, 60, 60, 60])
    }

    @Test func `Of many attempts at the same moment as many are looked at as one after another`()
        async throws
    {
        try await TestServer.with { server in
            _ = try await server.register("a@example.org")
            func together() async throws -> [Int: Int] {
                try await withThrowingTaskGroup(of: Int.self) { group in
                    for number in 0..<60 {
                        group.addTask {
                            try await server.login("a@example.org", "wrong \(number)").status
                        }
                    }
                    return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
                }
            }
            #expect(try await together() == [401: Lockout.freeFailures, 429: 55])
            for seconds in [2, 4, 8] {
                server.clock.pass(seconds: Int64(seconds))
                #expect(try await together() == [401: 1, 429: 59])
            }
            server.clock.pass(seconds: 60)
            #expect(try await server.login("a@example.org").status == 200)
        }
    }

    @Test func `An attempt that was taken and not made is due again`() async throws {
        let lockout = Lockout.passwords(MemoryCache())
        var now = Instant(microseconds: 0)
        for _ in 0..<5 { try await lockout.begin(account: "a", place: "b", now: now) }
        now = now.adding(seconds: 2)
        for _ in 0..<3 {
            try await lockout.begin(account: "a", place: "b", now: now)
            #expect(await lockout.wait(account: "a", place: "b", now: now) == 4)
            await lockout.release(account: "a", place: "b", now: now)
            #expect(await lockout.wait(account: "a", place: "b", now: now) == nil)
            now = now.adding(seconds: 1)
        }
    }

    @Test func `All addresses of one IPv6 network are one place`() async throws {
        var parts = ServerParts()
        parts.options.trustsProxy = true
        try await TestServer.with(parts: parts) { server in
            func guess(from address: String) async throws -> Int {
                try await server.login(
                    "a@example.org", "a wrong password", headers: ["X-Forwarded-For": address]
                ).status
            }
            var statuses: [Int] = []
            for host in ["2::1", "2::2", "2::3", "2::4", "2::5", "2:ffff::6", "3::1"] {
                statuses.append(try await guess(from: "2001:db8:1:\(host)"))
            }
            #expect(statuses == [401, 401, 401, 401, 401, 429, 401])
        }
    }

    @Test(arguments: [
        ("192.0.2.7", "192.0.2.7"), ("192.0.2.7:4711", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"), ("64:ff9b::c000:207", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::1]:80", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80:0:0:0::/64"), ("2001:0DB8:1:2::", "2001:db8:1:2::/64"),
        ("unknown", "unknown"), ("", ""),
    ])
    func `A network is an IPv4 address or half of an IPv6 one`(
        _ address: String, _ network: String
    ) {
        #expect(ClientNetwork.of(address) == network)
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
