import Insight
import Ledger
import Storage
import Wire

/// Models are what their hashes are of, scores say what their model says of their inputs, and
/// decisions and outcomes stand in the audit trail as they stand here.
struct CreditCheck {
    let snapshot: any Snapshot

    /// Another processor may round the last digit of a logarithm otherwise.
    private static let tolerance = 1e-9

    func run(_ report: inout FsckReport) throws {
        var models = [ShippedModel.pack.sha256: try ShippedModel.pack.model()]
        try checkModels(&models, &report)
        try checkScores(models, &report)
        try checkDecisions(&report)
        try checkOutcomes(&report)
    }

    private func checkModels(
        _ models: inout [String: CreditModel], _ report: inout FsckReport
    ) throws {
        var (count, found) = (0, [Finding]())
        try snapshot.each("SELECT id, sha256, content FROM model ORDER BY id", []) { row in
            count += 1
            let hash = try row.text(1)
            guard let pack = try? ModelPack(json: try row.bytes(2)), pack.sha256 == hash else {
                found.append(
                    Finding(
                        .credit, "model_differs", Subject(kind: "model", id: try row.text(0)),
                        "It is not the model that its hash is of."))
                return
            }
            models[hash] = try? pack.model()
        }
        report.add(.credit, checked: count, found)
    }

    private func checkScores(
        _ models: [String: CreditModel], _ report: inout FsckReport
    ) throws {
        var (count, found) = (0, [Finding]())
        try snapshot.each(
            """
            SELECT id, model_sha256, snapshot, snapshot_sha256, probability, points, band, answer
            FROM score ORDER BY id
            """, []
        ) { row in
            count += 1
            let subject = Subject(kind: "score", id: try row.text(0))
            guard let inputs = try? FeatureSnapshot(stored: try row.text(2)),
                inputs.hash.hex == (try row.text(3))
            else {
                found.append(
                    Finding(.credit, "inputs_differ", subject, "Its inputs do not fit their hash."))
                return
            }
            let answer = try JSONValue.parse(try row.text(7))
            var isSame =
                try row.isNull(5)
                || row.integer(5) == answer["points"]?.integer
                    && row.text(6) == answer["band"]?.string
                    && row.real(4) == answer["probability"]?.double
            // The scorecards of earlier releases are not here to be asked.
            if let model = models[try row.text(1)] {
                let raw = model.ensemble.rawScore(model.row(of: inputs))
                let gap = model.probability(raw: raw) - (answer["probability"]?.double ?? .nan)
                isSame = isSame && abs(gap) <= Self.tolerance
            }
            guard !isSame else { return }
            found.append(
                Finding(.credit, "score_differs", subject, "It is not what its model says of it."))
        }
        report.add(.credit, checked: count, found)
    }

    private func checkDecisions(_ report: inout FsckReport) throws {
        try compare(
            "decision",
            """
            SELECT d.id, d.decision, '', a.after, d.decision, n.id
            FROM score_decision d
            LEFT JOIN audit a ON a.organisation_id = d.organisation_id
                AND a.subject_kind = 'score' AND a.subject_id = d.score_id
                AND a.command = $1 AND a.at = d.decided_at
            LEFT JOIN notice n ON n.organisation_id = d.organisation_id
                AND n.decision_id = d.id
            ORDER BY d.id
            """, DecideScore.declaration.name, &report
        ) { row, after in
            try row.text(1) == after["decision"]?.string
                && (try row.text(4) == CreditDecision.approved.rawValue || !row.isNull(5))
        }
        try missing(
            """
            SELECT a.subject_id FROM audit a
            WHERE a.command = $1 AND a.subject_kind = 'score' AND NOT EXISTS (
                SELECT 1 FROM score_decision d WHERE d.organisation_id = a.organisation_id
                    AND d.score_id = a.subject_id AND d.decided_at = a.at)
            ORDER BY a.id
            """, DecideScore.declaration.name, "decision", &report)
    }

    private func checkOutcomes(_ report: inout FsckReport) throws {
        try compare(
            "outcome",
            """
            SELECT o.score_id, o.is_bad, o.day, a.after FROM score_outcome o
            LEFT JOIN audit a ON a.organisation_id = o.organisation_id
                AND a.subject_kind = 'score' AND a.subject_id = o.score_id
                AND a.command = $1 AND a.at = o.recorded_at
            ORDER BY o.score_id
            """, RecordOutcome.declaration.name, &report
        ) { row, after in
            try row.bool(1) == after["is_bad"]?.bool && row.text(2) == after["day"]?.string
        }
        try missing(
            """
            SELECT a.subject_id FROM audit a
            WHERE a.command = $1 AND a.subject_kind = 'score' AND NOT EXISTS (
                SELECT 1 FROM score_outcome o WHERE o.organisation_id = a.organisation_id
                    AND o.score_id = a.subject_id AND o.recorded_at = a.at)
            ORDER BY a.id
            """, RecordOutcome.declaration.name, "outcome", &report)
    }

    /// Rows whose fourth column is what the trail says was entered; one of several entries of the
    /// same moment is enough.
    private func compare(
        _ kind: String, _ sql: String, _ command: String, _ report: inout FsckReport,
        _ agrees: (any Row, JSONValue) throws -> Bool
    ) throws {
        var agreed: [String: Bool] = [:]
        try snapshot.each(sql, [.text(command)]) { row in
            let after = try JSONValue.parse(try row.textIfAny(3) ?? "null")
            let id = try row.text(0)
            agreed[id] = try agreed[id] ?? false || agrees(row, after)
        }
        let found = agreed.filter { !$0.value }.map(\.key).sorted().map { id in
            Finding(
                .credit, "\(kind)_differs", Subject(kind: kind, id: id),
                "It is not what the trail says was entered.")
        }
        report.add(.credit, checked: agreed.count, found)
    }

    private func missing(
        _ sql: String, _ command: String, _ kind: String, _ report: inout FsckReport
    ) throws {
        let gone = try snapshot.rows(sql, [.text(command)]) { try $0.text(0) }
        report.add(
            .credit, checked: 0,
            gone.map { id in
                Finding(
                    .credit, "\(kind)_missing", Subject(kind: "score", id: id),
                    "The trail has a \(kind) of it that is gone.")
            })
    }
}
