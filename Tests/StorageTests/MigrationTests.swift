import Foundation
import Testing

@testable import Storage

@Suite struct MigrationTests {
    static let steps = [
        Migration(1, "first", Array("CREATE TABLE one (id BIGINT PRIMARY KEY) STRICT;".utf8)),
        Migration(
            2, "second",
            Array(
                """
                CREATE TABLE two (id BIGINT PRIMARY KEY, one_id BIGINT REFERENCES one (id)) STRICT;
                INSERT INTO two (id, one_id) SELECT id + 100, id FROM one;
                """.utf8)),
        Migration(3, "third", Array("ALTER TABLE one ADD COLUMN label TEXT DEFAULT 'new';".utf8)),
    ]

    @Test(arguments: Engine.allCases)
    func everyStepCanBeWalkedOverAFilledDatabase(_ engine: Engine) async throws {
        for applied in 0...Self.steps.count {
            try await TestDatabase.withLocation(engine) { location in
                let before = try await openDatabase(
                    at: location, migrations: Array(Self.steps.prefix(applied)))
                if applied > 0 {
                    try await before.write { try $0.execute("INSERT INTO one (id) VALUES (1)") }
                }
                await before.close()
                let after = try await openDatabase(at: location, migrations: Self.steps)
                let steps = try await after.number("SELECT COUNT(*) FROM migration")
                #expect(steps == Int64(Self.steps.count))
                let copied: Int64 = applied == 1 ? 1 : 0
                #expect(try await after.number("SELECT COUNT(*) FROM two") == copied)
                let labels = try await after.read {
                    try $0.rows("SELECT label FROM one") { try $0.text(0) }
                }
                #expect(labels == (applied > 0 ? ["new"] : []))
                await after.close()
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func theReleasedStepsCanBeWalkedOneByOne(_ engine: Engine) async throws {
        try await TestDatabase.withLocation(engine) { location in
            for count in 0...Migration.all.count {
                let database = try await openDatabase(
                    at: location, migrations: Array(Migration.all.prefix(count)))
                #expect(try await database.number("SELECT COUNT(*) FROM migration") == Int64(count))
                await database.close()
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func aPlanNamesAnAccountThatExistsOrNone(_ engine: Engine) async throws {
        try await TestDatabase.withLocation(engine) { location in
            let database = try await openDatabase(at: location, migrations: Migration.all)
            func insert(_ id: String, account: String) async throws {
                try await database.write { transaction in
                    try transaction.execute(
                        """
                        INSERT INTO cash_plan (organisation_id, id, name, kind, direction, amount,
                            currency, rhythm, first_day, created_by, created_at, account_id)
                        VALUES ('o', '\(id)', 'Rent', 'other', 'out', 1, 'KES', 'once',
                            '2026-12-01', 'u', 1, \(account))
                        """)
                }
            }
            try await insert("without", account: "NULL")
            await #expect(throws: (any Error).self) {
                try await insert("nowhere", account: "'a'")
            }
            #expect(try await database.number("SELECT COUNT(*) FROM cash_plan") == 1)
            await database.close()
        }
    }

    @Test func theReleasedStepsAreNumberedWithoutAGap() {
        #expect(Migration.all.map(\.number) == Array(1...Migration.all.count))
    }

    @Test(arguments: Engine.allCases)
    func aChangedStepIsRefused(_ engine: Engine) async throws {
        try await TestDatabase.withLocation(engine) { location in
            let database = try await openDatabase(at: location, migrations: Self.steps)
            await database.close()
            var changed = Self.steps
            changed[1] = Migration(2, "second", Array("CREATE TABLE other (id TEXT) STRICT;".utf8))
            let fault = await #expect(throws: StorageFault.self) {
                _ = try await openDatabase(at: location, migrations: changed)
            }
            guard case .unusable(let text) = fault else {
                Issue.record("\(String(describing: fault))")
                return
            }
            #expect(text.contains("Migration 2 (second)"))
        }
    }

    @Test(arguments: Engine.allCases)
    func aDatabaseOfANewerVersionIsRefused(_ engine: Engine) async throws {
        try await TestDatabase.withLocation(engine) { location in
            let database = try await openDatabase(at: location, migrations: Self.steps)
            await database.close()
            await #expect(throws: StorageFault.self) {
                _ = try await openDatabase(at: location, migrations: Array(Self.steps.prefix(2)))
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func aFailingStepLeavesTheSchemaAtTheStepBefore(_ engine: Engine) async throws {
        let broken = Migration(
            2, "broken", Array("CREATE TABLE two (id TEXT) STRICT; DROP TABLE nowhere;".utf8))
        try await TestDatabase.withLocation(engine) { location in
            let fault = await #expect(throws: StorageFault.self) {
                _ = try await openDatabase(at: location, migrations: [Self.steps[0], broken])
            }
            #expect("\(String(describing: fault))".contains("Migration 2 (broken)"))
            let database = try await openDatabase(at: location, migrations: Self.steps)
            #expect(try await database.number("SELECT COUNT(*) FROM two") == 0)
            await database.close()
        }
    }

    @Test func oneTextIsSpelledForEachEngine() {
        let step = Migration(
            1, "spelling",
            Array(
                """
                CREATE TABLE t (a BIGINT, b TEXT DEFAULT 'TEXT',
                  c BYTEA, d DOUBLE PRECISION) STRICT;
                -- only sqlite
                CREATE INDEX s ON t (a);
                -- only postgresql
                CREATE INDEX p ON t (a);
                -- end only
                SELECT CAST(a AS TEXT) FROM t; -- BIGINT
                """.utf8))
        #expect(
            step.sql(for: .sqlite) == """
                CREATE TABLE t (a INTEGER, b TEXT DEFAULT 'TEXT',
                  c BLOB, d REAL ) STRICT;
                CREATE INDEX s ON t (a);
                SELECT CAST(a AS TEXT) FROM t; -- BIGINT
                """)
        #expect(
            step.sql(for: .postgresql) == """
                CREATE TABLE t (a BIGINT, b TEXT COLLATE "C" DEFAULT 'TEXT',
                  c BYTEA, d DOUBLE PRECISION) ;
                CREATE INDEX p ON t (a);
                SELECT CAST(a AS TEXT) FROM t; -- BIGINT
                """)
    }

    /// SHA-256 of each step as it was first released. Installations have applied these very
    /// bytes: a step is never edited, another one is added, here with its hash.
    private static let frozen = [
        "23ddf02bb560ece0667a534d1cec6890b641e330498d6f53712c7b9faab9d621",
        "271a4b9ee421a8438ad092ce99a163bb58a4f4027d3770c6f5583cadee0ebaac",
        "905f197adc5c4cc518a9510b4355f64c87ef6e88f3e11dc805e62baeb345cea5",
        "c32971d7e6bba6f195cb495804894586b307b3592bb6568fb4a537ef49c29c1a",
        "74b89ba6ba20318f1c23ae80e3bb699007e9d4265449e8bd19d3b067ad9ec62c",
        "41f9d541d13f595f2f78d72c50ae512fc7eda248d29fc9f248bacaade0c6a553",
        "e244622a82e3e0568c5a9ec53b1b6edd9a68d9e0912bfbc48c803adea2995a6c",
        "1691636d7c40ace29249faffef92577fc1d4c9cac6de122f4afda530c859bdac",
        "027838ee3b8a53b96b6729d52ae4b1204bcf24b01b54228dfe48770b6c7ad584",
        "ae2365779d931288d0066dbd1a3c4e64644a36f1054a771cfa2a055b3bdf119b",
        "b15577819202c1f96fd77f5d6703b38901c6acdc3366b6f0e62ce32350861769",
        "9df9e0d2fb0c67ceb726c5d2a4cc4f831416fe47519b30b98af627f75564b883",
        "29339d69f8c18e1b739dc46895bac1c992d67d8def9ff37d4166ffcff7f0c179",
        "bd65ae30729f5b5d3f918bb3847ae343c8a765f17ccea54eec0360ec0f06bf73",
        "c110662be07fa2c23dce585825f5e76d601a1a677a561198edf82a703d6d736e",
        "cfb829f25e21a1f828339a4fcd723503a66527553cf0be4f9a28ab004ec7ea8a",
        "a185d73d19287fe4f93bf9437679cb765a09a5e5fddae65c22576f486861140a",
        "86b7545188ad12f5dcd27cf219a24417daf98dd4de2c9e9570b1373c1d6cddda",
        "d20295dfac374c3b6b0f0644654236c1bc1eb5c23c4400a8909581e6ad0a8c40",
        "5ffafb4c3246423af5a33f6adb53cd378ccb85ca52605281b41343d24f4d872a",
        "b015966cc0ee562d10bfcd11e5a029a0fe0aa23cafa165f33c5c0ce876df7089",
        "c445d8cb9719e1febbb340a36bcb80632081896d3adeaaed9f7e9dffdcb71599",
    ]

    @Test func aReleasedStepIsNeverEdited() {
        #expect(Migration.all.count == Self.frozen.count, "A new step's hash belongs in here.")
        for (step, hash) in zip(Migration.all, Self.frozen) {
            #expect(step.sha256 == hash, "step \(step.number), \(step.name), was edited")
        }
        #expect(Migration.all.map(\.number) == Array(1...Migration.all.count))
    }
}
