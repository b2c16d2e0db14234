import Insight
import Ledger
import Storage

/// The prints of first pages, compared with one that is new.
struct PagePrints: Sendable {
    let organisation: ID<Organisation>
    let paper: ID<Paper>

    /// So many papers back a picture is looked for; older ones are found by what was read.
    private static let reach: Int64 = 20_000

    struct Alike: Sendable {
        let paper: ID<Paper>
        let likeness: Int
    }

    /// Papers whose first page looks like this one.
    ///
    /// - Parameter since: only prints that were made then or later.
    func alike(
        _ print: PicturePrint, since: Instant? = nil, in snapshot: any Snapshot
    ) throws -> [Alike] {
        var found: [Alike] = []
        try snapshot.each(
            """
            SELECT p.paper_id, p.print FROM paper_print p
            WHERE p.organisation_id = $1 AND p.page = 1 AND p.made_at >= $2 AND p.paper_id <> $3
            ORDER BY p.made_at DESC LIMIT $4
            """,
            [
                .id(organisation), .integer(since?.microseconds ?? 0), .id(paper),
                .integer(Self.reach),
            ]
        ) { row in
            guard let other = PicturePrint(bytes: try row.bytes(1)) else { return }
            let likeness = print.likeness(to: other)
            if likeness >= PicturePrint.sameThousandths {
                found.append(Alike(paper: try row.id(0), likeness: likeness))
            }
        }
        return found
    }

    func keep(_ print: PicturePrint, page: Int, in work: any Work) throws {
        try work.transaction.execute(
            """
            INSERT INTO paper_print (organisation_id, paper_id, page, print, made_at)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (organisation_id, paper_id, page)
                DO UPDATE SET print = excluded.print, made_at = excluded.made_at
            """,
            [
                .id(organisation), .id(paper), .integer(Int64(page)), .bytes(print.bytes),
                .instant(work.now),
            ])
    }

    func keep(_ alike: Alike, in work: any Work) throws {
        // Read again, the older of the two may find the newer: one row stands for both.
        try work.transaction.execute(
            """
            INSERT INTO paper_likeness (organisation_id, paper_id, other_id, likeness)
            SELECT $1, $2, $3, CAST($4 AS BIGINT) WHERE NOT EXISTS (
                SELECT 1 FROM paper_likeness
                WHERE organisation_id = $1 AND paper_id = $3 AND other_id = $2)
            ON CONFLICT (organisation_id, paper_id, other_id)
                DO UPDATE SET likeness = excluded.likeness
            """,
            [
                .id(organisation), .id(paper), .id(alike.paper), .integer(Int64(alike.likeness)),
            ])
    }
}
