import Insight
import Ledger
import Storage
import Wire

/// Makes the reports of the months that are over, for every organisation and model that scored.
public struct Monitoring: Sendable {
    public static let kind = "model.monitor"

    let executor: CommandExecutor

    public init(executor: CommandExecutor) { self.executor = executor }

    /// How many months are made up for after a machine stood still.
    static let mostMissed = 12

    /// One report for each month that is over and has none yet, oldest first; running it again
    /// makes no second one.
    public func run() async throws {
        let this = executor.clock.now().day(offsetMinutes: 0).monthStart
        for back in (1...Self.mostMissed).reversed() {
            let month = this.adding(months: -back)
            for (organisation, model) in try await due(month) {
                // Nobody asked: the installation does it on its own.
                let actor = Actor(user: ID(0), organisation: organisation, role: .admin)
                _ = try await executor.monitor(model, month: month, as: actor)
            }
        }
    }

    /// Whose model had scored before the month was over and has no report of all of it.
    private func due(_ month: Day) async throws -> [(ID<Organisation>, String)] {
        let next = month.adding(months: 1)
        return try await executor.database.read { snapshot in
            try snapshot.rows(
                """
                SELECT DISTINCT s.organisation_id, s.model_sha256 FROM score s
                WHERE s.purpose = 'live' AND \(ScoreRecord.isOfItsDay("s")) AND s.as_of < $1
                    AND NOT EXISTS (
                    SELECT 1 FROM monitoring m
                    WHERE m.organisation_id = s.organisation_id
                        AND m.model_sha256 = s.model_sha256 AND m.month = $2
                        AND m.made_at >= $3)
                """, [.day(next), .day(month), .instant(Instant(next, hour: 0))]
            ) { (try $0.id(0), try $0.text(1)) }
        }
    }
}

extension CommandExecutor {
    /// Makes and keeps the report of one month.
    func monitor(
        _ model: String, month: Day, as actor: Actor
    ) async throws -> MonitoringReport {
        let now = clock.now()
        let report = try await database.read { snapshot in
            MonitoringReport(
                try MonitoredScore.all(of: model, actor.organisation, in: snapshot),
                month: month, madeAt: now,
                organisation: try MonitoredCounts.of(
                    model, actor.organisation, month, in: snapshot))
        }
        try await keep(report, of: model, as: actor)
        return report
    }

    func keep(_ report: MonitoringReport, of model: String, as actor: Actor) async throws {
        let text = String(decoding: try WireEncoder.encode(report), as: UTF8.self)
        try await transact(Monitoring.kind, as: actor, requestID: "internal") { work in
            let id = work.newID(MonitoringReport.self)
            try work.transaction.execute(
                """
                INSERT INTO monitoring (organisation_id, id, model_sha256, month, report, made_at)
                VALUES ($1, $2, $3, $4, $5, $6)
                """,
                [
                    .id(actor.organisation), .text(id.text), .text(model), .day(report.month),
                    .text(text), .instant(report.madeAt),
                ])
            work.record(
                Subject(kind: "monitoring", id: id.text), before: nil,
                after: .object([
                    ("month", .string(report.month.iso)), ("model", .string(model)),
                ]))
        }
    }
}

extension MonitoredScore {
    static func all(
        of model: String, _ organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> [MonitoredScore] {
        var outcomes: [String: [Outcome]] = [:]
        try snapshot.each(
            """
            SELECT o.score_id, o.is_bad, o.day FROM score_outcome o
            JOIN score s ON s.organisation_id = o.organisation_id AND s.id = o.score_id
            WHERE o.organisation_id = $1 AND s.model_sha256 = $2 ORDER BY o.score_id, o.loan
            """, [.id(organisation), .text(model)]
        ) { row in
            outcomes[try row.text(0), default: []].append(
                Outcome(isBad: try row.bool(1), day: try row.day(2)))
        }
        var subjects: [String: Int] = [:]
        return try snapshot.rows(
            """
            SELECT s.as_of, s.points, s.band, s.probability, s.snapshot, s.entity_id, s.id,
                CASE WHEN s.purpose = 'live' AND \(ScoreRecord.isOfItsDay("s"))
                    THEN 1 ELSE 0 END
            FROM score s
            WHERE s.organisation_id = $1 AND s.model_sha256 = $2
                AND (s.purpose = 'live' OR s.purpose = 'contest' AND EXISTS (
                    SELECT 1 FROM score_outcome o
                    WHERE o.organisation_id = s.organisation_id AND o.score_id = s.id))
            ORDER BY s.as_of, s.made_at, s.id
            """, [.id(organisation), .text(model)]
        ) { row in
            let entity = try row.text(5)
            let subject = subjects[entity] ?? subjects.count
            subjects[entity] = subject
            return MonitoredScore(
                subject: subject, isOfItsDay: try row.integer(7) == 1, asOf: try row.day(0),
                points: try row.integerIfAny(1),
                band: row.isNull(2) ? nil : try row.choice(2),
                probability: row.isNull(3) ? nil : try row.real(3),
                features: try FeatureSnapshot(stored: try row.text(4)),
                outcomes: outcomes[try row.text(6)] ?? [])
        }
    }
}

extension MonitoredCounts {
    /// The bands that suggest approval, as SQL has them.
    private static let approving = ScoreBand.allCases.filter(\.suggestsApproval)
        .map { "'\($0.rawValue)'" }.joined(separator: ", ")

