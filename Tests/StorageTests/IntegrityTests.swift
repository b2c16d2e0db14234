import Testing

@testable import Storage

@Suite struct IntegrityTests {
    @Test func aSoundDatabaseHasNoFaultsOnEitherEngine() async throws {
        for engine in Engine.allCases {
            try await TestDatabase.with(engine) { database in
                try await database.addAccount("a")
                let found = try await database.checkIntegrity()
                #expect(found.faults == [])
                #expect(found.checked > 0 || found.notChecked != nil)
            }
        }
    }

    @Test func anIndexThatLostItsRowsIsNamed() async throws {
        try await TestDatabase.withFolder { folder in
            let location = try DatabaseLocation(folder)
            let database = try await openDatabase(
                at: location, migrations: SampleSchema.migrations)
            try await database.write { transaction in
                try transaction.execute("CREATE INDEX by_label ON sample (label)")
                try transaction.execute("INSERT INTO sample (id, label) VALUES (1, 'a')")
                try transaction.execute("CREATE INDEX empty ON sample (label) WHERE id < 0")
            }
            // The index points at the pages of one that is empty, as a lost write would leave it.
            try await database.write { transaction in
                try transaction.execute("PRAGMA writable_schema = ON")
                try transaction.execute(
                    """
                    UPDATE sqlite_schema SET rootpage = (
                        SELECT rootpage FROM sqlite_schema WHERE name = 'empty')
                    WHERE name = 'by_label'
                    """)
                try transaction.execute("DELETE FROM sqlite_schema WHERE name = 'empty'")
            }
            await database.close()
            let again = try await openDatabase(at: location, migrations: SampleSchema.migrations)
            let found = try await again.checkIntegrity()
            #expect(found.faults.contains { $0.contains("by_label") }, "\(found.faults)")
            await again.close()
        }
    }

    @Test func aRowThatPointsToNothingIsNamed() async throws {
        try await TestDatabase.withFolder { folder in
            let database = try await openDatabase(
                at: try DatabaseLocation(folder), migrations: SampleSchema.migrations)
            try await database.addAccount("a")
            try await database.write {
                try $0.execute("INSERT INTO posting (id, account_id, amount) VALUES (1, 'a', 5)")
            }
            try await database.write { transaction in
                try transaction.execute("PRAGMA writable_schema = ON")
                try transaction.execute(
                    """
                    UPDATE sqlite_schema SET sql = REPLACE(sql, 'REFERENCES account (id)', '')
                    WHERE name = 'posting'
                    """)
            }
            await database.close()
            let other = try await openDatabase(
                at: try DatabaseLocation(folder), migrations: SampleSchema.migrations)
            try await other.write { transaction in
                try transaction.execute("DELETE FROM account")
                try transaction.execute("PRAGMA writable_schema = ON")
                try transaction.execute(
                    """
                    UPDATE sqlite_schema
                    SET sql = REPLACE(
                        sql, 'TEXT NOT NULL ', 'TEXT NOT NULL REFERENCES account (id)')
                    WHERE name = 'posting'
                    """)
            }
            await other.close()
            let again = try await openDatabase(
                at: try DatabaseLocation(folder), migrations: SampleSchema.migrations)
            let found = try await again.checkIntegrity()
            #expect(found.faults.contains { $0.contains("posting") }, "\(found.faults)")
            await again.close()
        }
    }
}
