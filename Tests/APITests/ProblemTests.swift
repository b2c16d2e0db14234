import HTTPTypes
import Ledger
import Storage
import Testing
import Wire

@testable import API
@testable import Commons

@Suite struct ProblemTests {
    private func signedIn(_ server: TestServer) async throws -> String {
        try #require(try await server.register("a@example.org").json["access_token"]?.string)
    }

    @Test func `A refusal is problem+json with a pointer to each field`() async throws {
        try await TestServer.with { server in
            let token = try await signedIn(server)
            let answer = try await server.ask(
                .put, "/api/notes/a", #"{"text":"","pages":12,"colour":"red"}"#, token: token,
                headers: ["X-Request-ID": "my-request"])
            #expect(answer.status == 400)
            #expect(answer.header("Content-Type") == "application/problem+json")
            #expect(answer.header("X-Request-ID") == "my-request")
            #expect(answer.json["type"]?.string == "urn:commons:problem:invalid_request")
            #expect(answer.json["status"]?.integer == 400)
            #expect(answer.json["request_id"]?.string == "my-request")
            let faults = try #require(answer.json["errors"]?.array)
            let found = faults.map { ($0["pointer"]?.string ?? "", $0["detail"]?.string ?? "") }
            #expect(found.count == 3)
            #expect(found.contains { $0 == ("/text", "must not be empty") })
            #expect(found.contains { $0 == ("/pages", "must be between 1 and 9") })
            #expect(found.contains { $0 == ("/colour", "is not a field of this request") })
        }
    }

    @Test func `A refusal of several faults has each, with its code and its facts`() throws {
        let refusal = Refusal(
            .outcomeTableUnreadable,
            [
                FieldFault(
                    .body(""), "Line 2: nobody.", .borrowerUnknown(2, "Nobody \u{202E}Ltd")),
                FieldFault(.body(""), "Too long.", .listTooLong(9, most: 7)),
            ])
        let body = try JSONValue.parse(Problem(refusal).body(requestID: "x"))
        #expect(body["detail"]?.string == "Line 2: nobody. Too long.")
        let first = body["errors"]?[0]
        #expect(first?["pointer"]?.string == "")
        #expect(first?["code"]?.string == "borrower_unknown")
        #expect(first?["facts"]?["line"]?.integer == 2)
        #expect(first?["facts"]?["value"]?.string == "Nobody Ltd")
        let second = body["errors"]?[1]
        #expect(second?["most"]?.integer == 7)
        #expect(second?["facts"]?["line"]?.integer == 9)
    }