    static func of(
        _ model: String, _ organisation: ID<Organisation>, _ month: Day,
        in snapshot: any Snapshot
    ) throws -> MonitoredCounts {
        try snapshot.first(
            """
            SELECT COUNT(*), SUM(CASE WHEN s.band IN (\(approving)) AND d.decision = 'declined'
                OR s.band NOT IN (\(approving)) AND d.decision = 'approved' THEN 1 ELSE 0 END)
            FROM score_decision d
            JOIN score s ON s.organisation_id = d.organisation_id AND s.id = d.score_id
            WHERE d.organisation_id = $1 AND s.model_sha256 = $2 AND d.decided_at >= $3
                AND d.decided_at < $4 AND \(DecisionRecord.isLast(before: "$4"))
            """,
            [
                .id(organisation), .text(model), .instant(Instant(month, hour: 0)),
                .instant(Instant(month.adding(months: 1), hour: 0)),
            ]
        ) {
            MonitoredCounts(
                decisions: try $0.integer(0), overrides: try $0.integerIfAny(1) ?? 0)
        }
            ?? MonitoredCounts(decisions: 0, overrides: 0)
    }
}

/// The monitoring of a model, newest month first.
public struct ListMonitoring: Query {
    public let id: ID<ModelRecord>

    public init(id: ID<ModelRecord>) { self.id = id }

    public static let declaration = Declaration(
        "model.monitoring", "List the monthly reports of a model, newest first.",
        .get("/api/models/:id/monitoring"), access: .action(.readModels),
        refusals: [.modelUnknown], fields: ["id": FieldNote("The model.")])

    public func answer(in view: View) throws -> Listing<MonitoringReport> {
        let model = try ModelRecord.named(id, of: view.actor.organisation, in: view.snapshot)
        return Listing(
            items: try view.snapshot.rows(
                """
                SELECT report FROM monitoring WHERE organisation_id = $1 AND model_sha256 = $2
                ORDER BY month DESC, made_at DESC LIMIT 36
                """, [.id(view.actor.organisation), .text(model.sha256)]
            ) { row in
                try WireDecoder.stored.decode(
                    MonitoringReport.self, from: Array(try row.text(0).utf8))
            })
    }
}

/// Makes the report of this month until now, without waiting for its end.
public struct MonitorModel: Procedure {
    public let id: ID<ModelRecord>

    public init(id: ID<ModelRecord>) { self.id = id }

    public static let declaration = Declaration(
        "model.monitor", "Make the report of this month now.",
        .post("/api/models/:id/monitor"), access: .action(.writeModels),
        refusals: [.modelUnknown], fields: ["id": FieldNote("The model.")])

    public func run(in scene: Scene) async throws -> MonitoringReport {
        try await run(as: try scene.signedIn(), with: scene.executor)
    }

    func run(as actor: Actor, with executor: CommandExecutor) async throws -> MonitoringReport {
        let model = try await executor.database.read { snapshot in
            try ModelRecord.named(id, of: actor.organisation, in: snapshot)
        }
        let month = executor.clock.now().day(offsetMinutes: 0).monthStart
        return try await executor.monitor(model.sha256, month: month, as: actor)
    }
}

extension ModelRecord {
    /// One's own model, or the shipped one.
    static func named(
        _ id: ID<ModelRecord>, of organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> ModelRecord {
        if id == ShippedModel.id { return .shipped(isLive: true) }
        guard let found = try find(id, of: organisation, in: snapshot) else {
            throw Refusal(.modelUnknown, "No model has this id.")
        }
        return found
    }
}
