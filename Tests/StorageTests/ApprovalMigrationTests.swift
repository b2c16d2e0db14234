import Testing

@testable import Storage

@Suite("The step of how approvals end keeps those of before, and of a refusal its reason")
struct ApprovalMigrationTests {
    private static let house = "00000000-0000-0000-0000-00000000000a"
    private static let people = (1...2).map { "00000000-0000-0000-0000-0000000000\($0)0" }

    private static func approval(_ place: Int, _ state: String, _ more: String = "") -> String {
        let checker = state == "pending" ? "NULL, NULL" : "'\(people[1])', 7"
        let subject = more.isEmpty ? "" : ", subject_kind, subject_id"
        return """
            INSERT INTO approval (id, organisation_id, command, payload, payload_hash, maker_id,
                made_at, expires_at, state, checker_id, decided_at\(subject))
            VALUES ('00000000-0000-0000-0000-0000000001\(place)0', '\(house)', 'model.approve',
                '{}', (SELECT leaf FROM log_entry LIMIT 1), '\(people[0])', 5, 9, '\(state)',
                \(checker)\(more))
            """
    }

    private static let before = [
        """
        INSERT INTO organisation (id, name, kind, country, base_currency, language, time_zone,
            created_at)
        VALUES ('\(house)', 'Umoja', 'sacco', 'KE', 'KES', 'en', 'Africa/Nairobi', 1)
        """,
        """
        INSERT INTO user_account (id, name, email, language, created_at)
        VALUES ('\(people[0])', 'Grace', 'g@example.org', 'en', 1),
            ('\(people[1])', 'Lucy', 'l@example.org', 'en', 1)
        """,
    ]

    @Test(arguments: Engine.allCases)
    func `Requests and refusals survive, and one at most waits for a subject`(
        _ engine: Engine
    ) async throws {
        try await TestDatabase.withLocation(engine) { location in
            let old = try await openDatabase(
                at: location,
                migrations: Array(Migration.all.prefix { $0.name != "approval_ends" }))
            try await old.write { transaction in
                for statement in Self.before { try transaction.execute(statement) }
                try transaction.execute(
                    """
                    INSERT INTO log_entry (id, organisation_id, kind, subject_kind, subject_id,
                        leaf, recorded_at) VALUES ($1, $2, 'audit', 'x', 'y', $3, 1)
                    """,
                    [
                        .text("00000000-0000-0000-0000-000000000c00"), .text(Self.house),
                        .bytes([UInt8](repeating: 7, count: 32)),
                    ])
                try transaction.execute(
                    """
                    INSERT INTO audit (id, organisation_id, user_id, command, subject_kind,
                        subject_id, reason, request_id, at)
                    VALUES ('00000000-0000-0000-0000-000000000c00', $1, $2, 'approval.reject',
                        'approval', '00000000-0000-0000-0000-000000000120', 'No receipt', 'r', 7)
                    """, [.text(Self.house), .text(Self.people[1])])
                for (place, state) in [(1, "pending"), (2, "rejected"), (3, "approved")] {
                    try transaction.execute(Self.approval(place, state))
                }
            }
            await old.close()
            let database = try await openDatabase(at: location, migrations: Migration.all)
            let kept = try await database.read { snapshot in
                try snapshot.rows("SELECT state, reason FROM approval ORDER BY id") {
                    "\(try $0.text(0)) \($0.isNull(1) ? "-" : try $0.text(1))"
                }
            }
            #expect(kept == ["pending -", "rejected No receipt", "approved -"])
            let about = ", 'model', 'm1'"
            try await database.write { try $0.execute(Self.approval(4, "pending", about)) }
            for refused in [
                Self.approval(5, "pending", about), Self.approval(6, "ended"),
                Self.approval(7, "pending", ", 'model', NULL"),
                "UPDATE approval SET checker_id = maker_id WHERE state = 'approved'",
            ] {
                await #expect(throws: StorageFault.self, "\(refused)") {
                    try await database.write { try $0.execute(refused) }
                }
            }
            // What its own maker overtook is closed by them.
            try await database.write { transaction in
                try transaction.execute(
                    """
                    UPDATE approval SET state = 'closed', checker_id = maker_id, decided_at = 8
                    WHERE subject_id = 'm1'
                    """)
                try transaction.execute(Self.approval(5, "pending", about))
            }
            await database.close()
        }
    }
}
