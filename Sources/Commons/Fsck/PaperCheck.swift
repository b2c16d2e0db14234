import Storage

/// Every paper is where its state says: accepted ones have their document, waiting ones a job.
struct PaperCheck {
    let snapshot: any Snapshot

    func run(_ report: inout FsckReport) throws {
        let count = try snapshot.first(
            "SELECT COUNT(*) FROM paper", [], { Int(try $0.integer(0)) }) ?? 0
        report.add(.papers, checked: count, try withoutDocument() + withoutJob())
    }

    private func withoutDocument() throws -> [Finding] {
        try snapshot.rows(
            """
            SELECT p.id, p.document_id FROM paper p
            WHERE p.document_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM document d
                WHERE d.organisation_id = p.organisation_id AND d.id = p.document_id)
            ORDER BY p.id
            """, []
        ) { row in
            Finding(
                .papers, "document_missing", Subject(kind: "paper", id: try row.text(0)),
                "Its document \(try row.text(1)) does not exist.")
        }
    }

    private func withoutJob() throws -> [Finding] {
        try snapshot.rows(
            """
            SELECT p.id, p.state FROM paper p
            WHERE p.state IN ('queued', 'reading') AND NOT EXISTS (
                SELECT 1 FROM job j
                WHERE j.organisation_id = p.organisation_id AND j.kind = 'paper.read'
                    AND j.state IN ('queued', 'running')
                    AND j.payload LIKE '%' || p.id || '%')
            ORDER BY p.id
            """, []
        ) { row in
            Finding(
                .papers, "job_missing", Subject(kind: "paper", id: try row.text(0)),
                "It is \(try row.text(1)) and no job will read it; have it read again.")
        }
    }
}