    @Test func `Blanks are as good as nothing where words are wanted`() async throws {
        try await TestServer.with { server in
            let token = try await signedIn(server)
            let blank = try await server.ask(
                .put, "/api/notes/a", #"{"text":" \u00a0\u200b\u2003"}"#, token: token)
            #expect(blank.status == 400 && blank.code == "invalid_request")
            #expect(blank.json["errors"]?[0]?["pointer"]?.string == "/text")
            #expect(blank.json["errors"]?[0]?["detail"]?.string == "must not be blank")
            let organisation = try await server.ask(
                .post, "/api/auth/register",
                """
                {"name":"\u{2003}","email":"b@example.org","password":"\(TestServer.password)",
                 "organisation":{"name":"\u{200B} ","kind":"shop","country":"KE",
                 "base_currency":"KES"}}
                """)
            let pointers = (organisation.json["errors"]?.array ?? []).compactMap {
                $0["pointer"]?.string
            }
            #expect(Set(pointers) == ["/name", "/organisation/name"], "\(organisation.text)")
            // A password is nobody's to read.
            let secret = try await server.login("a@example.org", "          ")
            #expect(secret.code == "wrong_credentials")
        }
    }

    @Test(
        "A language without words is refused, and never answered in another one",
        arguments: ["xx", "EN", "en-GB"])
    func languages(_ language: String) async throws {
        try await TestServer.with(files: Operations.files) { server in
            let token = try await signedIn(server)
            let id = "01890a5d-ac96-774b-bcce-b302099a8057"
            for path in ["score/\(id)", "scores/\(id)", "score/\(id)/pack"] {
                let answer = try await server.ask(
                    .get, "/api/\(path)?language=\(language)", token: token)
                #expect(answer.code == "invalid_request", "\(path) \(answer.text)")
                let known = try await server.ask(
                    .get, "/api/\(path)?language=sw", token: token)
                #expect(known.code != "invalid_request", "\(path) \(known.text)")
            }
            let decision = try await server.ask(
                .post, "/api/scores/\(id)/decision",
                #"{"decision_id":"\#(id)","decision":"declined","language":"\#(language)"}"#,
                token: token)
            #expect(decision.code == "invalid_request", "\(decision.text)")
        }
    }

    @Test(arguments: [
        ("{", 400, "malformed"), (#"{"text":"a","text":"b"}"#, 400, "malformed"),
        ("[]", 400, "invalid_request"), ("", 400, "invalid_request"),
        (#"{"text":"\ud800"}"#, 400, "malformed"),
    ])
    func `A body that cannot be read is told so`(
        body: String, status: Int, code: String
    ) async throws {
        try await TestServer.with { server in
            let token = try await signedIn(server)
            let answer = try await server.ask(.put, "/api/notes/a", body, token: token)
            #expect(answer.status == status)
            #expect(answer.code == code)
        }
    }

    @Test func `Wrong paths, methods, types and sizes have their own codes`() async throws {
        try await TestServer.with { server in
            let token = try await signedIn(server)
            let nothing = try await server.ask(.get, "/api/nothing", token: token)
            #expect(nothing.code == "not_found")
            let slash = try await server.ask(.get, "/api/users/me/", token: token)
            #expect(slash.code == "not_found")
            let method = try await server.ask(.post, "/api/notes/a", "{}", token: token)
            #expect(method.status == 405 && method.code == "method_not_allowed")
            #expect(method.header("Allow") == "GET, HEAD, PUT")
            let type = try await server.ask(
                .put, "/api/notes/a", #"{"text":"a"}"#, token: token,
                headers: ["Content-Type": "text/plain"])
            #expect(type.status == 415 && type.code == "unsupported_media_type")
            let large = try await server.ask(
                .put, "/api/notes/a", #"{"text":""# + String(repeating: "a", count: 1 << 20)
                    + #""}"#, token: token)
            #expect(large.status == 413)
            let query = try await server.ask(
                .put, "/api/notes/a?text=a", "{}", token: token)
            #expect(query.json["errors"]?[0]?["parameter"]?.string == "text")
            let escape = try await server.ask(.get, "/api/audit?after=%zz", token: token)
            #expect(escape.status == 400)
        }
    }

    @Test func `The same key brings the stored answer and says so`() async throws {
        try await TestServer.with { server in
            let token = try await signedIn(server)
            let key = ["Idempotency-Key": "k-1"]
            func keep(_ body: String) async throws -> Answer {
                try await server.ask(
                    .put, "/api/notes/a", body, token: token, headers: key)
            }
            let first = try await keep(#"{"text":"a","pages":1}"#)
            #expect(first.header("Idempotency-Replayed") == nil)
            let again = try await keep(#"{ "pages": 1, "text": "a" }"#)
            #expect(again.status == 201)
            #expect(again.bytes == first.bytes)
            #expect(again.header("Idempotency-Replayed") == "true")
            #expect(try await keep(#"{"text":"b"}"#).code == "idempotency_key_reused")
            let changes = try await server.ask(.get, "/api/changes", token: token)
            let notes = changes.json["items"]?.array?.filter {
                $0["subject"]?["kind"]?.string == "note"
            }
            #expect(notes?.count == 1)
        }
    }

    @Test func `Storage's faults have answers that tell what to do`() {
        #expect(Problem(StorageFault.overloaded(retryAfter: 3)).retryAfter == 3)
        #expect(Problem(StorageFault.overloaded(retryAfter: 3)).code == .overloaded)
        #expect(Problem(StorageFault.closed).code == .unavailable)
        #expect(Problem(StorageFault.constraint("x")).code == .conflict)
        #expect(Problem(StorageFault.outOfRange("x")).code == .amountTooLarge)
        #expect(Problem(StorageFault.engine("disk I/O error")).code == .fault)
        let passing: [(any Error, RefusalCode)] = [
            (StorageFault.unavailable("secret host", retryAfter: 1), .storageUnavailable),
            (StorageFault.unusable("the disk failed"), .storageUnavailable),
            (StorageFault.full("/secret/path"), .storageFull),
            (StorageFault.unknownOutcome("lost"), .outcomeUnknown),
            (ObjectFault.unavailable("http://secret"), .storageUnavailable),
            (ObjectFault.full("/secret/path"), .storageFull),
        ]
        for (fault, code) in passing {
            let problem = Problem(fault)
            #expect(problem.code == code && problem.code.status == 503)
            #expect((problem.retryAfter ?? 0) >= 2)
            #expect(!problem.detail.contains("secret"))
            // Only what is certain is said.
            #expect(problem.detail.contains("Nothing was changed") == (code != .outcomeUnknown))
        }
        #expect(Problem(ObjectFault.missing(ObjectKey(of: []))).code == .fault)
        let body = Problem(StorageFault.engine("secret path")).body(requestID: "r")
        #expect(!String(decoding: body, as: UTF8.self).contains("secret path"))
    }

    @Test func `A file goes up within its type and size, and comes down with its name`()
        async throws
    {
        try await TestServer.with { server in
            let token = try await signedIn(server)
            func send(_ body: String, _ type: String) async throws -> Answer {
                try await server.ask(
                    .post, "/api/note-files/a", body, token: token,
                    headers: ["Content-Type": type, "Idempotency-Key": "f"])
            }
            #expect(try await send("x", "image/png").status == 415)
            let large = try await send(String(repeating: "x", count: 1_001), "text/plain")
            #expect(large.status == 413 && large.code == "paper_too_large")
            #expect(try await send("hello", "text/plain; charset=utf-8").status == 201)
            let replay = try await send("hello", "text/plain")
            #expect(replay.header("Idempotency-Replayed") == "true")
            #expect(try await send("other", "text/plain").code == "idempotency_key_reused")
            let file = try await server.ask(.get, "/api/note-files/a", token: token)
            #expect(file.text == "hello")
            #expect(file.header("Content-Disposition")
                == "attachment; filename*=UTF-8''%c3%a1%20b.txt")
            #expect(file.header("Content-Security-Policy")?.contains("sandbox") == true)
            let known = try await server.ask(
                .get, "/api/note-files/a", token: token, headers: ["If-None-Match": "\"t1\""])
            #expect(known.status == 304)
        }
    }
}
