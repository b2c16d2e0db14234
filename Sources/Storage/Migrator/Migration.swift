import Crypto
import Foundation

/// One numbered step of the schema. Steps are frozen once released and only ever go forward.
///
/// The SQL is one text for both engines, in PostgreSQL's spelling, and uses:
/// - the types `BIGINT` (money in minor units, instants in microseconds, counts), `SMALLINT`
///   (0 or 1, small enumerations), `TEXT` (identifiers, ISO days), `BYTEA` and `DOUBLE PRECISION`;
/// - `CREATE TABLE ... ) STRICT;` for every table.
///
/// For SQLite the words BIGINT and SMALLINT become INTEGER, BYTEA becomes BLOB and DOUBLE PRECISION
/// becomes REAL. For PostgreSQL the word STRICT is dropped and TEXT becomes TEXT COLLATE "C", so
/// that both engines sort text by its bytes. Only upper-case words outside of string literals and
/// comments are translated, and not after AS (a cast). Where the engines must differ, the lines
/// between `-- only sqlite` (or `-- only postgresql`) and `-- end only` go to that engine alone.
///
/// To add a step: put `mNNNN_title.sql` in `Migrations/` and list it in `Migration.all`.
public struct Migration: Sendable {
    public let number: Int
    public let name: String
    let sql: String

    public init(_ number: Int, _ name: String, _ sql: [UInt8]) {
        self.number = number
        self.name = name
        self.sql = String(decoding: sql, as: UTF8.self)
    }

    public static let all: [Migration] = [
        Migration(1, "identity", PackageResources.m0001_identity_sql),
        Migration(2, "books", PackageResources.m0002_books_sql),
        Migration(3, "papers", PackageResources.m0003_papers_sql),
        Migration(4, "credit", PackageResources.m0004_credit_sql),
        Migration(5, "forecast", PackageResources.m0005_forecast_sql),
        Migration(6, "capture", PackageResources.m0006_capture_sql),
        Migration(7, "acknowledgement", PackageResources.m0007_acknowledgement_sql),
        Migration(8, "plan_replaces", PackageResources.m0008_plan_replaces_sql),
        Migration(9, "consent", PackageResources.m0009_consent_sql),
        Migration(10, "names_at_issue", PackageResources.m0010_names_at_issue_sql),
        Migration(11, "names_and_causes", PackageResources.m0011_names_and_causes_sql),
        Migration(12, "former_names", PackageResources.m0012_former_names_sql),
        Migration(13, "loans", PackageResources.m0013_loans_sql),
        Migration(14, "organisation_names", PackageResources.m0014_organisation_names_sql),
        Migration(15, "plan_account", PackageResources.m0015_plan_account_sql),
        Migration(16, "invitations", PackageResources.m0016_invitations_sql),
        Migration(17, "device_networks", PackageResources.m0017_device_networks_sql),
        Migration(18, "former_acceptances", PackageResources.m0018_former_acceptances_sql),
        Migration(19, "moment", PackageResources.m0019_moment_sql),
        Migration(20, "job_turns", PackageResources.m0020_job_turns_sql),
        Migration(21, "approval_ends", PackageResources.m0021_approval_ends_sql),
        Migration(22, "interruptions", PackageResources.m0022_interruptions_sql),
    ]

    /// Of the text as it stands in the file, the same on both engines.
    public var sha256: String {
        SHA256.hash(data: Data(sql.utf8)).map { byte in
            String(UInt8(byte) >> 4, radix: 16) + String(UInt8(byte) & 15, radix: 16)
        }.joined()
    }
}
