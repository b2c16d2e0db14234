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
            SELECT d.id, d.loan, d.decision, a.after, n.id
            FROM score_decision d
            LEFT JOIN audit a ON a.organisation_id = d.organisation_id
                AND a.subject_kind = 'score' AND a.subject_id = d.score_id
                AND a.command = $1 AND a.at = d.decided_at
            LEFT JOIN notice n ON n.organisation_id = d.organisation_id
                AND n.decision_id = d.id
            ORDER BY d.id
            """, DecideScore.declaration.name, &report
        ) { row, after in
            let decision = try row.text(2)
            return decision == after["decision"]?.string
                && (decision == CreditDecision.approved.rawValue || !row.isNull(4))
        }
        try missing(
            """
            SELECT COUNT(*) FROM score_decision d
            WHERE d.organisation_id = t.organisation_id AND d.score_id = t.subject_id
                AND d.decided_at = t.at
            """, DecideScore.declaration.name, "decision", &report)
    }

    private func checkOutcomes(_ report: inout FsckReport) throws {
        try compare(
            "outcome",
            """
            SELECT o.score_id, o.loan, o.is_bad, a.after, o.day FROM score_outcome o
            LEFT JOIN audit a ON a.organisation_id = o.organisation_id
                AND a.subject_kind = 'score' AND a.subject_id = o.score_id
                AND a.command = $1 AND a.at = o.recorded_at
            ORDER BY o.score_id, o.loan
            """, RecordOutcome.declaration.name, &report
        ) { row, after in
            try row.bool(2) == after["is_bad"]?.bool && row.text(4) == after["day"]?.string
        }
        try missing(
            """
            SELECT COUNT(*) FROM score_outcome o
            WHERE o.organisation_id = t.organisation_id AND o.score_id = t.subject_id
                AND o.recorded_at = t.at
            """, RecordOutcome.declaration.name, "outcome", &report)
    }

    /// Rows of an id, a loan, what was decided or became of it, and what the trail says was
    /// entered; one of several entries of the same moment is enough. Entries of before there were
    /// loans name none.
    private func compare(
        _ kind: String, _ sql: String, _ command: String, _ report: inout FsckReport,
        _ agrees: (any Row, JSONValue) throws -> Bool
    ) throws {
        struct Key: Hashable {
            let id: String
            let loan: String
        }
        var agreed: [Key: Bool] = [:]
        try snapshot.each(sql, [.text(command)]) { row in
            let after = try JSONValue.parse(try row.textIfAny(3) ?? "null")
            let key = Key(id: try row.text(0), loan: try row.text(1))
            let isSame = try key.loan == after["loan"]?.string ?? "" && agrees(row, after)
            agreed[key] = agreed[key] ?? false || isSame
        }
        let found = agreed.filter { !$0.value }.map(\.key.id).sorted().map { id in
            Finding(
                .credit, "\(kind)_differs", Subject(kind: kind, id: id),
                "It is not what the trail says was entered.")
        }
        report.add(.credit, checked: agreed.count, found)
    }

    /// - Parameter sql: how many rows there are of the moment of an entry, `t`. There may be two
    ///   loans in one.
    private func missing(
        _ sql: String, _ command: String, _ kind: String, _ report: inout FsckReport
    ) throws {
        let gone = try snapshot.rows(
            """
            SELECT t.subject_id FROM (
                SELECT organisation_id, subject_id, at, COUNT(*) AS entries FROM audit
                WHERE command = $1 AND subject_kind = 'score'
                GROUP BY organisation_id, subject_id, at
            ) AS t
            WHERE t.entries > (\(sql)) ORDER BY t.at, t.subject_id
            """, [.text(command)]
        ) { try $0.text(0) }
        report.add(
            .credit, checked: 0,
            gone.map { id in
                Finding(
                    .credit, "\(kind)_missing", Subject(kind: "score", id: id),
                    "The trail has a \(kind) of it that is gone.")
            })
    }
}
