import Storage

/// The tables that the exercises run on, in the one SQL text that both engines take.
enum SampleSchema {
    static let migrations = [
        Migration(
            1, "sample",
            Array(
                """
                -- Every type that the ledger uses; STRICT and BIGINT in a comment stay.
                CREATE TABLE sample (
                  id BIGINT PRIMARY KEY,
                  small SMALLINT,
                  amount BIGINT,
                  ratio DOUBLE PRECISION,
                  label TEXT,
                  content BYTEA
                ) STRICT;
                CREATE TABLE account (
                  id TEXT PRIMARY KEY,
                  kind TEXT NOT NULL DEFAULT 'BIGINT' CHECK (length(kind) > 0)
                ) STRICT;
                CREATE TABLE posting (
                  id BIGINT PRIMARY KEY,
                  account_id TEXT NOT NULL REFERENCES account (id),
                  amount BIGINT NOT NULL CHECK (amount <> 0),
                  tag TEXT UNIQUE
                ) STRICT;
                CREATE TABLE balance (
                  account_id TEXT NOT NULL,
                  currency TEXT NOT NULL,
                  amount BIGINT NOT NULL,
                  PRIMARY KEY (account_id, currency)
                ) STRICT;
                """.utf8))
    ]

    static let posting = AppendedTable("posting", ["id", "account_id", "amount", "tag"])
    static let account = AppendedTable("account", ["id"])
    static let balance = Counter(
        table: "balance", key: ["account_id", "currency"], column: "amount")

    static func posting(_ id: Int, _ account: String, _ amount: Int, tag: String? = nil) -> [Value]
    {
        [.integer(Int64(id)), .text(account), .integer(Int64(amount)), .text(tag)]
    }
}

extension Database {
    func number(_ sql: String, _ values: [Value] = []) async throws -> Int64 {
        try await read { try $0.first(sql, values) { try $0.integer(0) } ?? -1 }
    }

    func addAccount(_ id: String) async throws {
        try await write { $0.append([.text(id)], to: SampleSchema.account) }
    }
}
