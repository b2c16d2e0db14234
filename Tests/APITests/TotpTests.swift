import HTTPTypes
import Ledger
import Testing
import Wire

@testable import API
@testable import Commons

@Suite struct TotpTests {
    /// RFC 6238, appendix B, with the secret of SHA-1.
    @Test(arguments: [
        (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"),
        (1_234_567_890, "89005924"), (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ])
    func `Codes are those of RFC 6238`(seconds: Int64, code: String) {
        let secret = Array("12345678901234567890".utf8)
        #expect(
            OneTimeCode.code(secret: secret, step: OneTimeCode.step(at: seconds), digits: 8)
                == code)
    }

    @Test(arguments: [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foobar", "MZXW6YTBOI")])
    func `Secrets are written as RFC 4648 has it`(text: String, base32: String) {
        #expect(OneTimeCode.base32(Array(text.utf8)) == base32)
    }

    @Test func `A code of the step before or after passes, an older one does not`() {
        let secret = Array("12345678901234567890".utf8)
        func match(_ step: Int64, after last: Int64 = 0) -> Int64? {
            OneTimeCode.match(
                OneTimeCode.code(secret: secret, step: step), secret: secret,
                seconds: 100 * 30 + 10, after: last)
        }
        #expect(match(99) == 99)
        #expect(match(100) == 100)
        #expect(match(101) == 101)
        #expect(match(98) == nil)
        #expect(match(102) == nil)
        #expect(match(100, after: 100) == nil)
    }

    @Test func `With a second factor set up, sign-in asks for a code, and takes each once`()
        async throws
    {
        try await TestServer.with { server in
            let session = try await server.register("a@example.org")
            let token = try #require(session.json["access_token"]?.string)
            let password = #"{"password":"\#(TestServer.password)"}"#
            let start = try await server.ask(
                .post, "/api/users/me/totp", password, token: token)
            let secret = try decode(try #require(start.json["secret"]?.string))
            func code() -> String {
                OneTimeCode.code(
                    secret: secret,
                    step: OneTimeCode.step(at: server.clock.now().microseconds / 1_000_000))
            }
            // Not confirmed yet: nothing is asked for.
            #expect(try await server.login("a@example.org").status == 200)
            let wrong = try await server.ask(
                .post, "/api/users/me/totp/confirm", #"{"code":"000000"}"#, token: token)
            #expect(wrong.code == "totp_wrong")
            let confirmed = try await server.ask(
                .post, "/api/users/me/totp/confirm", #"{"code":"\#(code())"}"#, token: token)
            #expect(confirmed.status == 204)
            let twice = try await server.ask(
                .post, "/api/users/me/totp", password, token: token)
            #expect(twice.status == 409 && twice.code == "totp_exists")
            #expect(try await server.login("a@example.org").code == "totp_required")
            // The code that confirmed has been used.
            #expect(try await server.login("a@example.org", code: code()).code == "totp_wrong")
            server.clock.pass(seconds: 30)
            let fresh = code()
            #expect(try await server.login("a@example.org", code: fresh).status == 200)
            #expect(try await server.login("a@example.org", code: fresh).code == "totp_wrong")
            let removed = try await server.ask(
                .delete, "/api/users/me/totp", password, token: token)
            #expect(removed.status == 204)
            #expect(try await server.login("a@example.org").status == 200)
        }
    }

    @Test func `Factors change only for who knows the password`() async throws {
        try await TestServer.with { server in
            let token = try await server.register("a@example.org").json["access_token"]?.string
            let answer = try await server.ask(
                .post, "/api/users/me/totp", #"{"password":"a wrong one"}"#, token: token)
            #expect(answer.code == "wrong_credentials")
        }
    }

    private func decode(_ base32: String) throws -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var bits: [Bool] = []
        for character in base32 {
            let value = try #require(alphabet.firstIndex(of: character))
            bits += (0..<5).map { value >> (4 - $0) & 1 == 1 }
        }
        return stride(from: 0, to: bits.count - bits.count % 8, by: 8).map { start in
            bits[start..<start + 8].reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
        }
    }
}
