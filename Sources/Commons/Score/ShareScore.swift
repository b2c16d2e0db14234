import Ledger
import Storage
import Wire

/// A business's consent that a lender may score it from its books.
public struct ScoreShare: Codable, Sendable {
    public let id: ID<ScoreShare>
    public let lender: ScoreEntity
    /// The last day on which it holds.
    public let until: Day
    public let givenAt: Instant
}

/// Lets a lender of this installation score the acting organisation from its own books. The lender
/// sees features and scores, never a paper.
public struct ShareScore: Command {
    public let id: ID<ScoreShare>
    public let lenderID: ID<Organisation>
    public let until: Day

    public init(id: ID<ScoreShare>, lenderID: ID<Organisation>, until: Day) {
        self.id = id
        self.lenderID = lenderID
        self.until = until
    }

    public static let declaration = Declaration(
        "score.share", "Let a lender score your business from your books, until a day.",
        .post("/api/score-shares"), access: .action(.shareScores), status: 201,
        refusals: [.idTaken, .lenderUnknown, .shareExists, .shareOver],
        fields: [
            "id": FieldNote("Made by the client, so that a repeated request is recognised."),
            "lender_id": FieldNote("A SACCO or investor club of this installation."),
            "until": FieldNote("The last day on which the consent holds."),
        ])

    public func perform(in work: any Work) throws -> ScoreShare {
        let own = work.actor.organisation
        let lender = try work.transaction.first(
            "SELECT name FROM organisation WHERE id = $1 AND id <> $2 AND kind <> 'shop'",
            [.id(lenderID), .id(own)]
        ) { try $0.text(0) }
        guard let lender else {
            throw Refusal(.lenderUnknown, "Choose a lender of the list.", at: "/lender_id")
        }
        guard until >= work.today else {
            throw Refusal(
                .shareOver, "\(until.iso) has passed: name today or a later day.", at: "/until")
        }
        let taken = try work.transaction.first(
            "SELECT 1 FROM score_share WHERE organisation_id = $1 AND id = $2",
            [.id(own), .id(id)]
        ) { _ in true }
        if taken != nil { throw Refusal(.idTaken, "A consent with this id exists.", at: "/id") }
        // One that ran out makes room for a new one.
        try work.transaction.execute(
            """
            UPDATE score_share SET ended_by = $4, ended_at = $5
            WHERE organisation_id = $1 AND lender_id = $2 AND ended_at IS NULL AND until < $3
            """,
            [.id(own), .id(lenderID), .day(work.today), .id(work.actor.user), .instant(work.now)])
        let live = try work.transaction.first(
            """
            SELECT 1 FROM score_share
            WHERE organisation_id = $1 AND lender_id = $2 AND ended_at IS NULL
            """, [.id(own), .id(lenderID)]
        ) { _ in true }
        if live != nil { throw Refusal(.shareExists, "End it first, then give another.") }
        try work.transaction.execute(
            """
            INSERT INTO score_share (organisation_id, id, lender_id, until, given_by, given_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            [
                .id(own), .id(id), .id(lenderID), .day(until), .id(work.actor.user),
                .instant(work.now),
            ])
        work.record(
            Subject(kind: "score_share", id: id.text), before: nil,
            after: .object([
                ("lender", .string(lenderID.text)), ("until", .string(until.iso)),
            ]))
        return ScoreShare(
            id: id,
            lender: ScoreEntity(
                kind: .organisation, id: lenderID.rebound(to: ScoreEntity.self), name: lender),
            until: until, givenAt: work.now)
    }
}

/// Ends a consent now. Scores that were made stay with the lender; no new one is made.
public struct EndShare: Command {
    public let id: ID<ScoreShare>

    public init(id: ID<ScoreShare>) { self.id = id }

    public static let declaration = Declaration(
        "score.unshare", "End a lender's consent to score your business.",
        .delete("/api/score-shares/:id"), access: .action(.shareScores), status: 204,
        refusals: [.shareUnknown], fields: ["id": FieldNote("The consent.")])

    public func perform(in work: any Work) throws -> Done {
        let ended = try work.transaction.execute(
            """
            UPDATE score_share SET ended_by = $3, ended_at = $4
            WHERE organisation_id = $1 AND id = $2 AND ended_at IS NULL
            """,
            [
                .id(work.actor.organisation), .id(id), .id(work.actor.user), .instant(work.now),
            ])
        guard ended == 1 else { throw Refusal(.shareUnknown, "It may have ended already.") }
        work.record(
            Subject(kind: "score_share", id: id.text), before: nil,
            after: .object([("state", .string("ended"))]))
        return Done()
    }
}

/// The lenders that may score the acting organisation.
public struct ListShares: Query {
    public init() {}

    public static let declaration = Declaration(
        "score.shares", "List the lenders that may score your business.",
        .get("/api/score-shares"), access: .action(.readScores))

    public func answer(in view: View) throws -> Listing<ScoreShare> {
        Listing(
            items: try view.snapshot.rows(
                """
                SELECT s.id, s.lender_id, o.name, s.until, s.given_at
                FROM score_share s JOIN organisation o ON o.id = s.lender_id
                WHERE s.organisation_id = $1 AND s.ended_at IS NULL AND s.until >= $2
                ORDER BY o.name_key, s.id
                """, [.id(view.actor.organisation), .day(view.today)]
            ) { row in
                ScoreShare(
                    id: try row.id(0),
                    lender: ScoreEntity(
                        kind: .organisation, id: try row.id(1), name: try row.text(2)),
                    until: try row.day(3), givenAt: try row.instant(4))
            })
    }
}

/// The lenders of this installation by name.
public struct ListLenders: Query {
    public let search: String?
    public let after: String?
    public let limit: Int?

    public init(search: String? = nil, after: String? = nil, limit: Int? = nil) {
        self.search = search
        self.after = after
        self.limit = limit
    }

    public static let declaration = Declaration(
        "lender.list", "List the lenders that a consent can name.", .get("/api/lenders"),
        access: .action(.shareScores), refusals: [.cursorUnknown],
        fields: [
            "search": FieldNote("Part of the name.", maximumLength: 100),
            "after": Cursor.note, "limit": Cursor.limitNote,
        ])

    public func answer(in view: View) throws -> Page<ScoreEntity> {
        let count = limit ?? Cursor.usualLimit
        let place = try Cursor(after, start: ["", ""])
        let found = try view.snapshot.rows(
            """
            SELECT id, name, name_key FROM organisation
            WHERE kind <> 'shop' AND id <> $1 AND (name_key, id) > ($2, $3)
                AND (name_key LIKE $4 ESCAPE '!' OR name LIKE $5 ESCAPE '!')
            ORDER BY name_key, id LIMIT $6
            """,
            [
                .id(view.actor.organisation), .text(place[0]), .text(place[1]),
                .text(LikePattern.containing(PartyName.key(search ?? ""))),
                .text(LikePattern.containing(search ?? "")),
                .integer(Int64(count) + 1),
            ]
        ) { row in
            let lender = ScoreEntity(
                kind: .organisation, id: try row.id(0), name: try row.text(1))
            return (lender, Cursor([try row.text(2), lender.id.text]))
        }
        return Page(
            items: found.prefix(count).map { $0.0 },
            next: found.count > count ? found[count - 1].1.text : nil)
    }
}
