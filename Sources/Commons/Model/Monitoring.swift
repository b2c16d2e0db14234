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

    /// One report for each month that is over where the books are kept and has none yet, oldest
    /// first; running it again makes no second one.
    public func run() async throws {
        let now = executor.clock.now()
        // Nowhere is it later than fourteen hours after UTC.
        let this = now.day(offsetMinutes: 14 * 60).monthStart
        for back in (1...Self.mostMissed).reversed() {
            let month = this.adding(months: -back)
            for scored in try await scored(before: month.adding(months: 1), reported: month) {
                let zone = try await executor.calendar.zone(
                    of: scored.organisation, in: executor.database)
                let end = zone.end(of: month.adding(months: 1).adding(days: -1))
                guard now > end, scored.reportedAt.map({ $0 <= end }) ?? true else { continue }
                // Nobody asked: the installation does it on its own.
                let actor = Actor(user: ID(0), organisation: scored.organisation, role: .admin)
                _ = try await executor.monitor(scored.model, month: month, as: actor)
            }
        }
    }

    private struct Scored: Sendable {
        let organisation: ID<Organisation>
        let model: String
        /// When the last report of the month was made.
        let reportedAt: Instant?
    }

    /// Whose model had scored before a day.
    private func scored(before next: Day, reported month: Day) async throws -> [Scored] {
        try await executor.database.read { snapshot in
            try snapshot.rows(
                """
                SELECT s.organisation_id, s.model_sha256, (
                    SELECT MAX(m.made_at) FROM monitoring m
                    WHERE m.organisation_id = s.organisation_id
                        AND m.model_sha256 = s.model_sha256 AND m.month = $2)
                FROM score s
                WHERE s.purpose = 'live' AND \(ScoreRecord.isOfItsDay("s")) AND s.as_of < $1
                GROUP BY s.organisation_id, s.model_sha256
                ORDER BY s.organisation_id, s.model_sha256
                """, [.day(next), .day(month)]
            ) {
                Scored(
                    organisation: try $0.id(0), model: try $0.text(1),
                    reportedAt: try $0.instantIfAny(2))
            }
        }
    }
}

extension CommandExecutor {
    /// Makes and keeps the report of one month.
    func monitor(
        _ model: String, month: Day, as actor: Actor
    ) async throws -> MonitoringReport {
        let now = clock.now()
        let zone = try await calendar.zone(of: actor.organisation, in: database)
        let before = zone.end(of: month.adding(days: -1))
        let end = zone.end(of: month.adding(months: 1).adding(days: -1))
        let report = try await database.read { snapshot in
            MonitoringReport(
                try MonitoredScore.all(of: model, actor.organisation, in: snapshot),
                month: month, isOver: now > end, madeAt: now,
                organisation: try MonitoredCounts.of(
                    model, actor.organisation, after: before, until: end, in: snapshot))
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

    /// Of the decisions after an instant and until another, the last one about each loan.
    static func of(
        _ model: String, _ organisation: ID<Organisation>, after start: Instant, until end: Instant,
        in snapshot: any Snapshot
    ) throws -> MonitoredCounts {
        try snapshot.first(
            """
            SELECT COUNT(*), SUM(CASE WHEN s.band IN (\(approving)) AND d.decision = 'declined'
                OR s.band NOT IN (\(approving)) AND d.decision = 'approved' THEN 1 ELSE 0 END)
            FROM score_decision d
            JOIN score s ON s.organisation_id = d.organisation_id AND s.id = d.score_id
            WHERE d.organisation_id = $1 AND s.model_sha256 = $2 AND d.decided_at > $3
                AND d.decided_at <= $4 AND \(DecisionRecord.isLast(until: "$4"))
            """,
            [.id(organisation), .text(model), .instant(start), .instant(end)]
        ) {
            MonitoredCounts(
                decisions: try $0.integer(0), overrides: try $0.integerIfAny(1) ?? 0)
        }
            ?? MonitoredCounts(decisions: 0, overrides: 0)
    }
}

/// The monitoring of a model, newest month first; of a month the report that was made last.
public struct ListMonitoring: Query {
    public let id: ID<ModelRecord>

    public init(id: ID<ModelRecord>) { self.id = id }

    public static let declaration = Declaration(
        "model.monitoring", "List the reports of a model, one a month, of up to three years.",
        .get("/api/models/:id/monitoring"), access: .action(.readModels),
        refusals: [.modelUnknown], fields: ["id": FieldNote("The model.")])

    public func answer(in view: View) throws -> Listing<MonitoringReport> {
        let model = try ModelRecord.named(id, of: view.actor.organisation, in: view.snapshot)
        return Listing(
            items: try view.snapshot.rows(
                """
                SELECT m.report FROM monitoring m
                WHERE m.organisation_id = $1 AND m.model_sha256 = $2 AND NOT EXISTS (
                    SELECT 1 FROM monitoring l
                    WHERE l.organisation_id = m.organisation_id
                        AND l.model_sha256 = m.model_sha256 AND l.month = m.month
                        AND (l.made_at > m.made_at OR l.made_at = m.made_at AND l.id > m.id))
                ORDER BY m.month DESC LIMIT 36
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
        let zone = try await executor.calendar.zone(of: actor.organisation, in: executor.database)
        let month = zone.day(at: executor.clock.now()).monthStart
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
