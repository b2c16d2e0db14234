import HTTPTypes
import Storage
import Testing

@testable import API
@testable import Commons

@Suite("The limit on requests") struct RateLimitTests {
    @Test("counts over all nodes that share a cache, and names when to come back")
    func countsTogether() async throws {
        let cache = MemoryCache()
        var parts = ServerParts()
        parts.options.rateLimit = RateLimit(perMinute: 5, cache: cache)
        try await TestServer.with(parts: parts) { [parts] one in
            try await TestServer.with(parts: parts) { two in
                for turn in 0..<5 {
                    let server = turn % 2 == 0 ? one : two
                    #expect(try await server.ask(.get, "/api/users/me").status == 401)
                }
                for server in [one, two] {
                    let answer = try await server.ask(.get, "/api/users/me")
                    #expect(answer.status == 429)
                    #expect(answer.code == "too_many_requests")
                    let wait = try #require(answer.header("Retry-After").flatMap(Int.init))
                    #expect((1...60).contains(wait))
                    // The pages that an operator watches are not counted.
                    #expect(try await server.ask(.get, "/healthz").status == 200)
                }
                one.clock.pass(seconds: 60)
                #expect(try await one.ask(.get, "/api/users/me").status == 401)
            }
        }
    }

    @Test("on sign-in counts over all nodes that share a cache")
    func signInTogether() async throws {
        let cache = MemoryCache()
        let (one, two) = (Lockout.passwords(cache), Lockout.passwords(cache))
        let now = TestClockwork().now()
        for turn in 0..<5 {
            try await (turn % 2 == 0 ? one : two).begin(account: "a", place: "1.1.1.1", now: now)
        }
        #expect(await one.wait(account: "a", place: "1.1.1.1", now: now) != nil)
        #expect(await two.wait(account: "a", place: "1.1.1.1", now: now) != nil)
        await two.succeeded(account: "a", place: "1.1.1.1")
        #expect(await one.wait(account: "a", place: "1.1.1.1", now: now) == nil)
    }
}
