import Ledger
import Storage
import Wire

/// Keeps an attribute that the law protects, apart from everything that scores: no query gives it
/// back, and only sums of the fairness report are made of it.
public struct RecordAttribute: Command {
    public let entityID: ID<ScoreEntity>
    public let attribute: String
    public let value: String

    public init(entityID: ID<ScoreEntity>, attribute: String, value: String) {
        self.entityID = entityID
        self.attribute = attribute
        self.value = value
    }

    public static let declaration = Declaration(
        "fairness.record", "Keep a protected attribute, for the fairness report alone.",
        .put("/api/protected-attributes"), access: .action(.recordAttributes), status: 204,
        refusals: [.scoreSubjectUnknown, .blankName],
        fields: [
            "entity_id": FieldNote("Who was scored."),
            "attribute": FieldNote(
                "What it is, such as gender of the owner.", minimumLength: 1, maximumLength: 40),
            "value": FieldNote("The group.", minimumLength: 1, maximumLength: 40),
        ])

    public func perform(in work: any Work) throws -> Done {
        let (attribute, value) = (Self.plain(attribute), Self.plain(value))
        guard !attribute.isEmpty, !value.isEmpty else {
            throw Refusal(
                .blankName, "Say which attribute and which group.",
                at: attribute.isEmpty ? "/attribute" : "/value")
        }
        let known = try work.transaction.first(
            """
            SELECT 1 FROM organisation WHERE id = $2
            UNION ALL SELECT 1 FROM party WHERE organisation_id = $1 AND id = $2
            """, [.id(work.actor.organisation), .id(entityID)]) { _ in true }
        guard known != nil else {
            throw Refusal(
                .scoreSubjectUnknown, "Nobody of this id can be scored here.", at: "/entity_id")
        }
        try work.transaction.execute(
            """
            INSERT INTO protected_attribute (organisation_id, entity_id, attribute, value,
                recorded_by, recorded_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (organisation_id, entity_id, attribute) DO UPDATE SET
                value = excluded.value, recorded_by = excluded.recorded_by,
                recorded_at = excluded.recorded_at
            """,
            [
                .id(work.actor.organisation), .id(entityID), .text(attribute), .text(value),
                .id(work.actor.user), .instant(work.now),
            ])
        // The trail says that one was kept, not which.
        work.record(
            Subject(kind: "protected_attribute", id: entityID.text), before: nil,
            after: .object([("attribute", .string(attribute))]))
        return Done()
    }
}

extension RecordAttribute {
    /// Without blanks at its ends and in small letters, so that one group has one name.
    private static func plain(_ text: String) -> String {
        let kept = text.drop { $0.isWhitespace }
        guard let last = kept.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return kept[...last].lowercased()
    }
}

public struct ShowFairness: Query {
    public let attribute: String

    public init(attribute: String) { self.attribute = attribute }

    public static let declaration = Declaration(
        "fairness.read", "Show approvals and outcomes by group of a protected attribute, in sums.",
        .get("/api/fairness"), access: .action(.readFairness),
        fields: ["attribute": FieldNote("Which attribute.", maximumLength: 40)])

    public func answer(in view: View) throws -> FairnessReport {
        let sums = try view.snapshot.rows(
            """
            SELECT a.value, COUNT(DISTINCT s.entity_id), COUNT(*),
                SUM(CASE WHEN d.decision = 'approved' THEN 1 ELSE 0 END),
                SUM(CASE WHEN d.decision = 'approved' AND o.is_bad IS NOT NULL THEN 1 ELSE 0 END),
                SUM(CASE WHEN d.decision = 'approved' AND o.is_bad = 1 THEN 1 ELSE 0 END),
                SUM(CASE WHEN d.decision <> 'approved' AND o.is_bad IS NOT NULL
                    THEN 1 ELSE 0 END),
                SUM(CASE WHEN d.decision <> 'approved' AND o.is_bad = 1 THEN 1 ELSE 0 END)
            FROM score_decision d
            JOIN score s ON s.organisation_id = d.organisation_id AND s.id = d.score_id
            JOIN protected_attribute a
                ON a.organisation_id = s.organisation_id AND a.entity_id = s.entity_id
            LEFT JOIN score_outcome o
                ON o.organisation_id = s.organisation_id AND o.score_id = s.id
            WHERE d.organisation_id = $1 AND a.attribute = $2 AND \(DecisionRecord.isLast())
            GROUP BY a.value
            """, [.id(view.actor.organisation), .text(attribute)]
        ) { row in
            GroupSums(
                value: try row.text(0), entities: try row.integer(1),
                decided: try row.integer(2), approved: try row.integer(3),
                outcomes: try row.integer(4), bad: try row.integer(5),
                declinedOutcomes: try row.integer(6), declinedBad: try row.integer(7))
        }
        return FairnessReport(attribute: attribute, sums: sums)
    }
}

/// An attribute that was kept of somebody: its name, never whose it is.
public struct KeptAttribute: Codable, Sendable {
    public let attribute: String
    /// Of how many it is kept.
    public let entities: Int64
}

/// Which attributes a fairness report can be asked for.
public struct ListAttributes: Query {
    public init() {}

    public static let declaration = Declaration(
        "fairness.attributes", "List the protected attributes that were kept, not their values.",
        .get("/api/protected-attributes"), access: .action(.readFairness))

    public func answer(in view: View) throws -> Listing<KeptAttribute> {
        Listing(
            items: try view.snapshot.rows(
                """
                SELECT attribute, COUNT(*) FROM protected_attribute WHERE organisation_id = $1
                GROUP BY attribute ORDER BY attribute
                """, [.id(view.actor.organisation)]
            ) { KeptAttribute(attribute: try $0.text(0), entities: try $0.integer(1)) })
    }
}

extension Action {
    /// To keep protected attributes; whoever scores never holds it alone with reading them, because
    /// nobody reads them.
    public static let recordAttributes = Action(
        "fairness.record", [.owner, .admin, .supervisor])
    /// To see the fairness report.
    public static let readFairness = Action(
        "fairness.read", [.owner, .admin, .creditCommittee, .auditor, .supervisor])
}
