import Testing

@testable import Storage

@Suite("Step 11 tells old scores their names, and old steps of models their causes")
struct CreditMigrationTests {
    private static let shop = "00000000-0000-0000-0000-00000000000a"
    private static let lender = "00000000-0000-0000-0000-00000000000b"
    private static let customer = "00000000-0000-0000-0000-0000000000c1"
    private static let stranger = "00000000-0000-0000-0000-0000000000ff"

    /// A database of the release before with `statements` in it, and then of this one. In a
    /// statement `$1` is no bytes.
    private static func migrated(
        _ engine: Engine, _ statements: [String],
        _ body: (any Database) async throws -> Void
    ) async throws {
        try await TestDatabase.withLocation(engine) { location in
            let before = try await openDatabase(
                at: location, migrations: Array(Migration.all.prefix(10)))
            try await before.write { transaction in
                for statement in organisations + statements {
                    try transaction.execute(
                        statement, statement.contains("$1") ? [.bytes([])] : [])
                }
            }
            await before.close()
            let after = try await openDatabase(at: location, migrations: Migration.all)
            try await body(after)
            await after.close()
        }
    }

    private static let organisations = [("Duka", shop, "shop"), ("Umoja", lender, "sacco")].map {
        name, id, kind in
        """
        INSERT INTO organisation (id, name, kind, country, base_currency, language, time_zone,
            created_at)
        VALUES ('\(id)', '\(name)', '\(kind)', 'KE', 'KES', 'en', 'Africa/Nairobi', 1)
        """
    }

    private static func score(_ id: String, of entity: String, _ kind: String) -> String {
        let hash = String(repeating: "ab", count: 32)
        return """
            INSERT INTO score (organisation_id, id, entity_kind, entity_id, purpose, model_id,
                model_sha256, as_of, known_at, snapshot_sha256, snapshot, abstained, answer,
                made_by, made_at)
            VALUES ('\(lender)', '\(id)', '\(kind)', '\(entity)', 'live', '\(stranger)',
                '\(hash)', '2026-12-28', 1, '\(hash)', '{}', 'thin_history', '{}', 'u', 1)
            """
    }

    @Test(arguments: Engine.allCases)
    func `An old score is named as its subject is called now, and stays unchangeable`(
        _ engine: Engine
    ) async throws {
        let party = """
            INSERT INTO party (organisation_id, id, name, name_key, is_customer, is_supplier,
                created_at, changed_at)
            VALUES ('\(Self.lender)', '\(Self.customer)', 'Kiosk', 'kiosk', 1, 0, 1, 1)
            """
        let scores = [
            Self.score("s1", of: Self.shop, "organisation"),
            Self.score("s2", of: Self.customer, "party"),
            Self.score("s3", of: Self.stranger, "party"),
        ]
        try await Self.migrated(engine, [party] + scores) { database in
            let names = try await database.read { snapshot in
                try snapshot.rows("SELECT entity_name FROM score ORDER BY id") { try $0.text(0) }
            }
            #expect(names == ["Duka", "Kiosk", ""])
            for statement in ["UPDATE score SET entity_name = 'Other'", "DELETE FROM score"] {
                await #expect(throws: StorageFault.self, "\(statement)") {
                    try await database.write { try $0.execute(statement) }
                }
            }
        }
    }

    /// `a live` and so on, one moment after the other where the moment is given; what follows a
    /// colon is the note.
    private static func steps(_ course: [(at: Int, step: String)]) -> [String] {
        course.enumerated().map { place, item in
            let parts = item.step.split(separator: ":", maxSplits: 1)
            let words = parts[0].split(separator: " ")
            let note = parts.count > 1 ? "'\(parts[1])'" : "NULL"
            return """
                INSERT INTO model_event (organisation_id, id, model_id, state, note, user_id, at)
                VALUES ('\(lender)', '\(String(place + 100))', '\(words[0])', '\(words[1])',
                    \(note), 'u', \(item.at))
                """
        }
    }

    private static func model(_ id: String, _ number: Int) -> String {
        let hash = String(repeating: "0\(number)", count: 32)
        return """
            INSERT INTO model (organisation_id, id, name, state, sha256, content, card,
                created_by, created_at, changed_at)
            VALUES ('\(lender)', '\(id)', '\(id)', 'approved', '\(hash)', $1, '{}',
                'u', 1, 1)
            """
    }

    @Test(arguments: Engine.allCases)
    func `Why a model stepped back is told by what its steps said until then`(
        _ engine: Engine
    ) async throws {
        // Two steps of one moment are written in whatever order their ids have.
        let course: [(at: Int, step: String)] = [
            (1, "a draft"), (2, "a validated:{}"), (3, "a approved:gave way"), (4, "a live"),
            (5, "b draft"), (6, "b validated:{}"), (7, "b approved"),
            (8, "b live"), (8, "a approved:gave way"),
            (9, "b approved:too strict"), (9, "a live:too strict"),
            // A reason that reads like a placing: no live step without a reason follows.
            (10, "a approved:gave way"),
            (11, "b shadow"), (12, "c approved"), (13, "c shadow"), (13, "b approved:gave way"),
            (14, "b live"), (15, "b approved:gave way"), (15, "a live:gave way"),
            (16, "a retired:old"),
        ]
        let models = [("a", 1), ("b", 2), ("c", 3)].map { Self.model($0.0, $0.1) }
        try await Self.migrated(engine, models + Self.steps(course)) { database in
            let causes = try await database.read { snapshot in
                try snapshot.rows("SELECT cause FROM model_event ORDER BY id") {
                    try $0.textIfAny(0) ?? "-"
                }
            }
            #expect(
                causes == [
                    "-", "-", "-", "-", "-", "-", "-",
                    "-", "gave_way", "rolled_back", "brought_back", "rolled_back",
                    "-", "-", "-", "gave_way", "-", "rolled_back", "brought_back", "-",
                ])
        }
    }
}
