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
        do {
            try ScoreEntity.requireScored(
                entityID, for: work.actor, on: work.today, in: work.transaction)
        } catch let refusal as Refusal {
            throw Refusal(refusal.code, refusal.detail, at: "/entity_id")
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
    private static func plain(_ text: String) -> String { text.trimmed.lowercased() }
}

/// Approvals and outcomes by group, of the days that are over: whoever decides to see what a
/// decision moves has one try a day. Whoever reads it leaves a trace: what the report tells of
/// people can be read nowhere else.
public struct ShowFairness: Procedure {
    public let attribute: String

    public init(attribute: String) { self.attribute = attribute }

    public static let declaration = Declaration(
        "fairness.read", "Show approvals and outcomes by group of a protected attribute, in sums.",
        .get("/api/fairness"), access: .action(.readFairness),
        fields: ["attribute": FieldNote("Which attribute.", minimumLength: 1, maximumLength: 40)])

    public func run(in scene: Scene) async throws -> FairnessReport {
        try await report(
            for: try scene.signedIn(), with: scene.executor, requestID: scene.origin.requestID)
    }

    func report(
        for actor: Actor, with executor: CommandExecutor, requestID: String
    ) async throws -> FairnessReport {
        _ = try Permission.check(Self.declaration.access, actor)
        let attribute = attribute
        let zone = try await executor.calendar.zone(of: actor.organisation, in: executor.database)
        let today = zone.day(at: executor.clock.now())
        let report = try await executor.database.read { snapshot in
            try Self.report(on: attribute, of: actor.organisation, in: snapshot) {
                zone.day(at: $0) < today
            }
        }
        try await executor.transact(
            Self.declaration.name, as: actor, requestID: requestID
        ) { work in
            work.record(
                Subject(kind: "fairness", id: actor.organisation.text), before: nil,
                after: .object([("attribute", .string(attribute))]))
        }
        return report
    }

    private static func report(
        on attribute: String, of organisation: ID<Organisation>, in snapshot: any Snapshot,
        isOver: (Instant) -> Bool
    ) throws -> FairnessReport {
        // Of everybody the last decision counts, on whichever of their scores and about whichever
        // loan it was made.
        let loans = try Loans(of: organisation, in: snapshot)
        var last: [String: Last] = [:]
        try snapshot.each(
            """
            SELECT s.entity_id, a.value, d.decision, d.score_id, d.loan, d.decided_at,
                a.recorded_at
            FROM score_decision d
            JOIN score s ON s.organisation_id = d.organisation_id AND s.id = d.score_id
            JOIN protected_attribute a
                ON a.organisation_id = s.organisation_id AND a.entity_id = s.entity_id
            WHERE d.organisation_id = $1 AND a.attribute = $2
            ORDER BY d.decided_at, d.id
            """, [.id(organisation), .text(attribute)]
        ) { row in
            guard isOver(try row.instant(5)), isOver(try row.instant(6)) else { return }
            let decision: CreditDecision = try row.choice(2)
            let outcome = loans.outcome(
                of: Loans.Key(score: try row.id(3), reference: try row.text(4)))
            last[try row.text(0)] = Last(
                value: try row.text(1), isApproved: decision == .approved,
                isBad: outcome.flatMap { isOver($0.recordedAt) ? $0.isBad : nil })
        }
        var sums: [String: GroupSums] = [:]
        for one in last.values {
            sums[one.value, default: GroupSums(value: one.value)]
                .add(isApproved: one.isApproved, isBad: one.isBad)
        }
        return FairnessReport(attribute: attribute, sums: Array(sums.values))
    }

    /// What was decided about somebody last, and what became of it.
    private struct Last {
        let value: String
        let isApproved: Bool
        let isBad: Bool?
    }
}

/// An attribute that was kept of somebody: its name, never whose it is.
public struct KeptAttribute: Codable, Sendable {
    public let attribute: String
    /// Of so many at least it is kept: 10, 20, 30, 60, 100 and so on; 0 for fewer than ten.
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
            ) { KeptAttribute(
                    attribute: try $0.text(0), entities: GroupSize.atLeast(try $0.integer(1)))
            })
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
