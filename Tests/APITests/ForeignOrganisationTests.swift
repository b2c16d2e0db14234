import HTTPTypes
import Ledger
import Storage
import Testing
import Wire

@testable import API
@testable import Commons

/// Asks for everything that the demo's organisations have by its id: as their owners, to whom each
/// kind of thing must be there, and as the owner of another organisation, to whom nothing may be.
/// Routes come from the registry and ids from the tables, so that new ones are in it by themselves.
@Suite struct ForeignOrganisationTests {
    /// Where no id of the demo's books leads: it has none of these, or the route wants more.
    private static let without: Set<String> = [
        // No issuer signs here, so nothing is attested.
        "attestation.read", "attestation.bundle", "attestation.qr", "score.pack",
        // The demo has taught no form and registered no model; notes are of these tests.
        "template.show", "model.read", "model.monitoring", "note.read", "note_file.read",
        // A page is there once the paper was read.
        "paper.picture",
    ]

    @Test func `Nobody reads or changes by its id what belongs to another organisation`()
        async throws
    {
        try await TestServer.with(files: Operations.files + NoteFile.all) { server in
            let owners = try await Self.demo(on: server)
            try await Self.decide(server, as: owners)
            let ids = try await Self.ids(in: server.database, of: ["Njeri%", "Umoja%"])
            #expect(ids.count > 25)
            let stranger = try #require(
                try await server.register("b@example.org").json["access_token"]?.string)
            var missing: Set<String> = []
            for declaration in Self.declarations(server.registry) {
                let route = declaration.route
                let method = try #require(HTTPRequest.Method(rawValue: route.method.rawValue))
                let body = method == .get ? nil : "{}"
                var isThere = method != .get
                for id in ids {
                    let path = route.path.split(separator: "/").reduce("") {
                        $0 + "/" + ($1.hasPrefix(":") ? id : String($1))
                    }
                    let answer = try await server.ask(method, path, body, token: stranger)
                    #expect(answer.status >= 400, "\(declaration.name) \(path): \(answer.text)")
                    #expect(answer.code != "fault", "\(declaration.name) \(path)")
                    for owner in owners where !isThere {
                        isThere = try await server.ask(method, path, token: owner).status == 200
                    }
                }
                if !isThere { missing.insert(declaration.name) }
            }
            #expect(missing.subtracting(Self.without).isEmpty, "no id of the demo leads there")
        }
    }

    /// What has a parameter and is not for everyone.
    private static func declarations(_ registry: CommandRegistry) -> [Declaration] {
        (registry.operations.map(\.declaration)
            + registry.files.filter { $0.takes == nil }.map(\.declaration))
            .filter { $0.access != .everyone && $0.route.path.contains(":") }
    }

    /// Sessions of a shop's owner and of the SACCO's.
    private static func demo(on server: TestServer) async throws -> [String] {
        let cheap = PasswordHash.Cost(kibibytes: 64, passes: 1, lanes: 1)
        let loaded = try #require(
            try await Demo.load(
                into: server.switchboard.executor,
                passwords: PasswordWorker(capacity: 64, cost: cheap),
                until: server.clock.now().day, months: 4))
        for receipt in DemoReceipt.all(until: server.clock.now().day).prefix(2) {
            _ = try await server.switchboard.executor.receivePaper(
                receipt.bytes, declared: receipt.mediaType, fileName: receipt.fileName,
                as: loaded.papersFor)
        }
        var sessions: [String] = []
        for person in loaded.people
        where person.roles == ["owner at Umoja SACCO"]
            || person.roles == ["owner at Njeri Wholesale Foods"]
        {
            let answer = try await server.login(person.email, person.password)
            sessions.append(
                try #require(answer.json["access_token"]?.string, "\(answer.text)"))
        }
        try #require(sessions.count == 2)
        return sessions
    }

    /// A score of the shop by the SACCO, a decision and its notice.
    private static func decide(_ server: TestServer, as owners: [String]) async throws {
        for owner in owners {
            let listed = try await server.ask(.get, "/api/scores", token: owner)
            guard let entity = listed.json["items"]?[0]?["entity"]?["id"]?.string else { continue }
            let score = try await server.ask(.get, "/api/score/\(entity)", token: owner)
            let id = try #require(score.json["id"]?.string, "\(score.text)")
            let decision = RandomIDSource().next(DecisionRecord.self, at: server.clock.now())
            _ = try await server.ask(
                .post, "/api/scores/\(id)/decision",
                #"{"decision_id":"\#(decision)","decision":"worse_terms","override_reason":"x"}"#,
                token: owner)
        }
    }

    /// The last id of every table that has ids and organisations, one of each kind
    /// of document, and the organisations' own.
    private static func ids(
        in database: any Database, of names: [String]
    ) async throws -> [String] {
        try await database.read { snapshot in
            let tables = try snapshot.rows(
                """
                SELECT m.name FROM sqlite_master m WHERE m.type = 'table'
                AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) c WHERE c.name = 'id')
                AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) c
                    WHERE c.name = 'organisation_id')
                """, []
            ) { try $0.text(0) }
            var ids: Set<String> = []
            for name in names {
                let organisation = try snapshot.first(
                    "SELECT id FROM organisation WHERE name LIKE $1", [.text(name)]
                ) { try $0.text(0) }
                let own = try #require(organisation)
                ids.insert(own)
                let samples =
                    tables.sorted().map {
                        "SELECT MAX(id) FROM \($0) WHERE organisation_id = $1"
                    } + ["SELECT MIN(id) FROM document WHERE organisation_id = $1 GROUP BY kind"]
                for sample in samples {
                    ids.formUnion(
                        try snapshot.rows(sample, [.text(own)]) { try $0.textIfAny(0) }
                            .compactMap { $0 })
                }
            }
            return ids.sorted()
        }
    }
}
