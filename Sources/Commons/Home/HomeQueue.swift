import Ledger
import Storage
import Wire

/// Papers, jobs and others that wait for somebody.
enum HomeQueue {
    private static let most = 5

    static func papersWaiting(in view: View) throws -> Int {
        let count = try view.snapshot.first(
            "SELECT COUNT(*) FROM paper WHERE organisation_id = $1 AND state = 'to_review'",
            [.id(view.actor.organisation)]
        ) { try $0.integer(0) }
        return Int(count ?? 0)
    }

    static func attention(in view: View) throws -> [Home.Attention] {
        try HomeApprovals.waiting(in: view)
            + papers(.paperToReview, state: "to_review", in: view)
            + papers(.paperFailed, state: "failed", in: view)
            + deadJobs(in: view)
            + contests(in: view)
            + notices(in: view)
            + HomeDocuments.disputes(in: view)
            + driftedModels(in: view)
            + HomeApprovals.ended(in: view)
    }

    /// Models whose last report, of the month before or this one, says that somebody should look.
    private static func driftedModels(in view: View) throws -> [Home.Attention] {
        guard Action.readModels.roles.contains(view.actor.role) else { return [] }
        let since = view.today.monthStart.adding(months: -1)
        let reports = try view.snapshot.rows(
            """
            SELECT r.model_sha256, r.report, m.id, m.name FROM monitoring r
            LEFT JOIN model m
                ON m.organisation_id = r.organisation_id AND m.sha256 = r.model_sha256
            WHERE r.organisation_id = $1 AND r.month >= $2 AND NOT EXISTS (
                SELECT 1 FROM monitoring later
                WHERE later.organisation_id = r.organisation_id
                    AND later.model_sha256 = r.model_sha256
                    AND (later.month > r.month
                        OR (later.month = r.month AND later.made_at > r.made_at)))
            ORDER BY r.made_at DESC, r.id
            """, [.id(view.actor.organisation), .day(since)]
        ) { row in
            (
                sha256: try row.text(0), report: Array(try row.text(1).utf8),
                id: try row.textIfAny(2), name: try row.textIfAny(3)
            )
        }
        let alarms: [Home.Attention] = try reports.compactMap { row in
            let report = try WireDecoder.stored.decode(MonitoringReport.self, from: row.report)
            let isShipped = row.sha256 == ShippedModel.pack.sha256
            guard report.isAlarming, let id = isShipped ? ShippedModel.id.text : row.id
            else { return nil }
            return Home.Attention(
                kind: .modelDrifted, subject: Subject(kind: "model", id: id),
                party: isShipped ? ShippedModel.name : row.name, day: report.month)
        }
        return Array(alarms.prefix(most))
    }

    /// Whoever decides with scores also answers who contests one; oldest first.
    private static func contests(in view: View) throws -> [Home.Attention] {
        guard Action.decideScores.roles.contains(view.actor.role) else { return [] }
        return try view.snapshot.rows(
            """
            SELECT c.notice_id, COALESCE(o.name, p.name) FROM contest c
            JOIN notice n ON n.organisation_id = c.organisation_id AND n.id = c.notice_id
            LEFT JOIN organisation o ON n.entity_kind = 'organisation' AND o.id = n.entity_id
            LEFT JOIN party p ON n.entity_kind = 'party'
                AND p.organisation_id = n.organisation_id AND p.id = n.entity_id
            WHERE c.organisation_id = $1 AND c.state = 'open'
            ORDER BY c.opened_at, c.id LIMIT \(most)
            """, [.id(view.actor.organisation)]
        ) { row in
            Home.Attention(
                kind: .contestOpen, subject: Subject(kind: "notice", id: try row.text(0)),
                party: try row.textIfAny(1))
        }
    }

    /// Notices about this organisation whose decision stands, and that it may still contest and has
    /// not; newest first.
    private static func notices(in view: View) throws -> [Home.Attention] {
        guard Action.contestNotices.roles.contains(view.actor.role) else { return [] }
        return try view.snapshot.rows(
            """
            SELECT n.id, o.name, n.contest_until FROM notice n
            JOIN organisation o ON o.id = n.organisation_id
            JOIN score_decision d
                ON d.organisation_id = n.organisation_id AND d.id = n.decision_id
            WHERE n.entity_kind = 'organisation' AND n.entity_id = $1 AND n.contest_until >= $2
                AND \(NoticeRecord.replacement) IS NULL
                AND NOT EXISTS (SELECT 1 FROM contest c
                    WHERE c.organisation_id = n.organisation_id AND c.notice_id = n.id)
            ORDER BY n.made_at DESC, n.id DESC LIMIT \(most)
            """, [.id(view.actor.organisation), .day(view.today)]
        ) { row in
            Home.Attention(
                kind: .noticeReceived, subject: Subject(kind: "notice", id: try row.text(0)),
                party: try row.text(1), day: try row.day(2))
        }
    }

    private static func papers(
        _ matter: Home.Matter, state: String, in view: View
    ) throws -> [Home.Attention] {
        try view.snapshot.rows(
            """
            SELECT id FROM paper WHERE organisation_id = $1 AND state = $2
            ORDER BY id LIMIT \(most)
            """, [.id(view.actor.organisation), .text(state)]
        ) {
            Home.Attention(kind: matter, subject: Subject(kind: "paper", id: try $0.text(0)))
        }
    }

    private static func deadJobs(in view: View) throws -> [Home.Attention] {
        try view.snapshot.rows(
            """
            SELECT id FROM job WHERE organisation_id = $1 AND state = 'dead'
            ORDER BY id LIMIT \(most)
            """, [.id(view.actor.organisation)]
        ) {
            Home.Attention(kind: .jobDead, subject: Subject(kind: "job", id: try $0.text(0)))
        }
    }
}
