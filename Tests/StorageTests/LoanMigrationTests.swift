import Testing

@testable import Storage

@Suite("The step of loans keeps decisions and outcomes of before, of a loan without a reference")
struct LoanMigrationTests {
    private static let lender = "00000000-0000-0000-0000-00000000000b"
    private static let hash = String(repeating: "ab", count: 32)

    private static let before = [
        """
        INSERT INTO organisation (id, name, kind, country, base_currency, language, time_zone,
            created_at)
        VALUES ('\(lender)', 'Umoja', 'sacco', 'KE', 'KES', 'en', 'Africa/Nairobi', 1)
        """
    ] + ["s1", "s2"].map { id in
        """
        INSERT INTO score (organisation_id, id, entity_kind, entity_id, purpose, model_id,
            model_sha256, as_of, known_at, snapshot_sha256, snapshot, abstained, answer,
            made_by, made_at)
        VALUES ('\(lender)', '\(id)', 'party', '\(lender.dropLast(2))\(id)', 'live', '\(lender)',
            '\(hash)', '2026-12-28', 1, '\(hash)', '{}', 'thin_history', '{}', 'u', 1)
        """
    } + [
        """
        INSERT INTO score_decision (organisation_id, id, score_id, decision, override_reason,
            decided_by, decided_at)
        VALUES ('\(lender)', 'd1', 's1', 'declined', 'Fraud', 'u', 7)
        """,
        """
        INSERT INTO score_outcome (organisation_id, score_id, is_bad, day, recorded_by,
            recorded_at)
        VALUES ('\(lender)', 's1', 1, '2027-01-31', 'u', 8),
            ('\(lender)', 's2', 0, '2027-02-28', 'v', 9)
        """,
    ]

    private static func outcome(_ score: String, _ loan: String) -> String {
        """
        INSERT INTO score_outcome (organisation_id, score_id, loan, is_bad, day, recorded_by,
            recorded_at)
        VALUES ('\(lender)', '\(score)', '\(loan)', 0, '2027-03-31', 'u', 10)
        """
    }

    @Test(arguments: Engine.allCases)
    func `What was decided and became of it survives, and a second loan has room`(
        _ engine: Engine
    ) async throws {
        try await TestDatabase.withLocation(engine) { location in
            let old = try await openDatabase(
                at: location, migrations: Array(Migration.all.prefix { $0.name != "loans" }))
            try await old.write { transaction in
                for statement in Self.before { try transaction.execute(statement) }
            }
            await old.close()
            let database = try await openDatabase(at: location, migrations: Migration.all)
            let kept = try await database.read { snapshot in
                try snapshot.rows(
                    """
                    SELECT score_id, loan, is_bad, day, recorded_by, recorded_at
                    FROM score_outcome ORDER BY score_id
                    """
                ) { row in
                    "\(try row.text(0)) '\(try row.text(1))' \(try row.integer(2)) "
                        + "\(try row.text(3)) \(try row.text(4)) \(try row.integer(5))"
                }
            }
            #expect(kept == ["s1 '' 1 2027-01-31 u 8", "s2 '' 0 2027-02-28 v 9"])
            let decided = try await database.read { snapshot in
                try snapshot.rows(
                    "SELECT id, loan, override_reason, decided_at FROM score_decision"
                ) { row in
                    "\(try row.text(0)) '\(try row.text(1))' \(try row.text(2)) "
                        + "\(try row.integer(3))"
                }
            }
            #expect(decided == ["d1 '' Fraud 7"])
            try await database.write { try $0.execute(Self.outcome("s1", "2026/17")) }
            for refused in [
                Self.outcome("s1", ""), Self.outcome("s1", "2026/17"), Self.outcome("s3", ""),
                Self.outcome("s2", String(repeating: "x", count: 41)),
                "UPDATE score_decision SET loan = 'x'", "DELETE FROM score_decision",
            ] {
                await #expect(throws: StorageFault.self, "\(refused)") {
                    try await database.write { try $0.execute(refused) }
                }
            }
            await database.close()
        }
    }
}
